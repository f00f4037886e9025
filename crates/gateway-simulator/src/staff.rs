//! Who works here.
//!
//! Named agents make demonstrations readable; nobody has to be listed to sign
//! in.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::agent::Agent;
use crate::exchange::Exchange;
use crate::id::{AgentId, SkillId};

/// Who works here. Any other agent id in range may sign in too, with any
/// password and every skill.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Staff {
    /// The named agents.
    pub agents: Vec<StaffMember>,
    /// Skill numbers and names.
    #[serde(default = "default_skills")]
    pub skills: BTreeMap<u32, String>,
}

/// A named agent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffMember {
    /// The agent's number.
    pub id: AgentId,
    /// The name the desk shows.
    #[serde(default)]
    pub name: String,
    /// The password; without one any password will do.
    #[serde(default)]
    pub password: Option<String>,
    /// The configured skills; without them all.
    #[serde(default)]
    pub skills: Option<Vec<SkillId>>,
}

impl Default for Staff {
    fn default() -> Self {
        let member = |id, name: &str, password: Option<&str>| StaffMember {
            id: AgentId(id),
            name: name.to_owned(),
            password: password.map(str::to_owned),
            skills: None,
        };
        Self {
            agents: vec![
                member(101, "Wang Li", None),
                member(102, "Ana Souza", None),
                member(103, "Tom Becker", None),
                member(104, "Mei Chen", Some("secret")),
            ],
            skills: default_skills(),
        }
    }
}

impl Exchange {
    /// Opens the desks of everybody who works here.
    pub(crate) fn hire(&mut self, staff: &Staff) {
        self.skills = staff
            .skills
            .iter()
            .map(|(id, name)| (SkillId(*id), name.clone()))
            .collect();
        for member in staff.agents.iter().cloned() {
            let every_skill = self.skills.keys().copied().collect();
            let agent = Agent {
                name: member.name,
                password: member.password,
                ..Agent::newcomer(member.skills.unwrap_or(every_skill))
            };
            self.agents.insert(member.id, agent);
        }
    }
}

fn default_skills() -> BTreeMap<u32, String> {
    BTreeMap::from([(1, "voice".to_owned()), (2, "billing".to_owned())])
}
