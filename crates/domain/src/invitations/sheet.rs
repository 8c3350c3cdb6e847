//! What a mail says, piece by piece, before it becomes text or a page.

use muster_scheduling::spoken;

use super::facts::{Audience, Facts, Link, Occasion, Place, Timing};
use crate::reminder::length;

/// A mail in pieces. Every text in it is tidy: see [`line`] and [`lines`].
pub(super) struct Sheet {
    pub subject: String,
    pub greeting: String,
    /// What has happened, in sentences.
    pub opening: Vec<String>,
    /// Label and value, in the order in which they are read.
    pub rows: Vec<Row>,
    /// Longer texts, each under its heading.
    pub sections: Vec<Section>,
    pub closing: Vec<String>,
    pub times: Vec<String>,
}

pub(super) struct Row {
    pub label: &'static str,
    pub value: Value,
}

pub(super) enum Value {
    Text(String),
    /// A time as printed.
    Time(String),
    /// A time that no longer holds.
    Past(String),
    Names(Vec<(String, String)>),
    Link(Link),
}

pub(super) struct Section {
    pub heading: &'static str,
    pub text: String,
    pub links: Vec<Link>,
}

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let start = time(facts, facts.timing);
    let mut times = vec![start.clone()];
    let mut rows = Vec::new();
    let cancelled = matches!(facts.occasion, Occasion::Cancellation { .. });
    if cancelled {
        rows.push(row("It was planned for", Value::Past(start)));
    } else {
        rows.push(row("When", Value::Time(start)));
        let minutes = (facts.timing.end - facts.timing.start).num_minutes();
        rows.push(row("How long", Value::Text(length(minutes))));
    }
    if let Occasion::Update {
        before: Some(before),
    } = &facts.occasion
    {
        let was = time(facts, *before);
        if !times.contains(&was) {
            times.push(was.clone());
            rows.push(row("Before", Value::Past(was)));
        }
    }
    if !cancelled {
        rows.extend(place(&facts.place));
    }
    rows.extend(about(facts));
    Sheet {
        subject: subject(facts),
        greeting: greeting(facts),
        opening: opening(facts),
        rows,
        sections: sections(facts, cancelled),
        closing: closing(facts),
        times,
    }
}

fn time(facts: &Facts, timing: Timing) -> String {
    spoken::both_at(
        timing.start,
        &facts.reader_zone,
        &facts.other_zone,
        facts.written_at,
    )
}

/// The interview in a few words, as this reader knows it.
fn name(facts: &Facts) -> String {
    let interview = or(line(&facts.interview_name), "Interview");
    match facts.audience {
        Audience::Candidate => {
            let company = line(&facts.company);
            let job = match (line(&facts.role), company.is_empty()) {
                (role, _) if role.is_empty() => String::new(),
                (role, _) => format!(" for {role}"),
            };
            let at = if company.is_empty() {
                String::new()
            } else {
                format!(" at {company}")
            };
            format!("{interview}{job}{at}")
        }
        Audience::Interviewers => {
            let candidate = or(line(&facts.candidate_name), "a candidate");
            let role = line(&facts.role);
            let role = if role.is_empty() {
                role
            } else {
                format!(" ({role})")
            };
            format!("{interview} with {candidate}{role}")
        }
    }
}

fn subject(facts: &Facts) -> String {
    let kind = match &facts.occasion {
        Occasion::Invitation => "Invitation",
        Occasion::Update { before: Some(_) } => "New time",
        Occasion::Update { before: None } => "Updated",
        Occasion::Cancellation { .. } => "Cancelled",
        Occasion::Reminder { .. } => "Reminder",
    };
    format!("{kind}: {}", name(facts))
}

fn greeting(facts: &Facts) -> String {
    let name = line(&facts.candidate_name);
    match facts.audience {
        Audience::Candidate if !name.is_empty() => format!("Hello {name},"),
        _ => "Hello,".to_owned(),
    }
}

fn opening(facts: &Facts) -> Vec<String> {
    let name = name(facts);
    let mut out = vec![match &facts.occasion {
        Occasion::Invitation => format!("You are invited: {name}."),
        Occasion::Update { before: Some(_) } => format!("There is a new time: {name}."),
        Occasion::Update { before: None } => format!("Something has changed: {name}."),
        Occasion::Cancellation { .. } => format!("This does not take place: {name}."),
        Occasion::Reminder { lead_minutes } => {
            let lead = lead(*lead_minutes);
            format!("This is your reminder, {lead} before: {name}.")
        }
    }];
    if let Occasion::Cancellation { reason_for_reader } = &facts.occasion {
        let reason = line(reason_for_reader);
        if !reason.is_empty() {
            out.push(reason);
        }
    }
    if facts.apology {
        out.push("We are sorry for the change and for the trouble it makes.".to_owned());
    }
    out
}

/// Whole days are said as days: "1 day before" is the same wall time, not 24 hours.
fn lead(minutes: u32) -> String {
    match (minutes / 1440, minutes % 1440) {
        (1, 0) => "1 day".to_owned(),
        (days, 0) if days > 1 => format!("{days} days"),
        _ => length(minutes.into()),
    }
}

fn place(place: &Place) -> Vec<Row> {
    let text = |text: &str| Value::Text(text.to_owned());
    match place {
        Place::Online { link: Some(link) } => vec![
            row("Where", text("Online")),
            row(
                "Join",
                Value::Link(Link {
                    label: "Join the meeting".to_owned(),
                    address: line(link),
                }),
            ),
        ],
        Place::Online { link: None } => vec![row(
            "Where",
            text("Online; you get the link before it begins"),
        )],
        Place::Onsite { address } => match line(address) {
            address if address.is_empty() => {
                vec![row("Where", text("On site; you get the address before"))]
            }
            address => vec![row("Where", Value::Text(address))],
        },
        Place::Phone { number } => {
            let number = number.as_deref().map(line).unwrap_or_default();
            vec![row(
                "Where",
                Value::Text(if number.is_empty() {
                    "By phone".to_owned()
                } else {
                    format!("By phone: {number}")
                }),
            )]
        }
    }
}

fn about(facts: &Facts) -> Vec<Row> {
    let mut out = Vec::new();
    for (label, value) in [("Role", &facts.role), ("Company", &facts.company)] {
        let value = line(value);
        if !value.is_empty() {
            out.push(row(label, Value::Text(value)));
        }
    }
    if facts.audience == Audience::Interviewers {
        let name = line(&facts.candidate_name);
        if !name.is_empty() {
            out.push(row("Candidate", Value::Names(vec![(name, String::new())])));
        }
    }
    let people: Vec<_> = facts
        .people
        .iter()
        .map(|(name, role)| (line(name), line(role)))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    if !people.is_empty() {
        let label = match facts.audience {
            Audience::Candidate => "You meet",
            Audience::Interviewers => "With",
        };
        out.push(row(label, Value::Names(people)));
    }
    out
}

fn sections(facts: &Facts, cancelled: bool) -> Vec<Section> {
    let mut out = Vec::new();
    let mut add = |heading, text: &str, links: Vec<Link>| {
        let text = lines(text);
        if !text.is_empty() || !links.is_empty() {
            out.push(Section {
                heading,
                text,
                links,
            });
        }
    };
    let for_candidate = facts.audience == Audience::Candidate;
    if !cancelled {
        add(
            "To prepare",
            facts.preparation.as_deref().unwrap_or_default(),
            Vec::new(),
        );
    }
    if !for_candidate {
        add(
            "For interviewers only",
            facts.private_notes.as_deref().unwrap_or_default(),
            Vec::new(),
        );
    }
    if !cancelled {
        let links = facts.links.iter().map(|link| Link {
            label: or(line(&link.label), "Open"),
            address: line(&link.address),
        });
        let links: Vec<_> = links.filter(|link| !link.address.is_empty()).collect();
        add("Links", "", links);
    }
    if for_candidate {
        if let Some(link) = &facts.reschedule_link {
            let (text, label) = if cancelled {
                ("You can choose another time.", "Choose another time")
            } else {
                (
                    "If this time does not suit you any more, choose another one.",
                    "Choose another time",
                )
            };
            let link = Link {
                label: label.to_owned(),
                address: line(link),
            };
            add("Another time", text, vec![link]);
        }
        if !cancelled {
            add("Accommodations", &facts.accommodation_line, Vec::new());
            add(
                "Use of AI",
                facts.ai_notice.as_deref().unwrap_or_default(),
                Vec::new(),
            );
        }
    }
    out
}

fn closing(facts: &Facts) -> Vec<String> {
    let (name, email) = (line(&facts.contact.name), line(&facts.contact.email));
    let phone = facts.contact.phone.as_deref().map(line);
    let phone = phone.filter(|phone| !phone.is_empty());
    let mut ways: Vec<_> = [email].into_iter().filter(|way| !way.is_empty()).collect();
    ways.extend(phone);
    let ask = match (name.as_str(), ways.is_empty()) {
        ("", true) => "Questions? Answer this mail.".to_owned(),
        ("", false) => format!("Questions? {}", ways.join(", ")),
        (name, true) => format!("Questions? Ask {name}."),
        (name, false) => format!("Questions? Ask {name}: {}", ways.join(", ")),
    };
    vec![ask]
}

fn row(label: &'static str, value: Value) -> Row {
    Row { label, value }
}

fn or(text: String, otherwise: &str) -> String {
    if text.is_empty() {
        otherwise.to_owned()
    } else {
        text
    }
}

/// A text as one line: white space is one space, and what cannot be seen or turns the direction of
/// what follows is left out.
pub(super) fn line(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !is_trick(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several lines, without what [`line`] leaves out and without empty lines at its ends.
pub(super) fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| !is_trick(*c)).collect();
    let lines: Vec<_> = kept.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Control characters beside line breaks and tabs, and the signs that turn the direction of text.
fn is_trick(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
