//! A whole file to series and problems.

use std::collections::{BTreeMap, HashMap};

use muster_scheduling::zone::Zones;
use serde::{Deserialize, Serialize};

use super::components::{Component, calendars};
use super::event::{ReadEvent, Reader};
use super::free_busy::busy_periods;
use super::inline_zone::InlineZone;
use super::problem::{Fault, IcsProblem, ProblemCode, UnsupportedFile};
use super::series::{BusyOverride, BusySeries, EventTime};
use super::tzid::ZoneNames;

/// After so many rules that never give a date, no more of a file's rules are tried out: each
/// costs a search through thousands of years.
const MOST_DEAD_RULES: usize = 100;

/// What an `.ics` file says about its owner's time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IcsFile {
    /// One entry for each UID, in file order. Cancelled events are not there.
    pub series: Vec<BusySeries>,
    /// What was left out and why, in file order as far as known.
    pub problems: Vec<IcsProblem>,
    /// The name the calendar gives itself (`X-WR-CALNAME`).
    pub calendar_name: Option<String>,
}

/// Reads an `.ics` file. One broken event never costs another.
///
/// A changed instance that cannot be read is left out, and its series keeps the time the rule
/// gives: that is what the calendar promised before, and its problem says so by the UID.
///
/// `zones` only proves that zone names exist and measures events; the times stay local.
///
/// # Errors
/// [`UnsupportedFile`] when the bytes hold no calendar at all.
pub fn read(bytes: &[u8], zones: &Zones) -> Result<IcsFile, UnsupportedFile> {
    let calendars = calendars(bytes);
    if calendars.is_empty() {
        return Err(UnsupportedFile);
    }
    let mut file = FileReader::default();
    for calendar in &calendars {
        file.calendar(calendar, zones);
    }
    let calendar_name = calendars
        .iter()
        .find_map(|calendar| calendar.value("X-WR-CALNAME"))
        .filter(|name| !name.is_empty())
        .map(str::to_owned);
    let (series, mut problems) = file.finish();
    problems.sort_by_key(|problem| problem.line);
    Ok(IcsFile {
        series,
        problems,
        calendar_name,
    })
}

/// The versions of one instance of one event: the rule itself has no recurrence id.
#[derive(Default)]
struct Group {
    parts: BTreeMap<Option<EventTime>, ReadEvent>,
    inline_zones: Vec<InlineZone>,
}

#[derive(Default)]
struct FileReader {
    order: Vec<String>,
    groups: HashMap<String, Group>,
    periods: BTreeMap<String, BusySeries>,
    problems: Vec<IcsProblem>,
    dead_rules: usize,
}

impl FileReader {
    fn calendar(&mut self, calendar: &Component, zones: &Zones) {
        if !calendar.complete {
            self.problems.push(IcsProblem {
                uid: None,
                line: Some(calendar.number),
                field: None,
                code: ProblemCode::Unterminated,
                message: "The calendar has no END:VCALENDAR, so the file may have been cut short. \
                          Its complete events were read; export the calendar again to be sure."
                    .to_owned(),
            });
        }
        let method = calendar
            .value("METHOD")
            .unwrap_or("PUBLISH")
            .to_ascii_uppercase();
        if !matches!(method.as_str(), "PUBLISH" | "REQUEST" | "ADD" | "CANCEL") {
            self.problems.push(IcsProblem {
                uid: None,
                line: Some(calendar.number),
                field: Some("METHOD".to_owned()),
                code: ProblemCode::UnsupportedMethod,
                message: format!(
                    "This calendar is a message to an organiser (METHOD:{method}), so its events \
                     were left out. Export the calendar itself instead."
                ),
            });
            return;
        }
        // Any zone will do: floating lengths are taken on the wall.
        let any_zone = match zones.get("UTC") {
            Ok(zone) => zone,
            Err(error) => {
                self.problems.push(IcsProblem {
                    uid: None,
                    line: Some(calendar.number),
                    field: None,
                    code: ProblemCode::UnknownZone,
                    message: format!("No event of this calendar was read: {error}."),
                });
                return;
            }
        };
        let mut reader = Reader {
            zones,
            any_zone: &any_zone,
            names: ZoneNames::new(zones, calendar),
            inline: Vec::new(),
        };
        for part in &calendar.parts {
            match part.kind.as_str() {
                "VEVENT" => self.event(part, &mut reader, method == "CANCEL"),
                "VFREEBUSY" => self.free_busy(part),
                _ => {}
            }
        }
    }

    fn event(&mut self, part: &Component, reader: &mut Reader<'_>, cancelled: bool) {
        if let Err(fault) = self.check(part) {
            self.problems.push(fault.of(part.uid()));
            return;
        }
        reader.inline.clear();
        match reader.event(part, cancelled) {
            Ok(event) => self.keep(event, &reader.inline),
            Err(fault) => {
                self.dead_rules += usize::from(fault.code == ProblemCode::RuleNeverMatches);
                self.problems
                    .push(fault.at(part.number, "VEVENT").of(part.uid()));
            }
        }
    }

    /// What can be said against an event before it is read.
    fn check(&self, part: &Component) -> Result<(), Fault> {
        if !part.complete {
            let why = "it has no END:VEVENT. The file may have been cut short; export it again.";
            return Err(Fault::new(ProblemCode::Unterminated, why).at(part.number, "VEVENT"));
        }
        if self.dead_rules >= MOST_DEAD_RULES
            && let Some(line) = part.line("RRULE")
        {
            let why = "too many recurrences of this file give no dates, so this one was not tried. \
                       Repair or remove those events and import the file again.";
            return Err(Fault::new(ProblemCode::UnsupportedRule, why).at(line.number, "RRULE"));
        }
        Ok(())
    }

    /// Keeps the latest version of an event: highest `SEQUENCE`, then `DTSTAMP`, then place.
    fn keep(&mut self, event: ReadEvent, inline: &[InlineZone]) {
        let group = self.groups.entry(event.uid.clone()).or_insert_with(|| {
            self.order.push(event.uid.clone());
            Group::default()
        });
        let known = group.parts.get(&event.replaces);
        if known.is_some_and(|known| known.version > event.version) {
            return;
        }
        for zone in inline {
            if !group.inline_zones.contains(zone) {
                group.inline_zones.push(zone.clone());
            }
        }
        group.parts.insert(event.replaces.clone(), event);
    }

    fn free_busy(&mut self, part: &Component) {
        if !part.complete {
            let why = "it is free/busy data without END:VFREEBUSY. Export the calendar again.";
            let fault = Fault::new(ProblemCode::Unterminated, why).at(part.number, "VFREEBUSY");
            self.problems.push(fault.of(part.uid()));
            return;
        }
        let (periods, faults) = busy_periods(part);
        for period in periods {
            self.periods.insert(period.uid.clone(), period);
        }
        self.problems
            .extend(faults.into_iter().map(|fault| fault.of(part.uid())));
    }

    fn finish(mut self) -> (Vec<BusySeries>, Vec<IcsProblem>) {
        let mut series = Vec::new();
        for uid in &self.order {
            let Some(group) = self.groups.remove(uid) else {
                continue;
            };
            match together(uid, group) {
                Ok(found) => series.extend(found),
                Err(fault) => self.problems.push(fault.of(Some(uid))),
            }
        }
        series.extend(self.periods.into_values());
        (series, self.problems)
    }
}

/// The parts of one UID as one series; `None` when all of it is cancelled.
fn together(uid: &str, mut group: Group) -> Result<Option<BusySeries>, Fault> {
    if let Some(part) = group.parts.values().find(|part| part.all_following) {
        let why = "one of its changes is for \"this and all following\" events, which this \
                   reader does not follow. End the series before that change and make a new one \
                   in the calendar, then export it again.";
        return Err(Fault::new(ProblemCode::UnsupportedRange, why).at(part.line, "RECURRENCE-ID"));
    }
    let main = group.parts.remove(&None);
    if main.as_ref().is_some_and(|main| main.event.is_none()) {
        return Ok(None); // The whole event is cancelled, with all its instances.
    }
    // Two definitions of one zone name cannot both be meant.
    let mut names: Vec<_> = group.inline_zones.iter().map(|zone| &zone.name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair.first() == pair.last()) {
        let why = "its time zone is defined twice in this file, each time in another way. \
                   Export its calendar by itself.";
        return Err(Fault::new(ProblemCode::UnknownZone, why));
    }
    let overrides: Vec<_> = group
        .parts
        .into_iter()
        .filter_map(|(replaces, part)| {
            Some(BusyOverride {
                replaces: replaces?,
                event: part.event,
            })
        })
        .collect();
    if main.is_none() && overrides.iter().all(|change| change.event.is_none()) {
        return Ok(None);
    }
    let (event, rule, rdates, exdates) = main.map_or_else(
        || (None, None, Vec::new(), Vec::new()),
        |main| (main.event, main.rule, main.rdates, main.exdates),
    );
    Ok(Some(BusySeries {
        uid: uid.to_owned(),
        event,
        rule,
        rdates,
        exdates,
        overrides,
        inline_zones: group.inline_zones,
    }))
}
