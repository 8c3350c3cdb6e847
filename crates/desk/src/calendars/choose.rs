//! `calendar_choose`: whose busy times a calendar holds, and whether they count.

use muster_store::{calendars as rows, people};
use schemars::JsonSchema;
use serde::Deserialize;

use super::pull;
use super::times::expand_again;
use super::view::{self, AccountView};
use crate::{Command, Desk, Failure, invitations};

/// Parameters of `calendar_choose`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CalendarChoose")]
pub struct Choose {
    /// The calendar.
    pub calendar_id: String,
    /// Whose it is; null for nobody's.
    pub person_id: Option<String>,
    /// Whether its times are busy times of that person. One that does not count is not read, and
    /// what was read of it is forgotten.
    pub counts: bool,
    /// Whether interviews are written into it, and no longer into another one; as before when absent.
    #[serde(default)]
    pub writes: Option<bool>,
}

/// `calendar_choose`: a calendar that begins to count is read at once.
pub async fn choose(desk: &Desk, params: Choose) -> Result<AccountView, Failure> {
    if params.counts && params.person_id.is_none() {
        return Err(Failure::parameter(
            "person_id",
            "The times of this calendar cannot count: it is nobody's.",
            "Say whose calendar it is.",
        ));
    }
    let mut tx = desk.begin_final(Command::calendar_choose).await?;
    let before = rows::calendar(tx.connection(), &params.calendar_id).await?;
    if let Some(writes) = params.writes.filter(|writes| *writes != before.writes) {
        if writes && !before.writable {
            return Err(Failure::parameter(
                "writes",
                "This calendar can only be read.",
                "Choose one that its owner lets you write into.",
            ));
        }
        rows::write_into(&mut tx, writes.then_some(before.id.as_str())).await?;
        if writes {
            invitations::begin_telling(&mut tx).await?;
        }
    }
    if let Some(person_id) = &params.person_id {
        people::get(tx.connection(), person_id).await?;
    }
    let person_id = params.person_id.as_deref();
    rows::choose(&mut tx, &before.id, person_id, params.counts).await?;
    if params.counts {
        expand_again(desk, &mut tx, &before.id).await?;
    } else {
        rows::forget(&mut tx, &before.id).await?;
    }
    desk.commit(tx).await?;
    if params.counts && !before.counts {
        pull::account(desk, &before.account_id, Some(&before.id)).await?;
    }
    view::one(desk, &before.account_id).await
}
