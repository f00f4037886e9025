//! The Guid: how a session proves itself.
//!
//! From page "C4 Agent Operation Interface Authentication". The value leaves
//! this file only towards a `Set-GUID` header or the body of `updateGuid`; it
//! has no `Debug` and is in no log.

use crate::dice::Dice;
use crate::readings::{GuidLife, LostRenewal};
use crate::settings::{AuthMode, GatewayName, Settings};
use crate::time::Millis;

/// The Guids of one session.
pub(crate) struct Guids {
    current: String,
    issued: Millis,
    /// Whether its time is over before its age says so.
    is_due: bool,
    /// Replaced ones with the moment each was issued and replaced.
    replaced: Vec<Replaced>,
}

struct Replaced {
    guid: String,
    issued: Millis,
    replaced: Millis,
}

impl Guids {
    pub(crate) fn issue(name: &GatewayName, dice: &mut Dice, now: Millis) -> Self {
        Self {
            current: fresh(name, dice),
            issued: now,
            is_due: false,
            replaced: Vec::new(),
        }
    }

    pub(crate) fn current(&self) -> &str {
        &self.current
    }

    /// Whether a request with this Guid may act for the session.
    pub(crate) fn admits(&self, guid: &str, settings: &Settings, now: Millis) -> bool {
        let lives = |born: Millis| now.since(born) < settings.guid_timeout;
        if guid == self.current {
            return settings.auth_mode == AuthMode::Static
                || settings.readings.guid_life == GuidLife::FromReplacement
                || lives(self.issued);
        }
        self.replaced.iter().any(|old| {
            old.guid == guid
                && match settings.readings.guid_life {
                    GuidLife::FromIssue => lives(old.issued),
                    GuidLife::FromReplacement => lives(old.replaced),
                }
        })
    }

    /// The Guid that the answer to a poll made with `used` carries, if any;
    /// renews it when its time has come.
    pub(crate) fn for_poll_answer(
        &mut self,
        used: &str,
        settings: &Settings,
        dice: &mut Dice,
        now: Millis,
    ) -> Option<&str> {
        if settings.auth_mode == AuthMode::Static {
            return None;
        }
        if self.is_due || now.since(self.issued) >= settings.guid_interval {
            return Some(self.renew(settings, dice, now));
        }
        let is_told_again = settings.readings.lost_renewal == LostRenewal::ToldAgain;
        (is_told_again && used != self.current).then_some(self.current.as_str())
    }

    /// The next poll's answer brings a new Guid, whatever the age of this one.
    pub(crate) const fn fall_due(&mut self) {
        self.is_due = true;
    }

    /// Replaces the Guid before its time; the new one. The old one lives on
    /// for as long as it would have.
    pub(crate) fn renew(&mut self, settings: &Settings, dice: &mut Dice, now: Millis) -> &str {
        let old = std::mem::replace(&mut self.current, fresh(&settings.gateway_name, dice));
        self.replaced.push(Replaced {
            guid: old,
            issued: self.issued,
            replaced: now,
        });
        self.replaced
            .retain(|old| now.since(old.replaced) < settings.guid_timeout);
        self.issued = now;
        self.is_due = false;
        &self.current
    }

    /// Every Guid this session ever handed out and still remembers.
    pub(crate) fn into_all(self) -> Vec<String> {
        let mut all: Vec<String> = self.replaced.into_iter().map(|old| old.guid).collect();
        all.push(self.current);
        all
    }
}

/// `xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx.` and the gateway's name, as in the page's
/// example, which ends with `AgentGateway0`.
fn fresh(name: &GatewayName, dice: &mut Dice) -> String {
    let (high, low) = (dice.roll(), dice.roll());
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}.{name}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff,
    )
}
