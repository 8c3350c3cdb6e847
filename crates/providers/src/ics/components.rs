//! Content lines to components: which lines belong to which event, and which events end.

use super::lines::{ContentLine, content_lines};

/// The lines this reader looks at. Everything else (titles, people, places) is dropped unread.
const KEPT: &[&str] = &[
    "BEGIN",
    "END",
    "METHOD",
    "X-WR-CALNAME",
    "UID",
    "SEQUENCE",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "TRANSP",
    "STATUS",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "FREEBUSY",
    "TZID",
    "X-LIC-LOCATION",
    "TZID-ALIAS-OF",
    "TZOFFSETFROM",
    "TZOFFSETTO",
];

/// The lines that are read of an event of ours besides.
pub(super) const OWN: &[&str] = &[
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "CATEGORIES",
    "CLASS",
    "CONFERENCE",
    "RELATED-TO",
    "ORGANIZER",
    "ATTENDEE",
    "X-MUSTER-TZID",
];

/// The components that stand directly inside a calendar; one cannot hold another.
const TOP: &[&str] = &[
    "VEVENT",
    "VTODO",
    "VJOURNAL",
    "VFREEBUSY",
    "VTIMEZONE",
    "VAVAILABILITY",
    "VPOLL",
];

/// One `BEGIN` to `END`, with what stands inside it.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// `VEVENT`, `VTIMEZONE`, `STANDARD`, in upper case.
    pub kind: String,
    /// The line of its `BEGIN`.
    pub number: usize,
    /// Its own lines, without those of components inside it.
    pub lines: Vec<ContentLine>,
    /// The components inside it.
    pub parts: Vec<Component>,
    /// False when its `END` is missing.
    pub complete: bool,
}

impl Component {
    /// The first line of this name.
    pub fn line(&self, name: &str) -> Option<&ContentLine> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// The value of the first line of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.line(name).map(|line| line.value.as_str())
    }

    /// All lines of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a ContentLine> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    /// The UID, when there is one with something in it.
    pub fn uid(&self) -> Option<&str> {
        self.value("UID").filter(|uid| !uid.is_empty())
    }
}

/// All calendars of a file, in order. Empty when the file holds none.
pub(super) fn calendars(bytes: &[u8]) -> Vec<Component> {
    calendars_with(bytes, &[])
}

/// All calendars of a file with more lines than usual.
pub(super) fn calendars_with(bytes: &[u8], more: &[&str]) -> Vec<Component> {
    let mut out = Vec::new();
    let mut open: Vec<Component> = Vec::new();
    for line in content_lines(bytes, |name| KEPT.contains(&name) || more.contains(&name)) {
        match line.name.as_str() {
            "BEGIN" => begin(&mut open, &mut out, &line),
            "END" => end(&mut open, &mut out, &line.value.to_ascii_uppercase()),
            _ => {
                if let Some(top) = open.last_mut() {
                    top.lines.push(line);
                }
            }
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut out, false);
    }
    out
}

/// Opens a component; one that cannot stand inside the open ones proves that those have no end.
fn begin(open: &mut Vec<Component>, out: &mut Vec<Component>, line: &ContentLine) {
    let kind = line.value.to_ascii_uppercase();
    if kind == "VCALENDAR" {
        while !open.is_empty() {
            close(open, out, false);
        }
    } else if open.is_empty() {
        return; // Only what stands inside a calendar is calendar data.
    } else if TOP.contains(&kind.as_str()) {
        while open.len() > 1 {
            close(open, out, false);
        }
    }
    open.push(Component {
        kind,
        number: line.number,
        ..Component::default()
    });
}

/// Closes the component of this kind and, as unfinished, all that are open inside it.
fn end(open: &mut Vec<Component>, out: &mut Vec<Component>, kind: &str) {
    let Some(depth) = open.iter().rposition(|c| c.kind == kind) else {
        return; // An END without BEGIN closes nothing.
    };
    while open.len() > depth + 1 {
        close(open, out, false);
    }
    close(open, out, true);
}

/// Moves the innermost open component into its parent, or out when it is a calendar. Only kinds
/// that are read are kept, so nesting of any depth makes no deep tree.
fn close(open: &mut Vec<Component>, out: &mut Vec<Component>, complete: bool) {
    let Some(mut done) = open.pop() else { return };
    done.complete = complete;
    match open.last_mut() {
        Some(parent) if parent.kind == "VCALENDAR" || parent.kind == "VTIMEZONE" => {
            parent.parts.push(done);
        }
        Some(_) => {}
        None => out.push(done),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_without_end_does_not_swallow_the_next() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nBEGIN:VALARM\nBEGIN:VEVENT\nUID:b\n\
                    END:VEVENT\nEND:VCALENDAR\n";
        let found = calendars(text.as_bytes());
        assert_eq!(found.len(), 1);
        let events: Vec<_> = found[0]
            .parts
            .iter()
            .map(|e| (e.uid(), e.complete))
            .collect();
        assert_eq!(events, [(Some("a"), false), (Some("b"), true)]);
        assert!(found[0].complete);
    }

    #[test]
    fn titles_and_people_are_dropped_unread() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Secret\nLOCATION:x\n\
                    ATTENDEE:mailto:a@b\nEND:VEVENT\nEND:VCALENDAR\n";
        assert!(!format!("{:?}", calendars(text.as_bytes())).contains("Secret"));
    }

    #[test]
    fn nesting_without_end_costs_no_recursion() {
        let text = format!("BEGIN:VCALENDAR\n{}", "BEGIN:X\n".repeat(200_000));
        assert_eq!(calendars(text.as_bytes()).len(), 1);
    }
}
