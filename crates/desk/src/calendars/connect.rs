//! `calendar_connect`: an account is tried first and stored only when it works.

use std::fmt;
use std::sync::Arc;

use muster_providers::caldav::Caldav;
use muster_providers::calendar::{Calendar as _, Ours};
use muster_providers::http::{Credentials, Line};
use muster_providers::ics_subscription::{Address, Feed, Seen, fetch};
use muster_store::calendars::{self as rows, Account};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::client::{host_of, signed_in};
use super::trouble::{refused, refused_feed};
use super::view::{self, AccountView};
use crate::pools::short;
use crate::{Command, Desk, Failure, accounts};

/// The one calendar of a subscription; its address is a secret and names nothing.
pub(super) const THE_FEED: &str = "feed";

/// What kind of server a calendar is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CalendarKind")]
pub enum Kind {
    /// A CalDAV account.
    Caldav,
    /// An `.ics` address.
    Ics,
    /// A signed-in Google account.
    Google,
    /// A signed-in Microsoft account.
    Microsoft,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Caldav => "caldav",
            Self::Ics => "ics",
            Self::Google => "google",
            Self::Microsoft => "microsoft",
        }
    }

    pub(super) fn of(word: &str) -> Self {
        match word {
            "ics" => Self::Ics,
            "google" => Self::Google,
            "microsoft" => Self::Microsoft,
            _ => Self::Caldav,
        }
    }
}

/// Parameters of `calendar_connect`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CalendarConnect")]
pub struct Connect {
    /// What kind.
    pub kind: Kind,
    /// The address of the server, or of the `.ics` calendar.
    #[serde(default)]
    pub address: String,
    /// The signed-in account, for Google and Microsoft.
    #[serde(default)]
    pub account_id: Option<String>,
    /// The user name of a CalDAV account.
    #[serde(default)]
    pub user_name: Option<String>,
    /// Its password, or an app password. It is stored sealed and never shown again.
    #[serde(default)]
    pub password: Option<String>,
    /// What to call it; the server's name when absent.
    #[serde(default)]
    pub label: Option<String>,
}

impl fmt::Debug for Connect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The account that was connected.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CalendarConnected")]
pub struct Connected {
    /// The account with its calendars.
    pub account: AccountView,
}

/// What is sealed of an account.
#[derive(Serialize, Deserialize)]
pub(super) struct Secret {
    pub(super) address: String,
    pub(super) user_name: String,
    pub(super) password: String,
}

impl Secret {
    /// Names the account without saying what it is.
    fn identity(&self, kind: Kind) -> String {
        let parts = [kind.word(), &self.address, &self.user_name].join("\n");
        hex::encode(Sha256::digest(format!("muster-calendar/1:{parts}")))
    }

    /// The client of a CalDAV account that reads no event in full.
    pub(super) fn caldav(&self, desk: &Desk, line: Line) -> Result<Caldav, Failure> {
        self.caldav_knowing(desk, line, Arc::new(|_: &str| false))
    }

    /// As [`Self::caldav`]; events of ours are read in full.
    pub(super) fn caldav_knowing(
        &self,
        desk: &Desk,
        line: Line,
        ours: Ours,
    ) -> Result<Caldav, Failure> {
        let address = Url::parse(&self.address).map_err(Failure::internal)?;
        let who = Credentials::basic(&self.user_name, &self.password);
        Ok(Caldav::new(line, address, who, desk.zones().clone(), ours))
    }
}

/// How an account is read.
enum Way {
    Secret(Secret),
    SignedIn(String),
}

/// An account that was tried and works.
struct Tried {
    way: Way,
    host: String,
    /// What to call it when nobody says so.
    label: Option<String>,
    /// Ids, names, and whether they can be written.
    calendars: Vec<(String, String, bool)>,
}

/// `calendar_connect`: the same address and user name again change the password.
pub async fn connect(desk: &Desk, params: Connect) -> Result<Connected, Failure> {
    let label = short(
        "label",
        "The name",
        params.label.as_deref().unwrap_or_default(),
        false,
    )?;
    let kind = params.kind;
    let tried = match kind {
        Kind::Caldav => try_caldav(desk, params).await?,
        Kind::Ics => try_feed(desk, params).await?,
        Kind::Google | Kind::Microsoft => try_signed_in(desk, kind, params).await?,
    };
    let identity = match &tried.way {
        Way::Secret(secret) => secret.identity(kind),
        Way::SignedIn(account_id) => format!("{}:{account_id}", kind.word()),
    };
    let mut reader = desk.workspace().await?.read().await?;
    let known = match rows::id_by_identity(&mut reader, &identity).await? {
        Some(id) => Some(rows::account(&mut reader, &id).await?),
        None => None,
    };
    drop(reader);
    let now = desk.now();
    let id = known
        .as_ref()
        .map_or_else(|| muster_store::new_id(now), |a| a.id.clone());
    let (secret_sealed, account_id) = match tried.way {
        Way::Secret(secret) => {
            let plain = serde_json::to_vec(&secret).map_err(Failure::internal)?;
            let sealed = desk
                .seal("calendar_accounts", &id, "secret_sealed", &plain)
                .await?;
            (sealed, None)
        }
        Way::SignedIn(account_id) => (String::new(), Some(account_id)),
    };
    let label = match (label.is_empty(), &known) {
        (false, _) => label,
        (true, Some(known)) => known.label.clone(),
        (true, None) => tried.label.unwrap_or_else(|| tried.host.clone()),
    };
    let mut tx = desk.begin_final(Command::calendar_connect).await?;
    let account = Account {
        id: id.clone(),
        kind: kind.word().to_owned(),
        label,
        host: tried.host,
        identity,
        secret_sealed,
        account_id,
        connected: true,
        trouble: String::new(),
        trouble_words: String::new(),
        next_at: Some(now),
        created_at: known.map_or(now, |a| a.created_at),
    };
    rows::put_account(&mut tx, &account).await?;
    for (remote_id, name, writable) in &tried.calendars {
        rows::put_calendar(&mut tx, &id, remote_id, name, *writable).await?;
    }
    desk.commit(tx).await?;
    // The old line may remember that the old password was refused.
    desk.calendar_lines().forget(&id);
    desk.wake();
    Ok(Connected {
        account: view::one(desk, &id).await?,
    })
}

async fn try_caldav(desk: &Desk, params: Connect) -> Result<Tried, Failure> {
    let address = caldav_address(&params.address)?;
    let user_name = params.user_name.unwrap_or_default().trim().to_owned();
    if user_name.is_empty() {
        return Err(Failure::parameter(
            "user_name",
            "The user name is missing.",
            "Give the name you sign in with at the calendar service.",
        ));
    }
    let password = params.password.unwrap_or_default();
    if password.is_empty() {
        return Err(Failure::parameter(
            "password",
            "The password is missing.",
            "Give the password of the account, or an app password for it.",
        ));
    }
    let host = address.host_str().unwrap_or_default().to_owned();
    let secret = Secret {
        address: address.into(),
        user_name,
        password,
    };
    let found = secret
        .caldav(desk, desk.calendar_lines().first())?
        .calendars()
        .await
        .map_err(|error| refused(&error, &host))?;
    let calendars: Vec<(String, String, bool)> = found
        .into_iter()
        .filter(|calendar| calendar.readable)
        .map(|calendar| (calendar.id.0, calendar.name, calendar.writable))
        .collect();
    if calendars.is_empty() {
        return Err(Failure::parameter(
            "address",
            format!("{host} has no calendar that this account may read."),
            "Make a calendar there first, or sign in as somebody who has one.",
        ));
    }
    Ok(Tried {
        way: Way::Secret(secret),
        host,
        label: None,
        calendars,
    })
}

/// The calendars of a signed-in account.
async fn try_signed_in(desk: &Desk, kind: Kind, params: Connect) -> Result<Tried, Failure> {
    let account_id = params.account_id.unwrap_or_default();
    if account_id.is_empty() {
        return Err(Failure::parameter(
            "account_id",
            "It is not said which account.",
            "Sign in to it first, with its calendars, then choose it.",
        ));
    }
    accounts::of_vendor(desk, &account_id, kind.word()).await?;
    let line = desk.calendar_lines().first();
    let client = signed_in(desk, kind, &account_id, line, Arc::new(|_: &str| false)).await?;
    let host = host_of(kind)?;
    let found = client
        .calendars()
        .await
        .map_err(|error| refused(&error, &host))?;
    Ok(Tried {
        way: Way::SignedIn(account_id.clone()),
        label: accounts::label_of(desk, &account_id).await?,
        calendars: found
            .into_iter()
            .map(|calendar| (calendar.id.0, calendar.name, calendar.writable))
            .collect(),
        host,
    })
}

fn caldav_address(text: &str) -> Result<Url, Failure> {
    let wrong = |why: &str| {
        Failure::parameter(
            "address",
            why,
            "Give it as the calendar service shows it, such as https://cloud.example.org.",
        )
    };
    let text = text.trim();
    let text = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    let url = Url::parse(&text).map_err(|_| wrong("This is no address of a server."))?;
    if url.host_str().is_none_or(str::is_empty) || !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("This is no address of a server."));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("The address holds a user name or a password."));
    }
    Ok(url)
}

async fn try_feed(desk: &Desk, params: Connect) -> Result<Tried, Failure> {
    let address = Address::parse(&params.address).map_err(|error| refused_feed(&error))?;
    let url = Url::parse(address.secret()).map_err(Failure::internal)?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let line = desk.calendar_lines().first();
    let feed = fetch(&line, &address, &Seen::default(), desk.zones())
        .await
        .map_err(|error| refused_feed(&error))?;
    let named = match feed {
        Feed::Read { file, .. } => file.calendar_name,
        Feed::Unchanged { .. } => None,
    };
    let name = named
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty());
    Ok(Tried {
        way: Way::Secret(Secret {
            address: address.secret().to_owned(),
            user_name: String::new(),
            password: String::new(),
        }),
        label: None,
        calendars: vec![(
            THE_FEED.to_owned(),
            name.unwrap_or_else(|| host.clone()),
            false,
        )],
        host,
    })
}
