//! `calendar_disconnect`: the password goes at once, what was read with it unless asked to stay.

use muster_store::calendars as rows;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Command, Desk, Failure};

/// What the account says after a disconnect that kept what was read.
const KEPT: &str = "This account is disconnected. What was read until then stays for a day and is \
                    unknown time after it. Connect it again, or disconnect it with what was read.";

/// Parameters of `calendar_disconnect`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CalendarDisconnect")]
pub struct Disconnect {
    /// The account.
    pub account_id: String,
    /// Whether what was read goes too.
    #[serde(default = "yes")]
    pub delete_synced: bool,
}

fn yes() -> bool {
    true
}

/// It is done.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CalendarDisconnected")]
pub struct Disconnected {}

/// `calendar_disconnect`.
pub async fn disconnect(desk: &Desk, params: Disconnect) -> Result<Disconnected, Failure> {
    let mut tx = desk.begin_final(Command::calendar_disconnect).await?;
    let mut account = rows::account(tx.connection(), &params.account_id).await?;
    if params.delete_synced {
        rows::remove_account(&mut tx, &account.id).await?;
    } else {
        account.secret_sealed = String::new();
        account.connected = false;
        "sign_in_again".clone_into(&mut account.trouble);
        KEPT.clone_into(&mut account.trouble_words);
        account.next_at = None;
        rows::put_account(&mut tx, &account).await?;
    }
    desk.commit(tx).await?;
    desk.calendar_lines().forget(&account.id);
    Ok(Disconnected {})
}
