//! What is heard while something rings: two soft notes, twice, every three seconds.
//!
//! The notes are laid out in advance on the audio clock, which runs on in a hidden tab where timers
//! do not, and never further than a minute: if the toolbar died, its ring would die away.
//! Whether it should ring is the session's to decide; whether it can be heard is the browser's, and
//! is told.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AudioContext, AudioContextState, GainNode, OscillatorNode, OscillatorType, Window};

use super::timer::pause;
use crate::sound::SoundState;

/// Start within a round and pitch of each note, in seconds and hertz.
const NOTES: [(f64, f32); 4] = [(0.0, 659.26), (0.2, 880.0), (0.6, 659.26), (0.8, 880.0)];
/// How long a round takes with its silence, in seconds.
const ROUND: f64 = 3.0;
/// How far ahead the notes are laid out, in seconds.
const AHEAD: f64 = 60.0;
/// How long the browser may take to let sound through before it counts as held back.
const PATIENCE: i32 = 400;

#[wasm_bindgen(module = "/src/driver/loudspeaker.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = openLoudspeaker)]
    fn open_loudspeaker() -> Result<AudioContext, JsValue>;
}

/// The ring of one toolbar.
pub struct Ring {
    window: Window,
    context: RefCell<Option<AudioContext>>,
    tone: RefCell<Option<Tone>>,
    is_ringing: Cell<bool>,
    /// Counts the times that sound was asked for or ended, so that a late check knows it is late.
    turn: Cell<u32>,
    level: Cell<f32>,
    state: Cell<SoundState>,
    tell: Box<dyn Fn(SoundState)>,
}

/// What is playing.
struct Tone {
    oscillator: OscillatorNode,
    envelope: GainNode,
    loudness: GainNode,
    /// When the next round begins, on the audio clock.
    next_round: f64,
}

impl Ring {
    /// A silent ring; `tell` hears whether the browser lets it sound.
    pub fn new(window: &Window, tell: impl Fn(SoundState) + 'static) -> Rc<Ring> {
        Rc::new(Ring {
            window: window.clone(),
            context: RefCell::default(),
            tone: RefCell::default(),
            is_ringing: Cell::new(false),
            turn: Cell::new(0),
            level: Cell::new(0.0),
            state: Cell::default(),
            tell: Box::new(tell),
        })
    }

    /// Rings or stops, at once. Told again while it rings, it lays out further rounds.
    pub fn sound(self: &Rc<Self>, is_ringing: bool) {
        let was_ringing = self.is_ringing.replace(is_ringing);
        if !is_ringing {
            if was_ringing {
                self.stop();
            }
            return;
        }
        if !was_ringing {
            self.wake();
        }
        if self.play(AHEAD).is_err() {
            self.report(SoundState::Blocked);
        }
    }

    /// Plays one round, unless it rings anyway.
    pub fn test(self: &Rc<Self>) {
        if self.is_ringing.get() {
            return;
        }
        self.stop();
        self.wake();
        if self.play(0.0).is_err() {
            self.report(SoundState::Blocked);
        }
        let ring = Rc::clone(self);
        let turn = self.turn.get();
        spawn_local(async move {
            pause(&ring.window, (ROUND * 1000.0) as i32).await;
            if ring.turn.get() == turn {
                ring.stop();
            }
        });
    }

    /// Uses a press to have sound let through, where it is not known to be.
    pub fn unblock(self: &Rc<Self>) {
        if self.state.get() != SoundState::Ready {
            self.wake();
        }
    }

    /// Sets the loudness, from 0 to 100.
    pub fn set_volume(&self, volume: u8) {
        let share = f32::from(volume.min(100)) / 100.0;
        // Squared, because loudness is heard on a curve.
        self.level.set(share * share);
        if let Some(tone) = &*self.tone.borrow() {
            tone.loudness.gain().set_value(self.level.get());
        }
    }

    /// Falls silent at once and lets the audio device rest.
    pub fn stop(&self) {
        self.turn.set(self.turn.get().wrapping_add(1));
        if let Some(tone) = self.tone.take() {
            let _ = tone.loudness.disconnect();
            let _ = tone.oscillator.stop();
        }
        if let Some(context) = &*self.context.borrow() {
            leave(context.suspend());
        }
    }

    /// Asks the browser to let sound through, and a little later looks whether it did.
    fn wake(self: &Rc<Self>) {
        self.turn.set(self.turn.get().wrapping_add(1));
        if self.context.borrow().is_none() {
            self.context.replace(open_loudspeaker().ok());
        }
        if let Some(context) = &*self.context.borrow() {
            leave(context.resume());
        }
        let ring = Rc::clone(self);
        let turn = self.turn.get();
        spawn_local(async move {
            pause(&ring.window, PATIENCE).await;
            if ring.turn.get() == turn {
                ring.check();
            }
        });
    }

    fn check(&self) {
        let context = self.context.borrow();
        let is_running = context
            .as_ref()
            .is_some_and(|context| context.state() == AudioContextState::Running);
        self.report(if is_running {
            SoundState::Ready
        } else {
            SoundState::Blocked
        });
        if let (Some(context), None) = (&*context, &*self.tone.borrow()) {
            leave(context.suspend());
        }
    }

    fn report(&self, state: SoundState) {
        if self.state.replace(state) != state {
            (self.tell)(state);
        }
    }

    /// Lays out every round that begins within the given seconds.
    fn play(&self, ahead: f64) -> Result<(), JsValue> {
        let context = self.context.borrow();
        let context = context.as_ref().ok_or(JsValue::UNDEFINED)?;
        let mut tone = self.tone.borrow_mut();
        let tone = match &mut *tone {
            Some(tone) => tone,
            none => none.insert(Tone::start(context, self.level.get())?),
        };
        while tone.next_round <= context.current_time() + ahead {
            tone.add_round()?;
        }
        Ok(())
    }
}

impl Drop for Ring {
    fn drop(&mut self) {
        if let Some(context) = &*self.context.borrow() {
            leave(context.close());
        }
    }
}

/// Leaves a promise to itself, without a word in the console if it is rejected.
fn leave(promise: Result<Promise, JsValue>) {
    if let Ok(promise) = promise {
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

impl Tone {
    /// A tone that is silent until its first round.
    fn start(context: &AudioContext, level: f32) -> Result<Tone, JsValue> {
        let oscillator = context.create_oscillator()?;
        let envelope = context.create_gain()?;
        let loudness = context.create_gain()?;
        oscillator.set_type(OscillatorType::Triangle);
        envelope.gain().set_value(0.0);
        loudness.gain().set_value(level);
        oscillator.connect_with_audio_node(&envelope)?;
        envelope.connect_with_audio_node(&loudness)?;
        loudness.connect_with_audio_node(&context.destination())?;
        oscillator.start()?;
        Ok(Tone {
            oscillator,
            envelope,
            loudness,
            next_round: context.current_time(),
        })
    }

    fn add_round(&mut self) -> Result<(), JsValue> {
        for (start, pitch) in NOTES {
            let at = self.next_round + start;
            self.oscillator.frequency().set_value_at_time(pitch, at)?;
            self.envelope.gain().set_target_at_time(1.0, at, 0.004)?;
            self.envelope
                .gain()
                .set_target_at_time(0.0, at + 0.05, 0.07)?;
        }
        self.next_round += ROUND;
        Ok(())
    }
}
