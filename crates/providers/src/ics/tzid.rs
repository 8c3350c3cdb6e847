//! Names of zones in real files: IANA, prefixed IANA, Windows, and names the file defines itself.

use std::collections::HashMap;

use muster_scheduling::zone::Zones;
use strum::IntoEnumIterator;
use windows_timezones::WindowsTimezone;

use super::components::Component;
use super::inline_zone::InlineZone;
use super::problem::{Fault, ProblemCode};

/// Names of the tz database that are abbreviations. Other programs mean other zones by them
/// (FEATURES.md 5.1), so alone they name nothing.
const ABBREVIATIONS: &[&str] = &["EST", "MST", "HST", "CET", "MET", "EET", "WET", "FACTORY"];

/// What a `TZID` leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NamedZone {
    /// A name of the tz database.
    Iana(String),
    /// A zone only this file knows.
    Inline(InlineZone),
}

/// The IANA name of the zone that another program calls so: IANA itself, or a Windows name.
pub(crate) fn zone_named(zones: &Zones, name: &str) -> Option<String> {
    ZoneNames::new(zones, &Component::default()).known(name)
}

/// The zone names of one calendar, each looked up once.
pub(super) struct ZoneNames<'a> {
    zones: &'a Zones,
    definitions: HashMap<&'a str, &'a Component>,
    found: HashMap<String, Result<NamedZone, Fault>>,
}

impl<'a> ZoneNames<'a> {
    /// The names of a calendar; its `VTIMEZONE` parts may stand anywhere in it.
    pub fn new(zones: &'a Zones, calendar: &'a Component) -> Self {
        let definitions = calendar
            .parts
            .iter()
            .filter(|part| part.kind == "VTIMEZONE")
            .filter_map(|part| Some((part.value("TZID")?, part)))
            .collect();
        Self {
            zones,
            definitions,
            found: HashMap::new(),
        }
    }

    /// The zone of a `TZID`.
    pub fn resolve(&mut self, tzid: &str) -> Result<NamedZone, Fault> {
        if let Some(known) = self.found.get(tzid) {
            return known.clone();
        }
        let found = self.look_up(tzid);
        self.found.insert(tzid.to_owned(), found.clone());
        found
    }

    fn look_up(&self, tzid: &str) -> Result<NamedZone, Fault> {
        let definition = self.definitions.get(tzid).copied();
        let alias = definition.and_then(|zone| {
            let line = zone.value("X-LIC-LOCATION");
            line.or_else(|| zone.value("TZID-ALIAS-OF"))
        });
        let name = self
            .known(tzid)
            .or_else(|| self.iana(alias?))
            .map(NamedZone::Iana);
        match (name, definition) {
            (Some(name), _) => Ok(name),
            (None, Some(zone)) => InlineZone::read(tzid, zone).map(NamedZone::Inline),
            (None, None) => Err(Fault::new(
                ProblemCode::UnknownZone,
                format!(
                    "its time zone \"{tzid}\" is not known. Set the event's time zone to a city \
                     in the calendar and export it again."
                ),
            )),
        }
    }

    /// The IANA name behind any name we know how to read.
    fn known(&self, tzid: &str) -> Option<String> {
        let name = tzid.trim().trim_matches('"').trim();
        self.iana(name)
            .or_else(|| self.prefixed(name))
            .or_else(|| self.iana(windows(name)?.tzdb_id()))
    }

    /// The name as the tz database spells it, when it is one of its names.
    fn iana(&self, name: &str) -> Option<String> {
        let name = name.trim();
        if ABBREVIATIONS.contains(&name.to_ascii_uppercase().as_str()) {
            return None;
        }
        let zone = self.zones.get(name).ok()?;
        Some(zone.name().to_owned())
    }

    /// `/mozilla.org/20050126_1/Europe/Berlin` and its like: a registry, then an IANA name.
    fn prefixed(&self, name: &str) -> Option<String> {
        if name.eq_ignore_ascii_case("tzone://Microsoft/Utc") {
            return self.iana("UTC");
        }
        let mut rest = name.strip_prefix('/')?;
        while let Some((_, tail)) = rest.split_once('/') {
            if let Some(found) = self.iana(tail) {
                return Some(found);
            }
            rest = tail;
        }
        None
    }
}

/// The Windows zone of this id (`W. Europe Standard Time`) or display form
/// (`(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`, before 2010 with `GMT`).
fn windows(name: &str) -> Option<WindowsTimezone> {
    let shown = cities(name);
    WindowsTimezone::iter().find(|zone| {
        zone.name().eq_ignore_ascii_case(name)
            || (name.starts_with('(') && cities(zone.description()) == shown)
    })
}

/// The Windows name of exactly this zone; `None` when Windows has it under no name of its own.
pub(crate) fn windows_name(iana: &str) -> Option<&'static str> {
    let zone = WindowsTimezone::iter().find(|zone| zone.tzdb_id() == iana)?;
    Some(zone.name())
}

/// A display form without its offset, spaces and case, since programs differ in those.
fn cities(shown: &str) -> String {
    let names = shown.split_once(')').map_or(shown, |(_, names)| names);
    names
        .replace(" and ", " & ")
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_windows_zone_leads_to_a_zone_we_have() {
        let zones = Zones::bundled();
        for zone in WindowsTimezone::iter() {
            assert!(zones.get(zone.tzdb_id()).is_ok(), "{zone:?}");
        }
        assert!(WindowsTimezone::iter().count() > 130);
    }

    #[test]
    fn no_two_windows_zones_have_the_same_display_form() {
        let mut seen: Vec<_> = WindowsTimezone::iter()
            .map(|zone| cities(zone.description()))
            .collect();
        seen.sort();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all);
    }

    fn name(tzid: &str) -> Option<String> {
        let zones = Zones::bundled();
        let empty = Component::default();
        match ZoneNames::new(&zones, &empty).resolve(tzid) {
            Ok(NamedZone::Iana(name)) => Some(name),
            _ => None,
        }
    }

    #[test]
    fn names_of_real_files() {
        let berlin = Some("Europe/Berlin".to_owned());
        for tzid in [
            "Europe/Berlin",
            "\"Europe/Berlin\"",
            "/mozilla.org/20050126_1/Europe/Berlin",
            "/freeassociation.sourceforge.net/Europe/Berlin",
            "/softwarestudio.org/Olson_20011030_5/Europe/Berlin",
            "W. Europe Standard Time",
            "w. europe standard time",
            "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
            "(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
        ] {
            assert_eq!(name(tzid), berlin, "{tzid}");
        }
        assert_eq!(name("Eastern Standard Time").unwrap(), "America/New_York");
        // Where a wrong table would be an hour off.
        assert_eq!(
            name("Canada Central Standard Time").unwrap(),
            "America/Regina"
        );
        assert_eq!(
            name("Mountain Standard Time (Mexico)").unwrap(),
            "America/Mazatlan"
        );
        assert!(name("tzone://Microsoft/Utc").is_some());
    }

    #[test]
    fn abbreviations_and_made_up_names_lead_nowhere() {
        for tzid in [
            "CST",
            "EST",
            "IST",
            "Mars/Olympus",
            "",
            "(UTC+01:00) Nowhere",
            "/x/y/z",
        ] {
            assert_eq!(name(tzid), None, "{tzid}");
        }
    }
}
