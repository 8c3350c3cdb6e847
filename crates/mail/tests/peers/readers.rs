//! What Python's own mail reader and its icalendar library understand of our mails.

use std::fs;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use muster_providers::ics::Method;
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

use crate::python::program;
use crate::support::Case;

const COUNT: usize = 240;

const NAMES: [&str; 8] = [
    "Ana Silva",
    "Jörg \"JJ\" Müller; Söhne, GmbH",
    "山田 太郎",
    "محمد الأحمد",
    "O'Neil \\ Back^slash",
    "Zoë 😀 van der Straat-with-a-name-so-long-that-every-header-line-is-folded-more-than-once",
    "=?utf-8?B?QmNjOiB4?=",
    "Ana\r\nBcc: all@example.org",
];

const TITLES: [&str; 6] = [
    "Phone screen",
    "Gespräch über C++; Teil 2, „Praxis“",
    "面接（二回目）",
    "A title, that is longer than seventy-five octets: folded, escaped \\ and with signs; really",
    "Tech\tinterview <b>bold</b> & more",
    "ראיון טלפוני",
];

fn case(number: usize, zones: &[String]) -> Case {
    // Steps that meet every quarter of an hour, both halves of the year and changes of clocks.
    let minutes = i64::try_from(number).unwrap() * 7 * 24 * 60 / 3 + 15;
    let start: DateTime<Utc> = "2026-11-24T14:00:00Z".parse().unwrap();
    Case {
        number,
        method: if number % 3 == 2 {
            Method::Cancel
        } else {
            Method::Request
        },
        start: start + TimeDelta::minutes(minutes - minutes % 15),
        minutes: 15 + i64::try_from(number % 8).unwrap() * 25,
        mine: zones[number * 7 % zones.len()].clone(),
        theirs: zones[number * 11 % zones.len()].clone(),
        candidate: NAMES[number % NAMES.len()].to_owned(),
        title: TITLES[number % TITLES.len()].to_owned(),
    }
}

/// One line, as a header shows it.
fn line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[test]
fn independent_readers_understand_every_mail() {
    let folder = tempfile::tempdir().unwrap();
    let all = Zones::bundled();
    // Zones as people have them; the library has no others.
    let zones: Vec<String> = all
        .names()
        .into_iter()
        .filter(|name| {
            [
                "Europe/",
                "America/",
                "Asia/",
                "Africa/",
                "Australia/",
                "Pacific/",
            ]
            .iter()
            .any(|part| name.starts_with(part))
        })
        .collect();
    let cases: Vec<_> = (0..COUNT).map(|number| case(number, &zones)).collect();
    for case in &cases {
        let message = case.message();
        message.check(&case.told(), &all).unwrap();
        let path = folder.path().join(format!("{:04}.eml", case.number));
        fs::write(path, message.to_bytes().unwrap()).unwrap();
    }
    let run = program("read_messages.py")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let read: Vec<Value> = String::from_utf8(run.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(read.len(), COUNT);
    for (case, read) in cases.iter().zip(&read) {
        compare(case, read);
    }
}

fn compare(case: &Case, read: &Value) {
    let message = case.message();
    let number = case.number;
    let name = line(&case.candidate);
    assert_eq!(read["defects"], json!([]), "{number}");
    assert_eq!(
        read["headers"],
        json!([
            "Message-ID",
            "Date",
            "From",
            "To",
            "Subject",
            "MIME-Version",
            "Content-Type"
        ]),
        "{number}"
    );
    assert_eq!(read["subject"], message.subject, "{number}");
    // Between two encoded words of a name Python keeps the space that RFC 2047 takes away.
    let closed = |name: &str| name.replace(' ', "");
    let to = &read["to"];
    assert_eq!(to.as_array().unwrap().len(), 1, "{number}");
    assert_eq!(
        closed(to[0][0].as_str().unwrap()),
        closed(&name),
        "{number}"
    );
    assert_eq!(to[0][1], "ana@example.org", "{number}");
    assert_eq!(read["from"], json!([["Rita Reed", "rita@acme.example"]]));
    assert_eq!(read["date"], instant(message.date));
    assert_eq!(
        read["kinds"],
        json!([
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics"
        ])
    );
    for (form, own) in [
        ("text", &message.text),
        ("html", message.html.as_ref().unwrap()),
    ] {
        let text = read[form].as_str().unwrap().replace("\r\n", "\n");
        assert_eq!(text.trim_end(), own.trim_end(), "{number}");
        for time in case.told().times {
            assert!(text.contains(&time), "{number}: {time}");
        }
    }
    assert_eq!(read["outside"], case.method.word(), "{number}");
    assert_eq!(read["charset"], "utf-8");
    assert_eq!(read["file"], "invite.ics");
    assert_eq!(read["same"], read["inside"], "{number}");
    let inside = &read["inside"];
    assert_eq!(inside["method"], case.method.word(), "{number}");
    assert_eq!(inside["uid"], case.uid());
    assert_eq!(inside["sequence"], 3);
    let status = match case.method {
        Method::Cancel => "CANCELLED",
        _ => "CONFIRMED",
    };
    assert_eq!(inside["status"], status);
    assert_eq!(
        inside["start"],
        instant(case.start),
        "{number} {}",
        case.mine
    );
    let end = case.start + TimeDelta::minutes(case.minutes);
    assert_eq!(inside["end"], instant(end), "{number} {}", case.mine);
    assert_eq!(inside["organizer"], "mailto:rita@acme.example");
    let attendees = inside["attendees"].as_array().unwrap();
    assert_eq!(attendees.len(), 1);
    assert_eq!(attendees[0][0], "mailto:ana@example.org");
    assert_eq!(inside["alarms"], 0, "alarms are not forced on others");
}
