//! `availability_team`.

use muster_store::people as rows;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Command, Desk, Failure, people};

/// Parameters of `availability_team`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// Who.
    pub person_ids: Vec<String>,
    /// The team; empty for none.
    pub team: String,
}

/// Who is where now.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TeamAssigned")]
pub struct Assigned {
    /// Who was named.
    pub person_ids: Vec<String>,
    /// Their team; empty for none.
    pub team: String,
}

/// `availability_team`.
pub async fn assign(desk: &Desk, params: Assign) -> Result<Assigned, Failure> {
    let team = people::team(&params.team)?;
    if params.person_ids.is_empty() {
        return Err(Failure::parameter(
            "person_ids",
            "Nobody was named.",
            "Name people with `person_list`.",
        ));
    }
    let mut tx = desk.begin(Command::availability_team).await?;
    for id in &params.person_ids {
        let mut person = rows::get(tx.connection(), id).await?;
        if person.team != team {
            person.team.clone_from(&team);
            rows::put(&mut tx, &person).await?;
        }
    }
    tx.summarise(if team.is_empty() {
        format!("Took {} people out of their teams", params.person_ids.len())
    } else {
        format!(
            "Put {} people into the team {team}",
            params.person_ids.len()
        )
    });
    desk.commit(tx).await?;
    Ok(Assigned {
        person_ids: params.person_ids,
        team,
    })
}
