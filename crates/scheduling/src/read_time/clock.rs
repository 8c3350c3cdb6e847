//! The words for times of day: `3pm`, `15:00`, `1500`, `noon`.

use chrono::NaiveTime;

use super::tokens::{
    Token::{self, Mark, Number, Word},
    value,
};

/// A time of day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub time: NaiveTime,
    /// Written as a time (`3pm`, `15:00`); a bare `15` or `1500` needs a day beside it to be one.
    pub sure: bool,
}

/// How the minutes were written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `15:00`, `15h`
    Marked,
    /// `15.00`, `1500`
    Loose,
    /// `15`
    Hour,
}

/// The times of day that may stand at the beginning, the likeliest first, each with how many tokens
/// it takes.
pub(super) fn clocks(tokens: &[Token]) -> Vec<(Clock, usize)> {
    match tokens {
        [Word(word), ..] => {
            let hour = match word.as_str() {
                "noon" | "midday" => 12,
                "midnight" => 0,
                _ => return Vec::new(),
            };
            clock(hour, 0, 0, true)
                .map(|c| (c, 1))
                .into_iter()
                .collect()
        }
        [Number(digits), ..] => in_figures(digits, tokens),
        _ => Vec::new(),
    }
}

fn in_figures(digits: &str, tokens: &[Token]) -> Vec<(Clock, usize)> {
    let Some((hour, minute, second, style, used)) = figures(digits, tokens) else {
        return Vec::new();
    };
    let rest = tokens.get(used..).unwrap_or_default();
    if let Some((afternoon, more)) = half(rest) {
        let hour = (1..=12)
            .contains(&hour)
            .then(|| hour % 12 + if afternoon { 12 } else { 0 });
        return hour
            .and_then(|hour| clock(hour, minute, second, true))
            .map(|clock| (clock, used + more))
            .into_iter()
            .collect();
    }
    let hours = match (style, hour) {
        // Nobody interviews at three in the morning without saying so.
        (Style::Hour, 1..=6) => vec![hour + 12, hour],
        (Style::Hour, 7..=11) => vec![hour, hour + 12],
        _ => vec![hour],
    };
    hours
        .into_iter()
        .filter_map(|hour| clock(hour, minute, second, style == Style::Marked))
        .map(|clock| (clock, used))
        .collect()
}

/// Hour, minute, second, how they were written and how many tokens they take.
fn figures(digits: &str, tokens: &[Token]) -> Option<(u32, u32, u32, Style, usize)> {
    let two = |digits: &String| (digits.len() == 2).then(|| value(digits, 2)).flatten();
    let hour = value(digits, 2);
    match tokens.get(1..)? {
        [Mark(':'), Number(minute), Mark(':'), Number(second), ..] => {
            Some((hour?, two(minute)?, two(second)?, Style::Marked, 5))
        }
        [Mark(':'), Number(minute), ..] => Some((hour?, two(minute)?, 0, Style::Marked, 3)),
        [Mark('.'), Number(minute), ..] => Some((hour?, two(minute)?, 0, Style::Loose, 3)),
        [Word(h), Number(minute), ..] if h == "h" && minute.len() == 2 => {
            Some((hour?, two(minute)?, 0, Style::Marked, 3))
        }
        [Word(h), ..] if h == "h" || h == "uhr" => Some((hour?, 0, 0, Style::Marked, 2)),
        _ if digits.len() <= 2 => Some((hour?, 0, 0, Style::Hour, 1)),
        _ => {
            let both = value(digits, 4)?;
            Some((both / 100, both % 100, 0, Style::Loose, 1))
        }
    }
}

/// `am` or `pm`: whether it is the afternoon, and how many tokens say so.
fn half(tokens: &[Token]) -> Option<(bool, usize)> {
    match tokens {
        [Word(word), Word(m), ..] if m == "m" && word == "a" => Some((false, 2)),
        [Word(word), Word(m), ..] if m == "m" && word == "p" => Some((true, 2)),
        [Word(word), ..] => match word.as_str() {
            "am" | "a" => Some((false, 1)),
            "pm" | "p" => Some((true, 1)),
            _ => None,
        },
        _ => None,
    }
}

fn clock(hour: u32, minute: u32, second: u32, sure: bool) -> Option<Clock> {
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(Clock { time, sure })
}
