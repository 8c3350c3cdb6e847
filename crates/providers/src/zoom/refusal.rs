//! Zoom's numbers for why it refuses something, in words.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::delivery::DeliveryError;

/// The meeting is not there, or is over.
pub(super) const NO_MEETING: u32 = 3001;

#[derive(Deserialize)]
struct Failure {
    code: u32,
}

/// What an answer that is no success means.
pub(super) fn of_answer(status: u16, body: &[u8], now: DateTime<Utc>) -> DeliveryError {
    let code = serde_json::from_slice::<Failure>(body).ok();
    let code = code.map(|failure| failure.code);
    let words = match code {
        Some(124 | 1001 | 1010) => return DeliveryError::SignIn,
        // So many meetings made or changed in one day of UTC.
        Some(300) => {
            return DeliveryError::Busy {
                retry_after: tomorrow(now),
            };
        }
        Some(200 | 4700 | 4711) => {
            "The sign-in may not do this at Zoom. Disconnect the account in Accounts, connect it \
             again and allow meetings."
        }
        Some(NO_MEETING) => {
            "The meeting is not at Zoom any more. Make a new link for the interview."
        }
        Some(3000 | 3003) => {
            "The meeting belongs to another Zoom user, so it was not changed. Ask its host, or \
             make a new link."
        }
        Some(3002) => {
            "The meeting is going on, so it was not deleted. End it in Zoom, then try again."
        }
        _ if status == 401 => return DeliveryError::SignIn,
        Some(code) => {
            let words = format!(
                "Zoom refused the meeting (error {code}). Paste a link of your own, or look the \
                 number up in Zoom's documentation."
            );
            return DeliveryError::refused(Some(code), words);
        }
        None => {
            let words = format!(
                "Zoom refused the meeting (status {status}) and gave no reason. Paste a link of \
                 your own."
            );
            return DeliveryError::refused(None, words);
        }
    };
    DeliveryError::refused(code, words)
}

/// The next midnight of UTC.
fn tomorrow(now: DateTime<Utc>) -> DateTime<Utc> {
    let day = now.date_naive().checked_add_days(Days::new(1));
    day.map_or(now + TimeDelta::days(1), |day| {
        day.and_time(NaiveTime::MIN).and_utc()
    })
}
