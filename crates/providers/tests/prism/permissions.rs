//! The reads that try permissions, at each vendor whose specification has them.

use chrono::{DateTime, Utc};
use muster_providers::oauth::catalogue::{cal_com, calendly, google, microsoft, zoom};
use muster_providers::oauth::{
    Access, Feature, Limits, SecretText, Tried, Vendor, Wire, probe_features,
};

use crate::prism::{Prism, Wrong};

/// Tries features at a vendor's specification; each must work.
async fn all_work(spec: &str, wrong: &[Wrong<'_>], vendor: &Vendor, features: &[Feature]) {
    let Some(prism) = Prism::serve(spec, wrong).await else {
        return;
    };
    let wire = Wire::new(Limits::default()).unwrap();
    let access = Access {
        token: SecretText::new("token"),
        generation: 1,
        scopes: Vec::new(),
    };
    let now: DateTime<Utc> = "2026-12-01T09:00:00Z".parse().unwrap();
    let base = Some(&prism.url);
    let probes = probe_features(&wire, vendor, features, &access, base, now).await;
    assert_eq!(probes.len(), features.len());
    for probe in probes {
        assert_eq!(probe.tried, Tried::Works, "{:?}", probe.feature);
    }
}

#[tokio::test]
async fn google_takes_them() {
    use Feature::{Meetings, ReadCalendars, ReadColleagues, WriteCalendars};
    let wrong = [
        Wrong::Query("/users/me/calendarList?maxResults=many"),
        Wrong::Query("/calendars/primary/events?maxResults=many"),
        Wrong::Json("POST", "/freeBusy"),
    ];
    let spec = "google-calendar-v3.openapi.json";
    let features = [ReadCalendars, ReadColleagues, WriteCalendars, Meetings];
    all_work(spec, &wrong, &google(false), &features).await;
}

#[tokio::test]
async fn microsoft_takes_them() {
    use Feature::{Identity, Meetings, ReadCalendars, ReadColleagues, WriteCalendars};
    let wrong = [
        Wrong::Query("/me/calendars?$top=many"),
        Wrong::Stranger("/me"),
    ];
    let spec = "msgraph-v1-calendar.openapi.json";
    let features = [
        Identity,
        ReadCalendars,
        ReadColleagues,
        WriteCalendars,
        Meetings,
    ];
    all_work(spec, &wrong, &microsoft("common"), &features).await;
}

#[tokio::test]
async fn zoom_takes_them() {
    let wrong = [Wrong::Query("/users/me/meetings?page_size=many")];
    let spec = "zoom-meetings.openapi.json";
    all_work(spec, &wrong, &zoom(), &[Feature::Meetings]).await;
}

#[tokio::test]
async fn calendly_takes_them() {
    let wrong = [
        Wrong::Stranger("/users/me"),
        Wrong::Query("/event_types?user=x&count=many"),
    ];
    let features = [Feature::Identity, Feature::Bookings];
    all_work(
        "calendly-v2.openapi.json",
        &wrong,
        &calendly(false),
        &features,
    )
    .await;
}

#[tokio::test]
async fn cal_com_takes_them_with_their_version() {
    let wrong = [Wrong::Stranger("/v2/me"), Wrong::Query("/v2/event-types")];
    let features = [Feature::Identity, Feature::Bookings];
    all_work("calcom-v2.openapi.json", &wrong, &cal_com(), &features).await;
}
