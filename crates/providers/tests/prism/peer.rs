//! That Prism itself does what the other tests rely on.

use crate::prism::{Prism, Wrong};

/// The specifications that are asked anything, each with what it must refuse.
#[tokio::test]
async fn every_specification_is_really_checked() {
    let messages = "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json";
    let specs: [(&str, &[Wrong]); 7] = [
        (
            "google-calendar-v3.openapi.json",
            &[
                Wrong::Json("POST", "/freeBusy"),
                Wrong::Json("POST", "/calendars/primary/events"),
                Wrong::Query("/users/me/calendarList?maxResults=many"),
                Wrong::Stranger("/users/me/calendarList"),
            ],
        ),
        (
            "msgraph-v1-calendar.openapi.json",
            &[
                Wrong::Json("POST", "/me/events"),
                Wrong::Json("POST", "/me/sendMail"),
                Wrong::Json("POST", "/me/calendar/getSchedule"),
                Wrong::Query("/me/calendars?$top=many"),
                Wrong::Stranger("/me/calendars"),
            ],
        ),
        (
            "zoom-meetings.openapi.json",
            &[
                Wrong::Json("POST", "/users/me/meetings"),
                Wrong::Json("PATCH", "/meetings/1"),
                Wrong::Query("/users/me/meetings?page_size=many"),
                Wrong::Stranger("/users/me/meetings"),
            ],
        ),
        (
            "calendly-v2.openapi.json",
            &[
                Wrong::Json("POST", "/scheduling_links"),
                Wrong::Stranger("/users/me"),
            ],
        ),
        (
            "calcom-v2.openapi.json",
            &[
                Wrong::Json("POST", "/v2/schedules"),
                Wrong::Stranger("/v2/me"),
            ],
        ),
        (
            "whatsapp-cloud.openapi.json",
            &[Wrong::Json("POST", "/v23.0/1234567890/messages")],
        ),
        ("twilio-messages.openapi.json", &[Wrong::Form(messages)]),
    ];
    for (spec, wrong) in specs {
        if Prism::serve(spec, wrong).await.is_none() {
            return;
        }
    }
}
