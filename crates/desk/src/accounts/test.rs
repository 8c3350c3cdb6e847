//! Using an account, and trying whether it works: `account_test`.

use muster_providers::oauth::{
    Access, Account, Feature, TokenTrouble, Tried, probe, probe_features,
};
use muster_store::accounts as rows;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use tokio::time::Instant;

use super::tell::{self, Asking};
use super::vendors::{feature_name, name};
use super::waiting::Open;
use super::{AccountId, clients};
use crate::{Code, Desk, Failure};

/// Whether an account works.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccountTested")]
pub struct Tested {
    /// Whether the service accepted it.
    pub ok: bool,
    /// What it said, and what to do next.
    pub words: String,
}

/// How a use of an account ended.
struct Used {
    ok: bool,
    code: &'static str,
    words: String,
    /// The account's state after it; `None` when nothing is known of it.
    state: Option<&'static str>,
}

/// `account_test`.
pub async fn test(desk: &Desk, params: AccountId) -> Result<Tested, Failure> {
    let row = rows::get(desk.workspace().await?, &params.account_id).await?;
    let vendor_name = name(&row.vendor, &row.issuer);
    let known = clients::of_account(desk, &row).await?;
    let open = desk.sign_ins().open(desk).await?;
    let account = Account {
        id: row.id.clone(),
        vendor: known.vendor,
        registration: known.registration,
    };
    let begun = Instant::now();
    let features: Vec<Feature> = serde_json::from_str(&row.features).unwrap_or_default();
    let used = ask(desk, &open, &account, &vendor_name, &features).await;
    let mut tx = desk.begin_background("account_test").await?;
    if let Some(state) = used.state {
        let trouble = if state == "connected" {
            ""
        } else {
            &used.words
        };
        let at = used.ok.then(|| tx.at());
        rows::used(&mut tx, &row.id, state, trouble, at).await?;
    }
    let asking = Asking {
        account_id: Some(&row.id),
        vendor: &row.vendor,
        vendor_name: &vendor_name,
        kind: "test",
        result: used.code,
        words: &used.words,
        begun,
    };
    tell::note(&mut tx, &asking).await?;
    desk.commit(tx).await?;
    Ok(Tested {
        ok: used.ok,
        words: used.words,
    })
}

/// Asks the service whose account it is. A refused token is exchanged once.
async fn ask(
    desk: &Desk,
    open: &Open,
    account: &Account,
    vendor: &str,
    features: &[Feature],
) -> Used {
    let mut first = true;
    loop {
        let access = match open.tokens.access(account, desk.now()).await {
            Ok(access) => access,
            Err(trouble) => return of_trouble(&trouble),
        };
        match probe(&open.wire, &account.vendor, &access).await {
            Ok(401) => {
                refuse(desk, open, account, &access).await;
                if !first {
                    return Used {
                        ok: false,
                        code: "refused",
                        words: format!(
                            "{vendor} refuses what it has just allowed. Look there which \
                             permissions Muster has, or sign in again."
                        ),
                        state: None,
                    };
                }
                first = false;
            }
            Ok(status) if (200..300).contains(&status) => {
                open.tokens.worked(account, &access).await;
                let refused = refused(desk, open, account, &access, features).await;
                return Used {
                    ok: refused.is_empty(),
                    code: if refused.is_empty() { "ok" } else { "refused" },
                    words: if refused.is_empty() {
                        format!("{vendor} answered. The account works.")
                    } else {
                        refused
                    },
                    state: Some("connected"),
                };
            }
            Ok(status) => {
                return Used {
                    ok: false,
                    code: "busy",
                    words: format!(
                        "{vendor} answered with the status {status}. Try again in a few minutes."
                    ),
                    state: None,
                };
            }
            Err(reason) => {
                return Used {
                    ok: false,
                    code: "offline",
                    words: format!(
                        "{vendor} could not be reached: {reason}. Check the connection and try again."
                    ),
                    state: None,
                };
            }
        }
    }
}

/// What of the features that are on the service refuses, in words; empty when nothing. What cannot
/// be tried without doing it is not tried.
async fn refused(
    desk: &Desk,
    open: &Open,
    account: &Account,
    access: &Access,
    features: &[Feature],
) -> String {
    let tried: Vec<Feature> = features
        .iter()
        .copied()
        .filter(|feature| *feature != Feature::Identity)
        .collect();
    let probes = probe_features(
        &open.wire,
        &account.vendor,
        &tried,
        access,
        None,
        desk.now(),
    )
    .await;
    let words = probes.into_iter().filter_map(|probe| match probe.tried {
        Tried::Refused { words } => Some(format!("{}: {words}", feature_name(probe.feature))),
        Tried::Works | Tried::NotTried { .. } => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

async fn refuse(desk: &Desk, open: &Open, account: &Account, access: &Access) {
    open.tokens.refused(account, access, desk.now()).await;
}

fn of_trouble(trouble: &TokenTrouble) -> Used {
    Used {
        ok: false,
        code: trouble.code(),
        words: format!("{trouble} {}", trouble.hint()),
        state: match trouble {
            TokenTrouble::SignInAgain { .. } | TokenTrouble::NotConnected { .. } => {
                Some("sign_in_again")
            }
            TokenTrouble::NotNow { .. } => Some("renewing"),
            _ => None,
        },
    }
}

/// A trouble with tokens, at the edge.
pub(super) fn failure(trouble: &TokenTrouble) -> Failure {
    Failure::new(Code::InvalidState, trouble.to_string(), trouble.hint())
        .with(json!({ "reason": trouble.code() }))
}
