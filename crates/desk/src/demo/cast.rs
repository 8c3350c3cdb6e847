//! The candidates and the interviewers of the demo, as parameters of the commands that add them.

use serde_json::{Value, json};

use super::dice::Dice;
use super::jobs::FIELDS;
use super::names::name;

/// Companies that nobody registered to our knowledge; the demo needs no real ones.
const COMPANIES: [&str; 12] = [
    "Bluefin Freight",
    "Kestrel & Pine",
    "Lumen Harbour",
    "Ninefold Analytics",
    "Ostrava Robotics",
    "Paperlark",
    "Quillfeather Bank",
    "Redwood Tide",
    "Saffron Grid",
    "Tern Health",
    "Umbra Maps",
    "Velvet Orchard",
];

const TAGS: [&str; 6] = [
    "open to relocation",
    "referral",
    "met at meetup",
    "silver medallist",
    "part-time",
    "student",
];

const SOURCES: [&str; 4] = ["LinkedIn", "Referral", "Career page", "Meetup"];

/// Every seventh candidate has no employer, so that drafts have a field to miss.
pub(super) fn has_company(index: usize) -> bool {
    index % 7 != 6
}

/// Parameters of `candidate_create`.
pub(super) fn candidate(index: usize) -> Value {
    let mut dice = Dice::new(0xCA0D + index as u64);
    let name = name(index);
    let field = &FIELDS[index % FIELDS.len()];
    let years = 1 + dice.below(14);
    let level = match years {
        1..=3 => "Junior ",
        4..=7 => "",
        _ => "Senior ",
    };
    let title = format!("{level}{}", field.title);
    let company = COMPANIES[dice.below(COMPANIES.len())];
    let earlier = COMPANIES[dice.below(COMPANIES.len())];
    let skills: Vec<&str> = field
        .skills
        .iter()
        .enumerate()
        .filter(|(n, _)| *n < 2 || dice.below(3) > 0)
        .map(|(_, s)| *s)
        .collect();
    let since = 2026 - years.min(4);
    let headline = if has_company(index) {
        format!("{title} at {company}")
    } else {
        format!("{title}, open to work")
    };
    let mut experience = vec![json!({
        "title": title, "company": company, "start": format!("{since}-03"),
        "end": if has_company(index) { Value::Null } else { json!("2025-11") },
        "description": field.work,
    })];
    if years > 4 {
        experience.push(json!({
            "title": field.title, "company": earlier, "start": format!("{}-09", 2026 - years),
            "end": format!("{since}-02"), "description": field.work,
        }));
    }
    let tags: Vec<&str> = dice
        .one(&TAGS)
        .copied()
        .filter(|_| index % 4 == 1)
        .into_iter()
        .collect();
    let mut fields = json!({
        "full_name": name.full,
        "first_name": name.first,
        "last_name": name.last,
        "emails": [format!("{}@example.{}", name.slug, if index.is_multiple_of(2) { "org" } else { "com" })],
        "location": name.location,
        "time_zone": name.time_zone,
        "headline": headline,
        "title": title,
        "linkedin_url": format!("https://www.linkedin.com/in/muster-demo-{}", name.slug.replace('.', "-")),
        "skills": skills,
        "experience": experience,
        "education": [{ "school": "Example University", "degree": "BSc", "field": field.study,
            "end": format!("{}", 2026 - years) }],
        "source": dice.one(&SOURCES),
        "tags": tags,
    });
    if has_company(index) {
        fields["company"] = json!(company);
    }
    if index.is_multiple_of(5) {
        // Numbers that Ofcom keeps for drama.
        fields["phones"] = json!([format!("+44 7700 900{index:03}")]);
    }
    if index.is_multiple_of(6) {
        fields["notes"] = json!("Prefers calls in the morning. Notice period of one month.");
    }
    fields
}

/// The résumé of a candidate who sent one, as text.
pub(super) fn resume(index: usize) -> Option<String> {
    (index % 16 == 3).then(|| {
        let (name, field) = (name(index), &FIELDS[index % FIELDS.len()]);
        format!(
            "{}\n{}\n\nProfile\n{}\n\nSkills\n{}\n\nEducation\nBSc {}, Example University\n",
            name.full,
            name.location,
            field.work,
            field.skills.join(", "),
            field.study
        )
    })
}

/// An interviewer.
pub(super) struct Interviewer {
    pub full_name: &'static str,
    pub email: &'static str,
    pub time_zone: &'static str,
    days: &'static [&'static str],
    hours: (&'static str, &'static str),
    buffer: u32,
    per_day: Option<u32>,
}

const WEEK: &[&str] = &["mon", "tue", "wed", "thu", "fri"];
const SUNDAY_TO_THURSDAY: &[&str] = &["sun", "mon", "tue", "wed", "thu"];
const TUESDAY_TO_SATURDAY: &[&str] = &["tue", "wed", "thu", "fri", "sat"];
const ALL_DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const fn someone(
    full_name: &'static str,
    email: &'static str,
    time_zone: &'static str,
    days: &'static [&'static str],
    hours: (&'static str, &'static str),
) -> Interviewer {
    Interviewer {
        full_name,
        email,
        time_zone,
        days,
        hours,
        buffer: 0,
        per_day: None,
    }
}

/// Five zones; somebody works at almost any hour of any day, so that "today" is never empty.
pub(super) const INTERVIEWERS: [Interviewer; super::INTERVIEWERS] = [
    Interviewer {
        buffer: 10,
        per_day: Some(4),
        ..someone(
            "Harriet Ashdown",
            "harriet.ashdown@example.org",
            "Europe/London",
            WEEK,
            ("09:00", "17:30"),
        )
    },
    Interviewer {
        per_day: Some(5),
        ..someone(
            "Tobias Grünewald",
            "tobias.gruenewald@example.org",
            "Europe/Berlin",
            WEEK,
            ("08:30", "17:00"),
        )
    },
    Interviewer {
        buffer: 15,
        ..someone(
            "Meera Raghunath",
            "meera.raghunath@example.org",
            "Asia/Kolkata",
            SUNDAY_TO_THURSDAY,
            ("10:00", "19:00"),
        )
    },
    someone(
        "Marcus Ellery",
        "marcus.ellery@example.org",
        "America/New_York",
        WEEK,
        ("09:00", "18:00"),
    ),
    Interviewer {
        buffer: 5,
        ..someone(
            "中村 さくら",
            "sakura.nakamura@example.org",
            "Asia/Tokyo",
            WEEK,
            ("09:30", "18:30"),
        )
    },
    someone(
        "Imogen Farrow",
        "imogen.farrow@example.org",
        "Europe/London",
        TUESDAY_TO_SATURDAY,
        ("10:00", "18:30"),
    ),
    Interviewer {
        per_day: Some(3),
        ..someone(
            "Leonie Brückner",
            "leonie.brueckner@example.org",
            "Europe/Berlin",
            &["mon", "tue", "wed", "thu"],
            ("07:30", "14:00"),
        )
    },
    Interviewer {
        buffer: 10,
        ..someone(
            "Devika Nair",
            "devika.nair@example.org",
            "Asia/Kolkata",
            ALL_DAYS,
            ("08:00", "20:00"),
        )
    },
    someone(
        "Rosalind Achebe",
        "rosalind.achebe@example.org",
        "America/New_York",
        ALL_DAYS,
        ("08:00", "23:00"),
    ),
    someone(
        "高橋 健",
        "ken.takahashi@example.org",
        "Asia/Tokyo",
        ALL_DAYS,
        ("07:00", "16:00"),
    ),
    Interviewer {
        buffer: 5,
        ..someone(
            "Gethin Prosser",
            "gethin.prosser@example.org",
            "Europe/London",
            ALL_DAYS,
            ("07:00", "22:00"),
        )
    },
    Interviewer {
        per_day: Some(4),
        ..someone(
            "Anneliese Vogt",
            "anneliese.vogt@example.org",
            "Europe/Berlin",
            WEEK,
            ("09:00", "17:30"),
        )
    },
];

/// Parameters of `person_create`.
pub(super) fn interviewer(index: usize) -> Value {
    let someone = &INTERVIEWERS[index];
    json!({
        "full_name": someone.full_name,
        "email": someone.email,
        "time_zone": someone.time_zone,
        "working_hours": [{ "days": someone.days, "start": someone.hours.0, "end": someone.hours.1 }],
        "buffer_before_minutes": someone.buffer,
        "buffer_after_minutes": someone.buffer,
        "maximum_per_day": someone.per_day,
        "maximum_per_week": someone.per_day.map(|n| n * 4),
    })
}
