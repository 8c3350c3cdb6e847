//! The vendors, as data. Where each fact comes from: `INVARIANTS.md` beside this file.
//!
//! Nothing here is fixed: the desk may replace any address before it uses a vendor, and tests do.

use url::Url;

use super::vendor::{
    ClientProof, Feature, GrantLife, IdentitySource, LoopbackRule, Revocation, ScopeNeed,
    SecretNeed, Vendor, WayBack,
};

use Feature::{
    Bookings, Identity, Meetings, ReadCalendars, ReadColleagues, SendMail, WriteCalendars,
};
use WayBack::{Bounce, DeepLink, Loopback, Pasted};

/// The port of vendors that compare the whole loopback address. It is registered with them.
pub const FIXED_PORT: u16 = 47_821;

/// An address written in this file.
#[expect(
    clippy::expect_used,
    reason = "a test parses every address of this file"
)]
fn at(address: &str) -> Url {
    Url::parse(address).expect("an address of the catalogue")
}

fn need(feature: Feature, scopes: &[&str], why: &str) -> ScopeNeed {
    ScopeNeed {
        feature,
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        why: why.to_owned(),
    }
}

fn extra(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|&(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn loopback(host: &str, port: Option<u16>) -> LoopbackRule {
    LoopbackRule {
        host: host.to_owned(),
        port,
        path: "/callback".to_owned(),
    }
}

/// After these a refresh can only be helped by the person, whoever the vendor is.
fn ends() -> Vec<String> {
    ["interaction_required", "login_required", "consent_required"]
        .map(str::to_owned)
        .to_vec()
}

/// Every vendor that needs no address from the user, as it is used in production.
pub fn all() -> Vec<Vendor> {
    vec![
        google(false),
        microsoft("common"),
        linkedin(),
        linkedin_native(),
        zoom(),
        calendly(false),
        cal_com(),
    ]
}

/// The vendor with this id, in its sandbox when one is asked for and there is one.
pub fn find(id: &str, sandbox: bool) -> Option<Vendor> {
    match id {
        "google" => Some(google(sandbox)),
        "calendly" => Some(calendly(sandbox)),
        _ => all().into_iter().find(|vendor| vendor.id == id),
    }
}

/// Google Calendar and Gmail. `testing` is the publishing status "Testing" of a Google Cloud
/// project, whose grants live seven days.
pub fn google(testing: bool) -> Vendor {
    let scope = |name: &str| format!("https://www.googleapis.com/auth/{name}");
    Vendor {
        id: "google".to_owned(),
        name: "Google".to_owned(),
        authorize: at("https://accounts.google.com/o/oauth2/v2/auth"),
        token: at("https://oauth2.googleapis.com/token"),
        revocation: Revocation::Endpoint(at("https://oauth2.googleapis.com/revoke")),
        identity: IdentitySource::IdToken,
        issuer: Some("https://accounts.google.com".to_owned()),
        ways_back: vec![Loopback, Pasted],
        loopback: loopback("127.0.0.1", None),
        pkce: true,
        secret: SecretNeed::IfGiven,
        proof: ClientProof::Form,
        // Without both there is no refresh token at a second sign-in.
        authorize_extra: extra(&[("access_type", "offline"), ("prompt", "consent")]),
        scopes: vec![
            need(
                Identity,
                &["openid", "email", "profile"],
                "Shows which Google account is connected.",
            ),
            need(
                ReadCalendars,
                &[
                    &scope("calendar.calendarlist.readonly"),
                    &scope("calendar.events.readonly"),
                ],
                "Reads your calendars, so that nobody books an interview over another appointment.",
            ),
            need(
                ReadColleagues,
                &[&scope("calendar.freebusy")],
                "Reads when colleagues are busy, without titles, so that panels can be planned.",
            ),
            need(
                WriteCalendars,
                &[&scope("calendar.events")],
                "Creates, moves and cancels the events of the interviews you schedule.",
            ),
            need(
                Meetings,
                &[&scope("calendar.events")],
                "Adds a Google Meet link to an interview's event.",
            ),
            need(
                SendMail,
                &[&scope("gmail.send")],
                "Sends invitations from your own address; it cannot read your mail.",
            ),
        ],
        grant_ends_with: ends(),
        life: GrantLife {
            days_from_sign_in: testing.then_some(7),
            days_unused: Some(180),
        },
        sandbox: testing,
    }
}

/// Microsoft 365 and outlook.com. `tenant` is `common`, `organizations`, `consumers`, or the id of
/// one organisation.
pub fn microsoft(tenant: &str) -> Vendor {
    let tenant = if is_tenant(tenant) { tenant } else { "common" };
    let base = format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0");
    Vendor {
        id: "microsoft".to_owned(),
        name: "Microsoft".to_owned(),
        authorize: at(&format!("{base}/authorize")),
        token: at(&format!("{base}/token")),
        revocation: Revocation::ByHand(at("https://myapps.microsoft.com")),
        identity: IdentitySource::IdToken,
        issuer: Some("https://login.microsoftonline.com/{tenantid}/v2.0".to_owned()),
        ways_back: vec![DeepLink, Loopback, Pasted],
        // The portal refuses http://127.0.0.1; the port is ignored, the path is not.
        loopback: loopback("localhost", None),
        pkce: true,
        secret: SecretNeed::None,
        proof: ClientProof::Form,
        authorize_extra: extra(&[("prompt", "select_account")]),
        scopes: vec![
            need(
                Identity,
                &["openid", "email", "profile", "offline_access", "User.Read"],
                "Shows which Microsoft account is connected, and keeps it connected.",
            ),
            need(
                ReadCalendars,
                &["Calendars.Read", "MailboxSettings.Read"],
                "Reads your calendars, time zone and working hours, so that nobody books over them.",
            ),
            need(
                ReadColleagues,
                &["Calendars.Read"],
                "Reads when colleagues are busy, without titles, so that panels can be planned.",
            ),
            need(
                WriteCalendars,
                &["Calendars.ReadWrite"],
                "Creates, moves and cancels the events of the interviews you schedule.",
            ),
            need(
                Meetings,
                &["Calendars.ReadWrite"],
                "Adds a Teams link to an interview's event.",
            ),
            need(
                SendMail,
                &["Mail.Send"],
                "Sends invitations from your own address; it cannot read your mail.",
            ),
        ],
        grant_ends_with: ends(),
        life: GrantLife {
            days_from_sign_in: None,
            days_unused: Some(90),
        },
        sandbox: false,
    }
}

/// A name that can stand in Microsoft's addresses and nowhere leads out of them.
fn is_tenant(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 253
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        && !name.starts_with('.')
}

/// LinkedIn's normal flow: a registered https address, a client secret, no PKCE.
pub fn linkedin() -> Vendor {
    Vendor {
        id: "linkedin".to_owned(),
        name: "LinkedIn".to_owned(),
        authorize: at("https://www.linkedin.com/oauth/v2/authorization"),
        token: at("https://www.linkedin.com/oauth/v2/accessToken"),
        revocation: Revocation::ByHand(at("https://www.linkedin.com/psettings/permitted-services")),
        identity: IdentitySource::Get {
            url: at("https://api.linkedin.com/v2/userinfo"),
            subject: "/sub".to_owned(),
            email: "/email".to_owned(),
            name: "/name".to_owned(),
        },
        issuer: None,
        ways_back: vec![Bounce, Pasted],
        loopback: loopback("127.0.0.1", None),
        pkce: false,
        secret: SecretNeed::Required,
        proof: ClientProof::Form,
        authorize_extra: Vec::new(),
        scopes: vec![need(
            Identity,
            &["openid", "profile", "email"],
            "Shows which LinkedIn account is connected; LinkedIn gives nothing more.",
        )],
        grant_ends_with: ends(),
        // The access token lives 60 days and there is no refresh token outside their programmes.
        life: GrantLife {
            days_from_sign_in: Some(60),
            days_unused: None,
        },
        sandbox: false,
    }
}

/// LinkedIn's flow for native apps, which LinkedIn must switch on: loopback, PKCE, no secret.
pub fn linkedin_native() -> Vendor {
    Vendor {
        id: "linkedin_native".to_owned(),
        name: "LinkedIn, native flow".to_owned(),
        authorize: at("https://www.linkedin.com/oauth/native-pkce/authorization"),
        ways_back: vec![Loopback, Pasted],
        pkce: true,
        secret: SecretNeed::None,
        ..linkedin()
    }
}

/// Zoom.
pub fn zoom() -> Vendor {
    Vendor {
        id: "zoom".to_owned(),
        name: "Zoom".to_owned(),
        authorize: at("https://zoom.us/oauth/authorize"),
        token: at("https://zoom.us/oauth/token"),
        revocation: Revocation::Endpoint(at("https://zoom.us/oauth/revoke")),
        identity: IdentitySource::Get {
            url: at("https://api.zoom.us/v2/users/me"),
            subject: "/id".to_owned(),
            email: "/email".to_owned(),
            name: "/display_name".to_owned(),
        },
        issuer: None,
        // Loopback is documented; that it takes our scheme is not.
        ways_back: vec![Loopback, DeepLink, Bounce, Pasted],
        loopback: loopback("127.0.0.1", None),
        pkce: true,
        secret: SecretNeed::IfGiven,
        proof: ClientProof::Header,
        authorize_extra: Vec::new(),
        scopes: vec![
            need(
                Identity,
                &["user:read:user"],
                "Shows which Zoom account is connected.",
            ),
            need(
                Meetings,
                &[
                    "meeting:read:meeting",
                    "meeting:read:list_meetings",
                    "meeting:write:meeting",
                    "meeting:update:meeting",
                    "meeting:delete:meeting",
                ],
                "Creates, moves and deletes the meetings of the interviews you schedule.",
            ),
        ],
        grant_ends_with: ends(),
        life: GrantLife {
            days_from_sign_in: None,
            days_unused: Some(90),
        },
        sandbox: false,
    }
}

/// Calendly. Its sandbox takes http on localhost; production takes https only.
pub fn calendly(sandbox: bool) -> Vendor {
    Vendor {
        id: "calendly".to_owned(),
        name: "Calendly".to_owned(),
        authorize: at("https://auth.calendly.com/oauth/authorize"),
        token: at("https://auth.calendly.com/oauth/token"),
        revocation: Revocation::Endpoint(at("https://auth.calendly.com/oauth/revoke")),
        identity: IdentitySource::Get {
            url: at("https://api.calendly.com/users/me"),
            subject: "/resource/uri".to_owned(),
            email: "/resource/email".to_owned(),
            name: "/resource/name".to_owned(),
        },
        issuer: None,
        ways_back: if sandbox {
            vec![Loopback, Pasted]
        } else {
            vec![Bounce, Pasted]
        },
        loopback: loopback("localhost", Some(FIXED_PORT)),
        pkce: true,
        secret: SecretNeed::IfGiven,
        proof: ClientProof::Form,
        authorize_extra: Vec::new(),
        scopes: vec![
            need(
                Identity,
                &["users:read"],
                "Shows which Calendly account is connected.",
            ),
            need(
                Bookings,
                &[
                    "event_types:read",
                    "availability:read",
                    "scheduled_events:read",
                    "scheduled_events:write",
                    "scheduling_links:write",
                ],
                "Offers your booking pages to candidates and follows what they book or cancel.",
            ),
        ],
        grant_ends_with: ends(),
        life: GrantLife::default(),
        sandbox,
    }
}

/// Cal.com, API v2.
pub fn cal_com() -> Vendor {
    Vendor {
        id: "cal_com".to_owned(),
        name: "Cal.com".to_owned(),
        authorize: at("https://app.cal.com/auth/oauth2/authorize"),
        token: at("https://api.cal.com/v2/auth/oauth2/token"),
        revocation: Revocation::ByHand(at("https://app.cal.com/settings/security")),
        identity: IdentitySource::Get {
            url: at("https://api.cal.com/v2/me"),
            subject: "/data/id".to_owned(),
            email: "/data/email".to_owned(),
            name: "/data/name".to_owned(),
        },
        issuer: None,
        ways_back: vec![Loopback, Bounce, Pasted],
        loopback: loopback("127.0.0.1", Some(FIXED_PORT)),
        pkce: true,
        secret: SecretNeed::IfGiven,
        proof: ClientProof::Form,
        authorize_extra: Vec::new(),
        scopes: vec![
            need(
                Identity,
                &["PROFILE_READ"],
                "Shows which Cal.com account is connected.",
            ),
            need(
                Bookings,
                &[
                    "EVENT_TYPE_READ",
                    "SCHEDULE_READ",
                    "BOOKING_READ",
                    "BOOKING_WRITE",
                ],
                "Offers your booking pages to candidates and follows what they book or cancel.",
            ),
        ],
        grant_ends_with: ends(),
        life: GrantLife::default(),
        sandbox: false,
    }
}

/// The vendor that an OpenID provider's own description makes; [`super::discovery`] reads it.
pub(super) fn openid(
    issuer: &str,
    name: String,
    authorize: Url,
    token: Url,
    revocation: Revocation,
) -> Vendor {
    Vendor {
        id: "openid".to_owned(),
        name,
        authorize,
        token,
        revocation,
        identity: IdentitySource::IdToken,
        issuer: Some(issuer.to_owned()),
        ways_back: vec![DeepLink, Loopback, Bounce, Pasted],
        loopback: loopback("127.0.0.1", None),
        pkce: true,
        secret: SecretNeed::IfGiven,
        proof: ClientProof::Form,
        // OpenID Connect Core, section 11: offline_access is granted with consent only.
        authorize_extra: extra(&[("prompt", "consent")]),
        scopes: vec![need(
            Identity,
            &["openid", "profile", "email", "offline_access"],
            "Shows which account is connected, and keeps it connected.",
        )],
        grant_ends_with: ends(),
        life: GrantLife::default(),
        sandbox: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vendor_is_complete_and_sends_nothing_in_clear() {
        let mut vendors = all();
        vendors.extend([google(true), calendly(true), microsoft("contoso.example")]);
        for vendor in vendors {
            assert!(vendor.check().is_ok(), "{}", vendor.id);
            assert_eq!(vendor.ways_back.last(), Some(&Pasted), "{}", vendor.id);
            assert!(
                vendor.scopes.iter().any(|need| need.feature == Identity),
                "{}",
                vendor.id
            );
            for need in &vendor.scopes {
                assert!(
                    need.why.ends_with('.') && !need.scopes.is_empty(),
                    "{need:?}"
                );
            }
            assert!(
                vendor.pkce || vendor.secret == SecretNeed::Required,
                "{}",
                vendor.id
            );
        }
    }

    #[test]
    fn the_ways_back_are_those_of_the_contracts() {
        assert!(
            !google(false).ways_back.contains(&DeepLink),
            "desktop clients take no scheme"
        );
        assert_eq!(microsoft("common").ways_back[0], DeepLink);
        assert_eq!(microsoft("common").loopback.host, "localhost");
        assert_eq!(
            calendly(false).ways_back[0],
            Bounce,
            "production takes https only"
        );
        assert_eq!(calendly(true).ways_back[0], Loopback);
        assert_eq!(linkedin().ways_back[0], Bounce);
        assert_ne!(linkedin_native().name, linkedin().name);
        assert_eq!(linkedin_native().ways_back[0], Loopback);
        assert!(
            cal_com().wants_fixed_port(),
            "the whole address is compared"
        );
        assert!(!zoom().wants_fixed_port(), "the port is ignored");
    }

    #[test]
    fn only_what_is_switched_on_is_asked_for() {
        let vendor = google(false);
        let alone = vendor.scopes_of(&[]);
        assert_eq!(alone, ["openid", "email", "profile"]);
        let calendars = vendor.scopes_of(&[WriteCalendars, Meetings]);
        assert_eq!(calendars.len(), 4, "each scope once: {calendars:?}");
        assert!(!calendars.iter().any(|scope| scope.contains("gmail")));
    }

    #[test]
    fn an_unticked_permission_is_noticed() {
        let vendor = google(false);
        let granted = vec![
            "openid".to_owned(),
            "https://www.googleapis.com/auth/gmail.send".to_owned(),
        ];
        let missing = vendor.missing(&[Identity, SendMail, WriteCalendars], &granted);
        assert_eq!(missing, [WriteCalendars]);
        let granted = vec![
            "https://graph.microsoft.com/User.Read".to_owned(),
            "https://graph.microsoft.com/mail.send".to_owned(),
        ];
        let missing = microsoft("common").missing(&[Identity, SendMail, ReadColleagues], &granted);
        assert_eq!(missing, [ReadColleagues]);
    }

    #[test]
    fn a_tenant_cannot_lead_elsewhere() {
        for evil in ["../evil", "a/b", "x@evil.example", "", "a b", ".."] {
            assert_eq!(microsoft(evil).token, microsoft("common").token, "{evil}");
        }
        let own = microsoft("contoso.example").token;
        assert_eq!(own.host_str(), Some("login.microsoftonline.com"));
        assert!(own.path().starts_with("/contoso.example/"));
    }
}
