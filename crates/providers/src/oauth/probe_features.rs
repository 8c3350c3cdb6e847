//! Trying after a sign-in what each switched-on feature needs: one small read for each, so that a
//! missing permission shows at once and not at the first interview.
//!
//! What comes back is looked at for its status and its error only; nothing of it is kept.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use url::Url;

use super::probe::address;
use super::renew::Access;
use super::vendor::{Feature, Vendor, is_safe};
use super::wire::{NoAnswer, Wire};

/// Versions of Cal.com's endpoints are asked for by name; without one it takes an old version.
const CAL_COM_VERSION: (&str, &str) = ("cal-api-version", "2024-06-14");

/// What trying a feature came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The vendor answered a read that needs the feature's permission.
    Works,
    /// The vendor refused.
    Refused {
        /// Why, and what to do next.
        words: String,
    },
    /// It is not known.
    NotTried {
        /// Why.
        words: String,
    },
}

/// One feature, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureProbe {
    /// Which.
    pub feature: Feature,
    /// What came of it.
    pub tried: Tried,
}

/// A read that needs a feature's permission.
#[derive(Debug, Clone, PartialEq)]
enum Read {
    /// Below the vendor's base address.
    Get(&'static str),
    /// The same with this header.
    GetWith(&'static str, (&'static str, &'static str)),
    /// When the account itself is busy in the next minute.
    OwnBusyMinute,
    /// The account's own event types, whose list is asked by the account's address.
    EventTypes,
    /// Whose account it is.
    Identity,
}

/// Tries some features of an account, each by one read (two at Calendly), one after the other. A
/// read that two features need is made once.
///
/// `base` is where the vendor's API is asked instead of its own address. Sending mail cannot be
/// tried without sending; neither can writing, so a calendar that can be read counts as working.
pub async fn probe_features(
    wire: &Wire,
    vendor: &Vendor,
    features: &[Feature],
    access: &Access,
    base: Option<&Url>,
    now: DateTime<Utc>,
) -> Vec<FeatureProbe> {
    let asking = Asking {
        wire,
        vendor,
        access,
        base: base.cloned().or_else(|| base_of(&vendor.id)),
        now,
    };
    let mut made: Vec<(Read, Tried)> = Vec::new();
    let mut probes: Vec<FeatureProbe> = Vec::new();
    for &feature in features {
        let tried = match read_of(&vendor.id, feature) {
            Err(words) => Tried::NotTried { words },
            Ok(read) => {
                if let Some((_, tried)) = made.iter().find(|(made, _)| *made == read) {
                    tried.clone()
                } else {
                    let tried = asking.read(&read).await;
                    made.push((read, tried.clone()));
                    tried
                }
            }
        };
        probes.push(FeatureProbe { feature, tried });
    }
    probes
}

fn base_of(vendor: &str) -> Option<Url> {
    let base = match vendor {
        "google" => "https://www.googleapis.com/calendar/v3/",
        "microsoft" => "https://graph.microsoft.com/v1.0/",
        "zoom" => "https://api.zoom.us/v2/",
        "calendly" => "https://api.calendly.com/",
        "cal_com" => "https://api.cal.com/",
        _ => return None,
    };
    Url::parse(base).ok()
}

/// The read that a feature of a vendor is tried by, or why there is none.
fn read_of(vendor: &str, feature: Feature) -> Result<Read, String> {
    use Feature::{
        Bookings, Identity, Meetings, ReadCalendars, ReadColleagues, SendMail, WriteCalendars,
    };
    Ok(match (vendor, feature) {
        (_, SendMail) => {
            return Err(
                "Sending cannot be tried without sending. The first message shows \
                        whether it works; what is not delivered stays in the outbox."
                    .to_owned(),
            );
        }
        ("google", ReadCalendars) => Read::Get("users/me/calendarList?maxResults=1&fields=kind"),
        // `fields` keeps the event itself out of the answer.
        ("google", WriteCalendars | Meetings) => {
            Read::Get("calendars/primary/events?maxResults=1&fields=kind")
        }
        ("google", ReadColleagues) => Read::OwnBusyMinute,
        ("microsoft", ReadCalendars | ReadColleagues | WriteCalendars | Meetings) => {
            Read::Get("me/calendars?$top=1&$select=id")
        }
        ("microsoft", Identity) => Read::Get("me?$select=id"),
        ("zoom", Meetings) => Read::Get("users/me/meetings?type=upcoming&page_size=1"),
        ("calendly", Identity) => Read::Get("users/me"),
        ("calendly", Bookings) => Read::EventTypes,
        ("cal_com", Identity) => Read::Get("v2/me"),
        ("cal_com", Bookings) => Read::GetWith("v2/event-types", CAL_COM_VERSION),
        (_, Identity) => Read::Identity,
        _ => return Err("The service has nothing by which this could be tried.".to_owned()),
    })
}

/// One account being asked.
struct Asking<'a> {
    wire: &'a Wire,
    vendor: &'a Vendor,
    access: &'a Access,
    base: Option<Url>,
    now: DateTime<Utc>,
}

impl Asking<'_> {
    async fn read(&self, read: &Read) -> Tried {
        let answer = match read {
            Read::Get(path) => self.get(path, None).await,
            Read::GetWith(path, header) => self.get(path, Some(*header)).await,
            Read::OwnBusyMinute => self.own_busy_minute().await,
            Read::EventTypes => self.event_types().await,
            Read::Identity => match address(self.wire, self.vendor).await {
                Ok(url) => self.send("GET", url, None, Vec::new()).await,
                Err(_) => Err(()),
            },
        };
        match answer {
            Ok((status, body)) => understood(&self.vendor.name, status, &body),
            Err(()) => Tried::NotTried {
                words: format!(
                    "{} did not answer, so this was not tried. Check the internet connection, then \
                     test the account again.",
                    self.vendor.name
                ),
            },
        }
    }

    async fn get(&self, path: &str, header: Option<(&str, &str)>) -> Result<(u16, Value), ()> {
        self.send("GET", self.at(path)?, header, Vec::new()).await
    }

    async fn own_busy_minute(&self) -> Result<(u16, Value), ()> {
        let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let body = json!({
            "timeMin": text(self.now),
            "timeMax": text(self.now + TimeDelta::minutes(1)),
            "items": [{"id": "primary"}],
        });
        let json = Some(("content-type", "application/json"));
        let body = body.to_string().into_bytes();
        self.send("POST", self.at("freeBusy")?, json, body).await
    }

    async fn event_types(&self) -> Result<(u16, Value), ()> {
        let (status, body) = self.get("users/me", None).await?;
        let uri = body.pointer("/resource/uri").and_then(Value::as_str);
        let Some(uri) = uri.filter(|uri| uri.len() < 500) else {
            // Without it a success is not understood.
            return Ok((status, if status < 300 { Value::Null } else { body }));
        };
        let mut url = self.at("event_types")?;
        url.query_pairs_mut()
            .append_pair("user", uri)
            .append_pair("count", "1");
        self.send("GET", url, None, Vec::new()).await
    }

    fn at(&self, path: &str) -> Result<Url, ()> {
        let base = self.base.as_ref().ok_or(())?;
        base.join(path).ok().filter(is_safe).ok_or(())
    }

    /// One request; status and JSON of its answer, `null` where it is none.
    async fn send(
        &self,
        method: &str,
        url: Url,
        header: Option<(&str, &str)>,
        body: Vec<u8>,
    ) -> Result<(u16, Value), ()> {
        let bearer = zeroize::Zeroizing::new(format!("Bearer {}", self.access.token.expose()));
        let mut request = oauth2::http::Request::builder()
            .method(method)
            .uri(url.as_str())
            .header("accept", "application/json")
            .header("authorization", bearer.as_str());
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        let request = request.body(body).map_err(|_| ())?;
        let answer = self.wire.send(request).await;
        let answer = answer.map_err(|_: NoAnswer| ())?;
        let json = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
        Ok((answer.status().as_u16(), json))
    }
}

/// What an answer says about the permission.
fn understood(vendor: &str, status: u16, body: &Value) -> Tried {
    let refused = |words: String| Tried::Refused { words };
    let not_tried = |words: String| Tried::NotTried { words };
    // Words of a vendor are compared and never shown.
    let text = |place: &str| body.pointer(place).and_then(Value::as_str).unwrap_or("");
    let reason = text("/error/errors/0/reason");
    let busy = matches!(
        reason,
        "rateLimitExceeded" | "userRateLimitExceeded" | "quotaExceeded"
    );
    match status {
        200..=299 if body.is_object() => Tried::Works,
        401 => refused(format!(
            "{vendor} did not accept the sign-in. Sign in again."
        )),
        429 => not_tried(busy_words(vendor)),
        403 if busy => not_tried(busy_words(vendor)),
        403 if reason == "accessNotConfigured" => refused(format!(
            "{vendor} says that this interface is switched off for the client id in the settings. \
             Switch it on in {vendor}'s console, then test the account again."
        )),
        // Zoom says so with 400 and these numbers.
        403 => refused(not_allowed(vendor)),
        400 if matches!(
            body.pointer("/code").and_then(Value::as_u64),
            Some(200 | 4700 | 4711)
        ) =>
        {
            refused(not_allowed(vendor))
        }
        404 if text("/error/code") == "MailboxNotEnabledForRESTAPI" => refused(format!(
            "This {vendor} account has no mailbox with a calendar. Connect the account that has \
             it."
        )),
        200..=299 | 408 | 500.. => not_tried(format!(
            "{vendor} gave no answer that can be understood, so this was not tried. Test the \
             account again later."
        )),
        status => refused(format!(
            "{vendor} refused to be asked (status {status}). Disconnect the account and connect \
             it again."
        )),
    }
}

fn busy_words(vendor: &str) -> String {
    format!("{vendor} is busy, so this was not tried. Test the account again in a few minutes.")
}

fn not_allowed(vendor: &str) -> String {
    format!(
        "{vendor} does not allow this: the permission was not given, or an administrator forbids \
         it. Sign in again and allow it, or ask the administrator."
    )
}
