//! What the Microsoft Graph of the tests knows of colleagues and rooms.

use chrono::Duration;
use serde_json::json;

use crate::closed::{GraphMoment, GraphSchedule, closed};
use crate::graph_server::json_answer;
use crate::parts::at;
use crate::support::fake::{Asked, Say};

/// Answers `getSchedule`.
pub fn schedule(asked: &Asked) -> Result<Say, String> {
    let body: GraphSchedule = closed(&asked.body)?;
    let utc = |moment: &GraphMoment| at(&format!("{}Z", moment.date_time));
    let (from, to) = (utc(&body.start_time), utc(&body.end_time));
    let zones = [&body.start_time.time_zone, &body.end_time.time_zone];
    if body.schedules.len() > 20 || to - from > Duration::days(62) || zones != ["UTC", "UTC"] {
        return Err("too much".to_owned());
    }
    if body.availability_view_interval != 15 {
        return Err("another step".to_owned());
    }
    let noon = at("2026-11-24T12:00:00Z");
    let is_in = noon >= from && noon < to;
    let mut value = Vec::new();
    for address in &body.schedules {
        let item = |status: &str, zone: &str, start: &str, end: &str| {
            let time = |t: &str| json!({ "dateTime": t, "timeZone": zone });
            json!({ "status": status, "subject": "Secret", "start": time(start), "end": time(end) })
        };
        let items = if is_in {
            vec![
                item(
                    "busy",
                    "UTC",
                    "2026-11-24T09:00:00.0000000",
                    "2026-11-24T10:00:00.0000000",
                ),
                item(
                    "oof",
                    "W. Europe Standard Time",
                    "2026-11-24T12:00:00",
                    "2026-11-24T13:00:00",
                ),
                item("free", "UTC", "2026-11-24T15:00:00", "2026-11-24T16:00:00"),
            ]
        } else {
            Vec::new()
        };
        let mut view = String::new();
        let mut step = from;
        while step < to {
            view.push(if step == noon { '2' } else { '0' });
            step += Duration::minutes(15);
        }
        value.push(match address.as_str() {
            "silent@example.org" => continue,
            "foreign@example.org" => json!({ "scheduleId": address, "scheduleItems": [],
                "availabilityView": "", "error": { "message": "Secret", "responseCode": "X" } }),
            "short@example.org" => json!({ "scheduleId": address, "availabilityView": view }),
            "odd@example.org" => json!({ "scheduleId": address, "scheduleItems": [
                item("busy", "Middle Earth", "2026-11-24T09:00:00", "2026-11-24T10:00:00")] }),
            _ => json!({ "scheduleId": address.to_uppercase(), "scheduleItems": items,
                "availabilityView": "0" }),
        });
    }
    Ok(json_answer(200, &json!({ "value": value })))
}
