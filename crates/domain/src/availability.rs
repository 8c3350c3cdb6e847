//! Settings of availability: what there is to set, what a value may be, what is built in, and how it
//! is said (FEATURES.md 1.4 and 1.5: SC7, SC8, PL4, PL8).

use serde_json::{Value, json};

use crate::wire::wire_enum;

wire_enum! {
    /// Something about a person's availability that can be set for all, for a team or for one.
    pub enum Setting as "setting of availability" {
        /// Minutes kept free before an interview.
        BufferBefore = "buffer_before_minutes",
        /// Minutes kept free after an interview.
        BufferAfter = "buffer_after_minutes",
        /// Most interviews in one local day; null or "none" for no limit.
        MaximumPerDay = "maximum_per_day",
        /// Most interviews in one local week; null or "none" for no limit.
        MaximumPerWeek = "maximum_per_week",
        /// Most interviews in one local month; null or "none" for no limit.
        MaximumPerMonth = "maximum_per_month",
        /// Most interviews one after the other without a break; null or "none" for no limit.
        MaximumInARow = "maximum_in_a_row",
        /// Minutes that are a break between interviews.
        BreakMinutes = "break_minutes",
        /// Where the time of lunch begins, on the person's clock.
        LunchStart = "lunch_start",
        /// Where it ends.
        LunchEnd = "lunch_end",
        /// Minutes within it that stay free; 0 when lunch is not protected.
        LunchMinutes = "lunch_minutes",
        /// Whether tentative calendar items block.
        Tentative = "tentative",
        /// The country whose public holidays count, as its two letters; null or "none" for none.
        Country = "country",
        /// Its region, where holidays differ; null or "none" for none.
        Region = "region",
        /// Whether public holidays are days off.
        HolidaysOff = "holidays_off",
    }
}

wire_enum! {
    /// Where a value comes from. The later one of this order wins.
    pub enum Level as "level of availability" {
        /// Muster itself.
        BuiltIn = "built_in",
        /// The whole workspace.
        Workspace = "workspace",
        /// The person's team.
        Team = "team",
        /// The person.
        Person = "person",
    }
}

/// The value of a setting that says: no limit, no country, whatever the level above has. Null says
/// that nobody gave one.
pub const NONE: &str = "none";

/// A value that a setting cannot have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct BadValue {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl BadValue {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl Setting {
    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::BufferBefore => "Free before an interview",
            Self::BufferAfter => "Free after an interview",
            Self::MaximumPerDay => "Most interviews a day",
            Self::MaximumPerWeek => "Most interviews a week",
            Self::MaximumPerMonth => "Most interviews a month",
            Self::MaximumInARow => "Most interviews in a row",
            Self::BreakMinutes => "Length of a break",
            Self::LunchStart => "Lunch not before",
            Self::LunchEnd => "Lunch over by",
            Self::LunchMinutes => "Free for lunch",
            Self::Tentative => "Tentative calendar items",
            Self::Country => "Country of holidays",
            Self::Region => "Region of holidays",
            Self::HolidaysOff => "Public holidays",
        }
    }

    /// What holds when nobody has set anything.
    pub fn built_in(self) -> Value {
        match self {
            Self::BufferBefore | Self::BufferAfter | Self::LunchMinutes => json!(0),
            Self::MaximumPerDay
            | Self::MaximumPerWeek
            | Self::MaximumPerMonth
            | Self::MaximumInARow
            | Self::Country
            | Self::Region => Value::Null,
            Self::BreakMinutes => json!(15),
            Self::LunchStart => json!("11:30"),
            Self::LunchEnd => json!("14:00"),
            Self::Tentative => json!("block"),
            Self::HolidaysOff => json!(true),
        }
    }

    /// Whether [`NONE`] is a value of it: of what has no value where nobody gives one.
    pub fn can_be_none(self) -> bool {
        self.built_in().is_null()
    }

    /// The value as it is kept, or why it cannot be meant.
    pub fn check(self, value: &Value) -> Result<Value, BadValue> {
        if self.can_be_none() && value.as_str() == Some(NONE) {
            return Ok(value.clone());
        }
        match self {
            Self::BufferBefore | Self::BufferAfter => number(value, 0, 1440, "minutes"),
            Self::BreakMinutes => number(value, 1, 240, "minutes"),
            Self::LunchMinutes => number(value, 0, 240, "minutes"),
            Self::MaximumPerDay
            | Self::MaximumPerWeek
            | Self::MaximumPerMonth
            | Self::MaximumInARow => {
                if value.as_u64() == Some(0) {
                    return Err(BadValue::new(
                        "A maximum of 0 would never allow an interview.",
                        "Give 1 or more, \"none\" for no limit, or null to inherit it; clear the \
                         working hours of who shall not interview at all.",
                    ));
                }
                number(value, 1, 1000, "interviews")
            }
            Self::LunchStart | Self::LunchEnd => match value.as_str().and_then(clock) {
                Some(minutes) => Ok(json!(said(minutes))),
                None => Err(BadValue::new(
                    format!("{value} is not a time of the day."),
                    "Write it as \"12:30\".",
                )),
            },
            Self::Tentative => match value.as_str() {
                Some("block" | "allow") => Ok(value.clone()),
                _ => Err(BadValue::new(
                    format!("{value} does not say what tentative items do."),
                    "Give \"block\" or \"allow\".",
                )),
            },
            Self::Country => letters(value, 2, 2).ok_or_else(|| {
                BadValue::new(
                    format!("{value} is not a country."),
                    "Give the two letters of ISO 3166, such as \"DE\".",
                )
            }),
            Self::Region => letters(value, 1, 6).ok_or_else(|| {
                BadValue::new(
                    format!("{value} is not a region."),
                    "Give the letters of ISO 3166-2 after the country, such as \"BE\" for Berlin.",
                )
            }),
            Self::HolidaysOff => match value {
                Value::Bool(_) => Ok(value.clone()),
                _ => Err(BadValue::new(
                    format!("{value} does not say whether holidays are days off."),
                    "Give true or false.",
                )),
            },
        }
    }

    /// A value in words.
    pub fn spoken(self, value: &Value) -> String {
        let number = value.as_u64();
        let text = value.as_str().unwrap_or_default();
        match self {
            Self::BufferBefore | Self::BufferAfter => match number {
                None | Some(0) => "nothing".to_owned(),
                Some(n) => minutes(n),
            },
            Self::BreakMinutes => minutes(number.unwrap_or_default()),
            Self::LunchMinutes => match number {
                None | Some(0) => "not protected".to_owned(),
                Some(n) => minutes(n),
            },
            Self::MaximumPerDay => most(number, " a day"),
            Self::MaximumPerWeek => most(number, " a week"),
            Self::MaximumPerMonth => most(number, " a month"),
            Self::MaximumInARow => most(number, " in a row"),
            Self::Tentative if text == "allow" => "count as free".to_owned(),
            Self::Tentative => "block".to_owned(),
            Self::Country | Self::Region if text.is_empty() => "none".to_owned(),
            Self::Country | Self::Region | Self::LunchStart | Self::LunchEnd => text.to_owned(),
            Self::HolidaysOff if value.as_bool() == Some(false) => "working days".to_owned(),
            Self::HolidaysOff => "days off".to_owned(),
        }
    }
}

/// Settings that cancel each other: the first such setting and what is wrong. `value` gives what
/// holds in the end.
pub fn contradiction(value: impl Fn(Setting) -> Value) -> Option<(Setting, BadValue)> {
    let number = |setting| value(setting).as_u64();
    let time = |setting| value(setting).as_str().and_then(clock);
    if let (Some(start), Some(end)) = (time(Setting::LunchStart), time(Setting::LunchEnd)) {
        if end <= start {
            let message = format!(
                "Lunch would begin at {} and end at {}.",
                said(start),
                said(end)
            );
            let hint = "Let it end after it begins.";
            return Some((Setting::LunchEnd, BadValue::new(message, hint)));
        }
        let wanted = number(Setting::LunchMinutes).unwrap_or_default();
        if wanted > u64::from(end - start) {
            let message = format!(
                "{wanted} free minutes do not fit between {} and {}.",
                said(start),
                said(end)
            );
            let hint = "Ask for fewer minutes, or widen the time of lunch.";
            return Some((Setting::LunchMinutes, BadValue::new(message, hint)));
        }
    }
    // Without a country on purpose, the region of the level above says nothing.
    let region = value(Setting::Region);
    let named = !region.is_null() && region != NONE;
    if value(Setting::Country).is_null() && named {
        return Some((
            Setting::Region,
            BadValue::new(
                "A region is set, but no country.",
                "Set the country as well, or clear the region.",
            ),
        ));
    }
    None
}

/// Minutes since midnight of "09:30"; "24:00" is the end of the day.
fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= 1440).then_some(all)
}

fn said(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn minutes(count: u64) -> String {
    match count {
        1 => "1 minute".to_owned(),
        n => format!("{n} minutes"),
    }
}

fn most(count: Option<u64>, of_what: &str) -> String {
    count.map_or_else(|| "no limit".to_owned(), |n| format!("{n}{of_what}"))
}

fn number(value: &Value, least: u64, most: u64, what: &str) -> Result<Value, BadValue> {
    match value.as_u64() {
        Some(n) if (least..=most).contains(&n) => Ok(json!(n)),
        _ => Err(BadValue::new(
            format!("{value} is not a number of {what} that can be kept."),
            format!("Give {least} to {most}."),
        )),
    }
}

fn letters(value: &Value, least: usize, most: usize) -> Option<Value> {
    let text = value.as_str()?.trim();
    let fine = (least..=most).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fine.then(|| json!(text.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_allowed_and_does_not_contradict_itself() {
        for setting in Setting::ALL {
            let value = setting.built_in();
            assert!(
                value.is_null() || setting.check(&value).is_ok(),
                "{setting}"
            );
            assert!(!setting.spoken(&value).is_empty(), "{setting}");
        }
        assert_eq!(contradiction(Setting::built_in), None);
    }

    #[test]
    fn values_are_checked_and_kept_in_one_form() {
        for (setting, given, kept) in [
            (Setting::LunchStart, json!("9:05"), Some(json!("09:05"))),
            (Setting::LunchEnd, json!("24:00"), Some(json!("24:00"))),
            (Setting::LunchEnd, json!("24:01"), None),
            (Setting::LunchEnd, json!("12:60"), None),
            (Setting::LunchEnd, json!("+1:00"), None),
            (Setting::Country, json!("de"), Some(json!("DE"))),
            (Setting::Country, json!("DEU"), None),
            (Setting::MaximumPerDay, json!(0), None),
            (Setting::MaximumPerDay, json!(1), Some(json!(1))),
            (Setting::MaximumPerDay, json!("none"), Some(json!("none"))),
            (Setting::MaximumInARow, json!("None"), None),
            (Setting::Country, json!("none"), Some(json!("none"))),
            (Setting::BufferAfter, json!("none"), None),
            (Setting::BufferBefore, json!(1441), None),
            (Setting::BufferBefore, json!(-5), None),
            (Setting::BufferBefore, json!(7.5), None),
            (Setting::Tentative, json!("maybe"), None),
            (Setting::HolidaysOff, json!("yes"), None),
        ] {
            assert_eq!(setting.check(&given).ok(), kept, "{setting} {given}");
        }
    }

    #[test]
    fn settings_that_cancel_each_other_are_found() {
        let with = |changed: &[(Setting, Value)]| {
            let found = contradiction(|setting| {
                let own = changed.iter().find(|(s, _)| *s == setting);
                own.map_or_else(|| setting.built_in(), |(_, value)| value.clone())
            });
            found.map(|(setting, _)| setting)
        };
        assert_eq!(with(&[(Setting::LunchMinutes, json!(150))]), None);
        assert_eq!(
            with(&[(Setting::LunchMinutes, json!(151))]),
            Some(Setting::LunchMinutes)
        );
        assert_eq!(
            with(&[(Setting::LunchEnd, json!("11:30"))]),
            Some(Setting::LunchEnd)
        );
        assert_eq!(
            with(&[(Setting::Region, json!("BE"))]),
            Some(Setting::Region)
        );
        assert_eq!(with(&[(Setting::Region, json!("none"))]), None);
        assert_eq!(
            with(&[
                (Setting::Country, json!("none")),
                (Setting::Region, json!("BE"))
            ]),
            None
        );
    }
}
