//! The outside services one can sign in to: `account_vendors`.

use muster_providers::oauth::{Feature, SecretNeed, Vendor, WayBack, catalogue};
use muster_store::vendor_clients;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::clients;
use crate::command::NoParameters;
use crate::{Desk, Failure};

/// The id of a provider that a team runs itself.
pub(super) const OPENID: &str = "openid";
/// The page of the repository that says how a team registers Muster.
const GUIDE: &str = "docs/ACCOUNTS.md";

/// How the browser's answer comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The browser calls Muster on this computer.
    Loopback,
    /// The browser opens a `muster://` link.
    DeepLink,
    /// A page of the team forwards to the link.
    Bounce,
    /// The person copies the browser's last address.
    Paste,
}

impl From<WayBack> for Way {
    fn from(way: WayBack) -> Self {
        match way {
            WayBack::DeepLink => Self::DeepLink,
            WayBack::Loopback => Self::Loopback,
            WayBack::Bounce => Self::Bounce,
            WayBack::Pasted => Self::Paste,
        }
    }
}

impl From<Way> for WayBack {
    fn from(way: Way) -> Self {
        match way {
            Way::DeepLink => Self::DeepLink,
            Way::Loopback => Self::Loopback,
            Way::Bounce => Self::Bounce,
            Way::Paste => Self::Pasted,
        }
    }
}

/// Where a registration was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientSource {
    /// It was entered here.
    Settings,
    /// The environment carries it.
    Environment,
}

/// What an account may be used for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FeatureView {
    /// Its word.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What Muster does with the permission.
    pub reason: String,
}

/// Muster's registration with a service, without its secret.
#[derive(Debug, Serialize, JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers a question of the form that is filled in"
)]
pub struct ClientView {
    /// The client id; null while there is none.
    pub id: Option<String>,
    /// Where it comes from.
    pub source: Option<ClientSource>,
    /// Whether the service gives no tokens without a client secret.
    pub needs_secret: bool,
    /// Whether the service takes a client secret where there is one.
    pub takes_secret: bool,
    /// Whether a client secret is known.
    pub has_secret: bool,
    /// Whether the provider's address must be entered.
    pub needs_issuer: bool,
    /// The provider's address.
    pub issuer: Option<String>,
    /// Whether the service comes back to a bounce page only.
    pub needs_bounce: bool,
    /// The https address of the team's bounce page.
    pub bounce: Option<String>,
}

/// A service one can sign in to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccountVendor")]
pub struct VendorView {
    /// Its word.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for, in one sentence.
    pub sentence: String,
    /// What an account may be used for.
    pub features: Vec<FeatureView>,
    /// How its answer may come back, the best first.
    pub ways: Vec<Way>,
    /// Muster's registration.
    pub client: ClientView,
    /// The page that says how to register Muster.
    pub guide: String,
}

/// The services.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccountVendors")]
pub struct Vendors {
    /// In the order of the catalogue.
    pub vendors: Vec<VendorView>,
}

/// `account_vendors`.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<Vendors, Failure> {
    let entered = vendor_clients::list(desk.workspace().await?).await?;
    let mut ids: Vec<String> = catalogue::all().into_iter().map(|v| v.id).collect();
    ids.push(OPENID.to_owned());
    let vendors = ids
        .iter()
        .filter_map(|id| view(id, entered.iter().find(|client| client.vendor == *id)))
        .collect();
    Ok(Vendors { vendors })
}

/// One service as it is shown; `None` when there is none of this id.
pub(super) fn view(id: &str, entered: Option<&vendor_clients::VendorClient>) -> Option<VendorView> {
    let known = catalogue::find(id, false);
    if known.is_none() && id != OPENID {
        return None;
    }
    let secret = known.as_ref().map_or(SecretNeed::IfGiven, |v| v.secret);
    let (client_id, has_secret, source) = clients::found(id, entered);
    let only_bounce = |v: &Vendor| !v.ways_back.contains(&WayBack::Loopback);
    Some(VendorView {
        id: id.to_owned(),
        name: name(id, ""),
        sentence: sentence(id).to_owned(),
        features: features(known.as_ref()),
        ways: known.as_ref().map_or_else(
            || vec![Way::DeepLink, Way::Loopback, Way::Bounce, Way::Paste],
            |v| v.ways_back.iter().copied().map(Way::from).collect(),
        ),
        client: ClientView {
            id: client_id,
            source,
            needs_secret: secret == SecretNeed::Required,
            takes_secret: secret != SecretNeed::None,
            has_secret,
            needs_issuer: id == OPENID,
            issuer: clients::issuer(id, entered),
            needs_bounce: known.as_ref().is_some_and(only_bounce),
            bounce: entered.map(|c| c.bounce.clone()).filter(|b| !b.is_empty()),
        },
        guide: GUIDE.to_owned(),
    })
}

/// What a service is called. A provider of one's own is called by the host of its address.
pub(super) fn name(id: &str, issuer: &str) -> String {
    if let Some(vendor) = catalogue::find(id, false) {
        return vendor.name;
    }
    url::Url::parse(issuer)
        .ok()
        .and_then(|url| Some(url.host_str()?.to_owned()))
        .unwrap_or_else(|| "OpenID provider".to_owned())
}

fn features(vendor: Option<&Vendor>) -> Vec<FeatureView> {
    let Some(vendor) = vendor else {
        return vec![FeatureView {
            id: feature_word(Feature::Identity),
            name: feature_name(Feature::Identity).to_owned(),
            reason: "Shows which account is connected, and keeps it connected.".to_owned(),
        }];
    };
    let needs = vendor.scopes.iter();
    needs
        .map(|need| FeatureView {
            id: feature_word(need.feature),
            name: feature_name(need.feature).to_owned(),
            reason: need.why.clone(),
        })
        .collect()
}

/// The features a service offers.
pub(super) fn offered(vendor: &str) -> Vec<Feature> {
    catalogue::find(vendor, false).map_or_else(
        || vec![Feature::Identity],
        |vendor| vendor.scopes.iter().map(|need| need.feature).collect(),
    )
}

/// The word of a feature, as it is stored and sent.
pub(super) fn feature_word(feature: Feature) -> String {
    match serde_json::to_value(feature) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// What a feature is called on screen.
pub(super) fn feature_name(feature: Feature) -> &'static str {
    match feature {
        Feature::Identity => "See whose account it is",
        Feature::ReadCalendars => "Read your calendars",
        Feature::ReadColleagues => "See when colleagues are busy",
        Feature::WriteCalendars => "Write interviews into your calendar",
        Feature::SendMail => "Send mail from your mailbox",
        Feature::Meetings => "Create meeting links",
        Feature::Bookings => "Read and manage bookings",
    }
}

fn sentence(id: &str) -> &'static str {
    match id {
        "google" => {
            "Google Calendar for busy times and interview events, and Gmail for invitations."
        }
        "microsoft" => {
            "Outlook and Teams: busy times, interview events, and mail of a Microsoft 365 account."
        }
        "linkedin" | "linkedin_native" => "Shows whose LinkedIn account you use for messages.",
        "zoom" => "Zoom meetings for online interviews.",
        "calendly" => "Bookings that candidates make at Calendly.",
        "cal_com" => "Bookings that candidates make at Cal.com.",
        _ => "A sign-in that your team runs itself, by OpenID Connect.",
    }
}
