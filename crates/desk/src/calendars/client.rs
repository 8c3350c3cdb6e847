//! The client of a calendar account, whatever the vendor.

use muster_providers::calendar::{Calendar, Ours};
use muster_providers::google::GoogleCalendar;
use muster_providers::graph::GraphCalendar;
use muster_providers::http::Line;
use muster_store::calendars::Account;
use url::Url;

use super::connect::{Kind, Secret};
use super::trouble::Trouble;
use crate::{Desk, Failure, accounts};

/// Where a vendor answers, unless the environment names another place (a proxy, a test).
fn base(kind: Kind) -> Result<Url, Failure> {
    let (variable, usual) = match kind {
        Kind::Google => (
            "MUSTER_GOOGLE_CALENDAR",
            "https://www.googleapis.com/calendar/v3/",
        ),
        _ => ("MUSTER_GRAPH", "https://graph.microsoft.com/v1.0/"),
    };
    let text = std::env::var(variable).unwrap_or_else(|_| usual.to_owned());
    Url::parse(&text).map_err(Failure::internal)
}

/// The name of a vendor's server.
pub(super) fn host_of(kind: Kind) -> Result<String, Failure> {
    Ok(base(kind)?.host_str().unwrap_or_default().to_owned())
}

/// The client of a signed-in account. Events that `ours` knows are read in full.
pub(super) async fn signed_in(
    desk: &Desk,
    kind: Kind,
    account_id: &str,
    line: Line,
    ours: Ours,
) -> Result<Box<dyn Calendar>, Failure> {
    let bearer = accounts::bearer(desk, account_id).await?;
    let (base, zones) = (base(kind)?, desk.zones().clone());
    Ok(match kind {
        Kind::Google => Box::new(GoogleCalendar::new(line, base, bearer, zones, ours)),
        _ => Box::new(GraphCalendar::new(line, base, bearer, zones, ours)),
    })
}

/// What is sealed of an account, or why it cannot be opened.
pub(super) async fn secret(
    desk: &Desk,
    account: &Account,
) -> Result<Result<Secret, Trouble>, Failure> {
    let opened = desk
        .unseal(
            "calendar_accounts",
            &account.id,
            "secret_sealed",
            &account.secret_sealed,
        )
        .await;
    Ok(match opened {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).map_err(Failure::internal)?),
        Err(failure) => Err(Trouble::failing(format!(
            "{} {}",
            failure.message, failure.hint
        ))),
    })
}

/// The client of an account whose calendars can be written, or why there is none.
pub(super) async fn client(
    desk: &Desk,
    account: &Account,
    ours: Ours,
) -> Result<Result<Box<dyn Calendar>, Trouble>, Failure> {
    let line = desk.calendar_lines().of(&account.id);
    let kind = Kind::of(&account.kind);
    match (kind, &account.account_id) {
        (Kind::Google | Kind::Microsoft, Some(id)) => {
            match signed_in(desk, kind, id, line, ours).await {
                Ok(client) => Ok(Ok(client)),
                Err(failure) => Ok(Err(Trouble {
                    sign_in_again: true,
                    words: format!("{} {}", failure.message, failure.hint),
                })),
            }
        }
        (Kind::Caldav, _) => Ok(match secret(desk, account).await? {
            Ok(secret) => Ok(Box::new(secret.caldav_knowing(desk, line, ours)?)),
            Err(trouble) => Err(trouble),
        }),
        _ => Ok(Err(Trouble::failing("This calendar can only be read."))),
    }
}
