//! Muster's registrations with outside services: `account_client_set`, and finding the one to use.

use muster_providers::oauth::{
    Registration, SecretNeed, Vendor, catalogue, is_safe, openid_vendor,
};
use muster_store::accounts::Account;
use muster_store::vendor_clients::{self as rows, VendorClient};
use schemars::JsonSchema;
use serde::Deserialize;
use url::Url;

use super::refused;
use super::vendors::{self, ClientSource, OPENID, VendorView};
use crate::{Desk, Failure};

/// Parameters of `account_client_set`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// The service.
    pub vendor: String,
    /// The client id it gave; empty removes the registration.
    pub client_id: String,
    /// The client secret it gave; the present one stays when absent and the id is the same.
    pub client_secret: Option<String>,
    /// The address of an OpenID provider.
    pub issuer: Option<String>,
    /// The https address of the team's bounce page; the present one stays when absent.
    pub bounce: Option<String>,
}

impl std::fmt::Debug for Set {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Set")
            .field("vendor", &self.vendor)
            .finish_non_exhaustive()
    }
}

/// `account_client_set`: not undone, because a secret cannot be brought back.
pub async fn set(desk: &Desk, params: Set) -> Result<VendorView, Failure> {
    let workspace = desk.workspace().await?;
    let before = of(desk, &params.vendor).await?;
    if vendors::view(&params.vendor, None).is_none() {
        return Err(no_vendor(&params.vendor));
    }
    let id = params.client_id.trim().to_owned();
    if id.is_empty() {
        let mut tx = desk.begin_background("account_client_set").await?;
        rows::remove(&mut tx, &params.vendor).await?;
        desk.commit(tx).await?;
    } else {
        let secret_sealed = match params.client_secret.as_deref().map(str::trim) {
            Some("") => String::new(),
            Some(secret) => {
                desk.seal(
                    "vendor_clients",
                    &params.vendor,
                    "secret_sealed",
                    secret.as_bytes(),
                )
                .await?
            }
            None => before
                .as_ref()
                .filter(|before| before.client_id == id)
                .map(|before| before.secret_sealed.clone())
                .unwrap_or_default(),
        };
        let needs = catalogue::find(&params.vendor, false).map(|vendor| vendor.secret);
        if needs == Some(SecretNeed::Required) && secret_sealed.is_empty() {
            return Err(Failure::parameter(
                "client_secret",
                format!(
                    "{} gives no access without the client secret.",
                    vendors::name(&params.vendor, "")
                ),
                "Copy it from the page where you registered Muster, and enter it with the client id.",
            ));
        }
        let client = VendorClient {
            issuer: issuer_of(&params, before.as_ref())?,
            bounce: bounce_of(&params, before.as_ref())?,
            vendor: params.vendor.clone(),
            client_id: id,
            secret_sealed,
        };
        let mut tx = desk.begin_background("account_client_set").await?;
        rows::put(&mut tx, &client).await?;
        desk.commit(tx).await?;
    }
    let now = rows::list(workspace).await?;
    vendors::view(
        &params.vendor,
        now.iter().find(|client| client.vendor == params.vendor),
    )
    .ok_or_else(|| no_vendor(&params.vendor))
}

fn issuer_of(params: &Set, before: Option<&VendorClient>) -> Result<String, Failure> {
    if params.vendor != OPENID {
        return Ok(String::new());
    }
    let issuer = params
        .issuer
        .clone()
        .or_else(|| Some(before?.issuer.clone()))
        .unwrap_or_default();
    let issuer = issuer.trim().trim_end_matches('/').to_owned();
    match Url::parse(&issuer) {
        Ok(url) if is_safe(&url) && url.query().is_none() && url.fragment().is_none() => Ok(issuer),
        _ => Err(Failure::parameter(
            "issuer",
            "This is not the address of an OpenID provider.",
            "Enter the address that begins with https://, as your provider names it (its issuer).",
        )),
    }
}

fn bounce_of(params: &Set, before: Option<&VendorClient>) -> Result<String, Failure> {
    let Some(bounce) = &params.bounce else {
        return Ok(before.map(|b| b.bounce.clone()).unwrap_or_default());
    };
    let bounce = bounce.trim();
    if bounce.is_empty() {
        return Ok(String::new());
    }
    match Url::parse(bounce) {
        Ok(url) if url.scheme() == "https" && url.host().is_some() && url.query().is_none() => {
            Ok(bounce.to_owned())
        }
        _ => Err(Failure::parameter(
            "bounce",
            "This is not the address of a bounce page.",
            "Enter the https address at which your team put the page, without anything after a ?.",
        )),
    }
}

/// What is known without opening a secret: the client id, whether there is a secret, and where
/// they come from.
pub(super) fn found(
    vendor: &str,
    entered: Option<&VendorClient>,
) -> (Option<String>, bool, Option<ClientSource>) {
    if let Some(client) = entered {
        let has_secret = !client.secret_sealed.is_empty();
        let id = Some(client.client_id.clone());
        return (id, has_secret, Some(ClientSource::Settings));
    }
    match environment(&variable(vendor, "CLIENT_ID")) {
        Some(id) => (
            Some(id),
            environment(&variable(vendor, "CLIENT_SECRET")).is_some(),
            Some(ClientSource::Environment),
        ),
        None => (None, false, None),
    }
}

/// The address of an OpenID provider, where one is entered or carried.
pub(super) fn issuer(vendor: &str, entered: Option<&VendorClient>) -> Option<String> {
    if vendor != OPENID {
        return None;
    }
    match entered {
        Some(client) => Some(client.issuer.clone()),
        None => environment(&variable(vendor, "ISSUER")),
    }
}

/// A service with the registration to use.
pub(super) struct Known {
    pub vendor: Vendor,
    pub registration: Registration,
    pub issuer: String,
    pub bounce: Option<Url>,
}

/// The service of this id with its registration.
pub(super) async fn known(desk: &Desk, vendor: &str) -> Result<Known, Failure> {
    let entered = of(desk, vendor).await?;
    let issuer = issuer(vendor, entered.as_ref()).unwrap_or_default();
    with(desk, vendor, issuer, entered).await
}

/// The service of an account with its registration.
pub(super) async fn of_account(desk: &Desk, account: &Account) -> Result<Known, Failure> {
    let entered = of(desk, &account.vendor).await?;
    with(desk, &account.vendor, account.issuer.clone(), entered).await
}

async fn with(
    desk: &Desk,
    id: &str,
    issuer: String,
    entered: Option<VendorClient>,
) -> Result<Known, Failure> {
    let vendor = describe(desk, id, &issuer).await?;
    let secret = match entered
        .as_ref()
        .filter(|client| !client.secret_sealed.is_empty())
    {
        Some(client) => {
            let sealed = &client.secret_sealed;
            let opened = desk
                .unseal_secret("vendor_clients", id, "secret_sealed", sealed)
                .await?;
            Some(String::from_utf8_lossy(opened.expose()).into_owned())
        }
        None => None,
    };
    let setting = |name: &str| {
        let client = entered.as_ref()?;
        match name.rsplit('.').next()? {
            "client_id" => Some(client.client_id.clone()),
            "client_secret" => secret.clone(),
            _ => None,
        }
    };
    let registration =
        Registration::find(&vendor, setting, environment).map_err(|failure| refused(&failure))?;
    let bounce = entered
        .as_ref()
        .and_then(|client| Url::parse(&client.bounce).ok());
    Ok(Known {
        vendor,
        registration,
        issuer,
        bounce,
    })
}

/// What the catalogue says of a service, or a provider of itself: that is asked once.
async fn describe(desk: &Desk, id: &str, issuer: &str) -> Result<Vendor, Failure> {
    if let Some(vendor) = catalogue::find(id, false) {
        return Ok(vendor);
    }
    if id != OPENID {
        return Err(no_vendor(id));
    }
    if issuer.is_empty() {
        return Err(Failure::parameter(
            "issuer",
            "The address of your OpenID provider is not known yet.",
            "Enter it under Accounts, with the client id that Muster has there.",
        ));
    }
    if let Some(vendor) = desk.sign_ins().described(issuer) {
        return Ok(vendor);
    }
    let wire = desk.sign_ins().open(desk).await?.wire;
    let vendor = openid_vendor(&wire, issuer)
        .await
        .map_err(|failure| refused(&failure))?;
    desk.sign_ins().describe(issuer, vendor.clone());
    Ok(vendor)
}

async fn of(desk: &Desk, vendor: &str) -> Result<Option<VendorClient>, Failure> {
    let all = rows::list(desk.workspace().await?).await?;
    Ok(all.into_iter().find(|client| client.vendor == vendor))
}

fn variable(vendor: &str, what: &str) -> String {
    format!("MUSTER_{}_{what}", vendor.to_ascii_uppercase())
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

fn no_vendor(id: &str) -> Failure {
    Failure::parameter(
        "vendor",
        format!("There is no service {id}."),
        "`account_vendors` lists them.",
    )
}
