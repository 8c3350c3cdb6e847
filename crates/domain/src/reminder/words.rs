//! The words of a reminder. Local times arrive already formatted: this crate knows no locale.

use chrono::{DateTime, NaiveDate, Utc};

use crate::interview::{standard_type, type_label};

/// A start as the reader's clock and locale show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpokenTime<'a> {
    /// Today's date on the reader's clock.
    pub today: NaiveDate,
    /// The date of the start on the reader's clock.
    pub date: NaiveDate,
    /// The date of the start in words, such as `Tue 24 Nov`.
    pub date_words: &'a str,
    /// The time of the start in words, such as `15:00`.
    pub time_words: &'a str,
}

/// When the interview is, seen from `now`: "started 4 minutes ago", "starting now", "in 15
/// minutes", "in 1 hour", "today at 15:00", "tomorrow at 15:00", "on Tue 24 Nov at 15:00".
pub fn when(starts_at: DateTime<Utc>, now: DateTime<Utc>, spoken: SpokenTime<'_>) -> String {
    let seconds = (starts_at - now).num_seconds();
    let minutes = if seconds >= 0 {
        (seconds + 30) / 60
    } else {
        -((-seconds + 30) / 60)
    };
    match minutes {
        0 => "starting now".to_owned(),
        ..0 => format!("started {} ago", length(-minutes)),
        1..=90 => format!("in {}", length(minutes)),
        _ => {
            let days = (spoken.date - spoken.today).num_days();
            let time = spoken.time_words;
            match days {
                0 => format!("today at {time}"),
                1 => format!("tomorrow at {time}"),
                _ => format!("on {} at {time}", spoken.date_words),
            }
        }
    }
}

/// A length in words: `45 minutes`, `1 hour`, `1 hour 30 minutes`.
pub(crate) fn length(minutes: i64) -> String {
    let plural = |count: i64, word: &str| {
        if count == 1 {
            format!("1 {word}")
        } else {
            format!("{count} {word}s")
        }
    };
    match (minutes / 60, minutes % 60) {
        (0, rest) => plural(rest, "minute"),
        (hours, 0) => plural(hours, "hour"),
        (hours, rest) => format!("{} {}", plural(hours, "hour"), plural(rest, "minute")),
    }
}

/// The text of one notification: what, with whom, when.
pub fn body(interview_type: &str, candidate_name: &str, when: &str) -> String {
    // A standard type says what it is ("Phone screen"); a word of a team's own may not.
    let kind = match (standard_type(interview_type), type_label(interview_type)) {
        (Some(standard), _) => standard.label.to_owned(),
        (None, own) if own.is_empty() => "Interview".to_owned(),
        (None, own) => format!("{own} interview"),
    };
    match candidate_name.trim() {
        "" => format!("{kind} {when}"),
        name => format!("{kind} with {name} {when}"),
    }
}

/// The text of the one notification that stands for the rest of a round.
///
/// `shown` is the number already shown singly; `all_today` says that every interview of the
/// summary starts today on the reader's clock.
pub fn summary(shown: usize, count: usize, all_today: bool) -> String {
    let and = if shown > 0 { "and " } else { "" };
    let more = if shown > 0 { " more" } else { "" };
    let noun = if count == 1 {
        "interview"
    } else {
        "interviews"
    };
    let today = if all_today { " today" } else { "" };
    format!("{and}{count}{more} {noun}{today}")
}
