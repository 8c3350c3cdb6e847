//! Trying features after a sign-in: one small read each, and words for what comes back.

use chrono::{DateTime, Utc};
use muster_providers::oauth::catalogue::{cal_com, calendly, google, linkedin, microsoft, zoom};
use muster_providers::oauth::{
    Access, Feature, FeatureProbe, Limits, SecretText, Tried, Vendor, Wire, probe_features,
};
use serde_json::json;

use crate::bodies::google_free_busy;
use crate::closed::fits;
use crate::stage::{Stage, json as answer, later};
use crate::support::fake::Say;

async fn probed(stage: &Stage, vendor: &Vendor, features: &[Feature]) -> Vec<FeatureProbe> {
    let wire = Wire::new(Limits::default()).unwrap();
    let access = Access {
        token: SecretText::new("token"),
        generation: 1,
        scopes: Vec::new(),
    };
    let now: DateTime<Utc> = "2026-12-01T09:00:00Z".parse().unwrap();
    probe_features(&wire, vendor, features, &access, Some(&stage.url), now).await
}

async fn one(says: Vec<Say>, vendor: &Vendor, feature: Feature) -> Tried {
    let stage = Stage::saying(says).await;
    probed(&stage, vendor, &[feature]).await.remove(0).tried
}

/// Method and address of what is asked, in order.
async fn asks(vendor: &Vendor, features: &[Feature]) -> Vec<String> {
    let said = answer(
        200,
        &json!({"resource": {"uri": "https://api.calendly.com/users/A"}}),
    );
    let stage = Stage::saying(vec![said]).await;
    let probes = probed(&stage, vendor, features).await;
    let told: Vec<Feature> = probes.iter().map(|probe| probe.feature).collect();
    assert_eq!(told, features);
    for asked in stage.asked() {
        assert_eq!(asked.header("authorization"), Some("Bearer token"));
        assert_eq!(asked.header("accept"), Some("application/json"));
        let versioned = asked.path.starts_with("/v2/event-types");
        let version = versioned.then_some("2024-06-14");
        assert_eq!(asked.header("cal-api-version"), version);
        if asked.path == "/freeBusy" {
            fits(
                &serde_json::from_str(&asked.body).unwrap(),
                &google_free_busy(),
            );
        } else {
            assert_eq!(asked.body, "");
        }
    }
    let line = |asked: &crate::support::fake::Asked| format!("{} {}", asked.method, asked.path);
    stage.asked().iter().map(line).collect()
}

/// Every request there is, word for word: no content is asked for that is not needed.
#[tokio::test]
async fn each_feature_is_tried_by_the_smallest_read() {
    use Feature::{
        Bookings, Identity, Meetings, ReadCalendars, ReadColleagues, SendMail, WriteCalendars,
    };
    let calendar = [
        ReadCalendars,
        ReadColleagues,
        WriteCalendars,
        Meetings,
        SendMail,
    ];
    assert_eq!(
        asks(&google(false), &calendar).await,
        [
            "GET /users/me/calendarList?maxResults=1&fields=kind",
            "POST /freeBusy",
            "GET /calendars/primary/events?maxResults=1&fields=kind",
        ]
    );
    assert_eq!(
        asks(&microsoft("common"), &calendar).await,
        ["GET /me/calendars?$top=1&$select=id"]
    );
    assert_eq!(
        asks(&zoom(), &[Meetings]).await,
        ["GET /users/me/meetings?type=upcoming&page_size=1"]
    );
    assert_eq!(
        asks(&calendly(false), &[Identity, Bookings]).await,
        [
            "GET /users/me",
            "GET /users/me",
            "GET /event_types?user=https%3A%2F%2Fapi.calendly.com%2Fusers%2FA&count=1",
        ]
    );
    assert_eq!(
        asks(&cal_com(), &[Identity, Bookings]).await,
        ["GET /v2/me", "GET /v2/event-types"]
    );
}

#[tokio::test]
async fn what_is_allowed_works_and_sending_is_not_tried() {
    let stage = Stage::saying(vec![answer(200, &json!({"kind": "x"}))]).await;
    let features = [
        Feature::WriteCalendars,
        Feature::SendMail,
        Feature::Bookings,
    ];
    let probes = probed(&stage, &google(false), &features).await;
    assert_eq!(probes[0].tried, Tried::Works);
    let Tried::NotTried { words } = &probes[1].tried else {
        panic!("{probes:?}");
    };
    assert!(words.contains("without sending"), "{words}");
    assert!(matches!(probes[2].tried, Tried::NotTried { .. }));
    assert_eq!(stage.asked().len(), 1, "one read, and none for the others");
}

#[tokio::test]
async fn a_refusal_says_what_to_do() {
    let google = google(false);
    let error = |reason: &str| json!({"error": {"code": 403, "errors": [{"reason": reason}]}});
    for (status, body, words) in [
        (401, json!({}), "Sign in again"),
        (
            403,
            error("insufficientPermissions"),
            "permission was not given",
        ),
        (403, error("accessNotConfigured"), "console"),
        (418, json!({}), "status 418"),
        (302, json!({}), "status 302"),
    ] {
        let tried = one(vec![answer(status, &body)], &google, Feature::ReadCalendars).await;
        let Tried::Refused { words: said } = tried else {
            panic!("{tried:?}");
        };
        assert!(said.contains(words), "{said}");
    }
    let body = json!({"code": 4711, "message": "does not contain scopes"});
    let tried = one(vec![answer(400, &body)], &zoom(), Feature::Meetings).await;
    assert!(
        matches!(&tried, Tried::Refused { words } if words.contains("allow")),
        "{tried:?}"
    );
    let body = json!({"error": {"code": "MailboxNotEnabledForRESTAPI"}});
    let vendor = microsoft("common");
    let tried = one(vec![answer(404, &body)], &vendor, Feature::ReadCalendars).await;
    assert!(
        matches!(&tried, Tried::Refused { words } if words.contains("mailbox")),
        "{tried:?}"
    );
}

/// What passes by itself is no missing permission, and a page in between is no permission.
#[tokio::test]
async fn what_says_nothing_about_the_permission_is_not_tried() {
    let rush = json!({"error": {"errors": [{"reason": "userRateLimitExceeded"}]}});
    for said in [
        later(429, Some("60")),
        later(429, None),
        answer(403, &rush),
        Say::status(500),
        later(503, None),
        Say::Cut,
        Say::Answer(
            200,
            Vec::new(),
            "<html>Please sign in to the hotel</html>".to_owned(),
        ),
    ] {
        let tried = one(vec![said.clone()], &google(false), Feature::ReadCalendars).await;
        assert!(
            matches!(tried, Tried::NotTried { .. }),
            "{said:?}: {tried:?}"
        );
    }
    let refused = answer(401, &json!({}));
    let tried = one(vec![refused], &calendly(false), Feature::Bookings).await;
    assert!(matches!(tried, Tried::Refused { .. }), "{tried:?}");
    let odd = answer(200, &json!({"resource": {"uri": 5}}));
    let tried = one(vec![odd], &calendly(false), Feature::Bookings).await;
    assert!(matches!(tried, Tried::NotTried { .. }), "{tried:?}");
}

/// LinkedIn gives nothing but who somebody is.
#[tokio::test]
async fn a_feature_that_a_vendor_does_not_have_is_not_asked_for() {
    let stage = Stage::saying(vec![answer(200, &json!({}))]).await;
    let probes = probed(&stage, &linkedin(), &[Feature::Meetings]).await;
    assert!(matches!(probes[0].tried, Tried::NotTried { .. }));
    assert!(stage.asked().is_empty());
}
