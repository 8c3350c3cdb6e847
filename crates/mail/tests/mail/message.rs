//! Mails as bytes: what is written comes back, nothing breaks out, and what disagrees is stopped.

use chrono::TimeDelta;
use mail_parser::{MessageParser, MimeHeaders as _};
use muster_domain::invitations::words;
use muster_mail::{Message, MessageProblem};
use muster_providers::ics::Method;
use muster_scheduling::zone::Zones;
use proptest::prelude::*;

use crate::support::{Case, mailbox};

fn header_names(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    head.split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap().to_owned())
        .collect()
}

const HEADERS: [&str; 7] = [
    "Message-ID",
    "Date",
    "From",
    "To",
    "Subject",
    "MIME-Version",
    "Content-Type",
];

#[test]
fn an_invitation_has_its_parts_in_their_places() {
    let message = Case::default().message();
    let bytes = message.to_bytes().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.is_ascii());
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 998 && !line.contains('\n'))
    );
    assert_eq!(header_names(&bytes), HEADERS);
    let mail = MessageParser::default().parse(&bytes).unwrap();
    let kinds: Vec<_> = mail
        .parts
        .iter()
        .map(|part| {
            let kind = part.content_type().unwrap();
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap())
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics"
        ]
    );
    let head = text
        .lines()
        .find(|line| line.contains("text/calendar"))
        .unwrap();
    assert_eq!(
        head,
        "Content-Type: text/calendar; method=REQUEST; charset=utf-8"
    );
    let ics = &message.invite.as_ref().unwrap().ics;
    assert_eq!(mail.parts[4].contents(), ics.as_bytes());
    assert_eq!(mail.parts[5].contents(), ics.as_bytes());
    assert_eq!(mail.parts[5].attachment_name(), Some("invite.ics"));
    assert_eq!(mail.message_id(), Some("1.3@muster"));
    assert_eq!(
        mail.date().unwrap().to_timestamp(),
        message.date.timestamp()
    );
    // The same mail is the same bytes at every try.
    assert_eq!(bytes, message.to_bytes().unwrap());
}

#[test]
fn a_thread_is_kept_and_a_draft_says_that_it_is_one() {
    let mut message = Case::default().message();
    message.in_reply_to = Some("<1.2@muster>".into());
    message.references = (0..30).map(|n| format!("<1.{n}@muster>")).collect();
    let bytes = message.to_eml_draft().unwrap();
    assert!(bytes.starts_with(b"X-Unsent: 1\r\n"));
    let mail = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(mail.in_reply_to().as_text(), Some("1.2@muster"));
    let known = mail.references().as_text_list().unwrap();
    assert_eq!((known[0].as_ref(), known.len()), ("1.0@muster", 20));
    assert_eq!(known.last().unwrap(), "1.29@muster");
    message
        .references
        .push("<a@b>\r\nBcc: x@example.org".into());
    assert_eq!(message.to_bytes(), Err(MessageProblem::MessageId));
}

#[test]
fn a_link_for_the_mail_program_is_short_and_asks_for_the_file() {
    let message = Case::default().message();
    let link = message.mailto();
    assert!(link.len() < 1_900);
    let url = url::Url::parse(&link).unwrap();
    assert_eq!(url.path(), "ana@example.org");
    let fields: Vec<_> = url.query_pairs().into_owned().collect();
    assert_eq!(fields[0], ("subject".into(), message.subject.clone()));
    assert!(fields[1].1.contains("attach the file invite.ics"));
    assert!(fields[1].1.contains("Tue 24 Nov 09:00 New York (UTC−5)"));
    assert!(link.contains("%0D%0A"));

    let mut plain = message;
    plain.invite = None;
    plain.text = format!("First line\n{}", "über und über\n".repeat(400));
    plain.to.address = "a&b?c=d\r\n@example.org".into();
    plain.subject = "ß".repeat(3_000);
    let link = plain.mailto();
    assert!(link.len() < 1_900, "{}", link.len());
    let url = url::Url::parse(&link).unwrap();
    let body = url
        .query_pairs()
        .find(|(name, _)| name == "body")
        .unwrap()
        .1;
    assert!(!body.contains("attach") && body.starts_with("First line") && body.ends_with('…'));
    assert_eq!(url.query_pairs().count(), 2);
}

#[test]
fn a_mail_that_agrees_with_its_invitation_may_leave() {
    for method in [Method::Request, Method::Cancel] {
        let case = Case {
            method,
            ..Case::default()
        };
        assert_eq!(
            case.message().check(&case.told(), &Zones::bundled()),
            Ok(())
        );
    }
    let mut reminder = Case::default().message();
    reminder.invite = None;
    assert_eq!(
        reminder.check(&Case::default().told(), &Zones::bundled()),
        Ok(())
    );
}

/// Each of these reached people in programs of others (FEATURES.md 5.6); none may leave here.
#[test]
fn a_mail_that_disagrees_with_its_invitation_is_stopped() {
    let zones = Zones::bundled();
    let told = Case::default().told();
    let stopped = |change: &dyn Fn(&mut Message)| {
        let mut message = Case::default().message();
        change(&mut message);
        message.check(&told, &zones).unwrap_err()
    };
    let with_ics = |from: &'static str, to: &'static str| {
        stopped(&move |message: &mut Message| {
            let invite = message.invite.as_mut().unwrap();
            assert!(invite.ics.contains(from), "{from} in {}", invite.ics);
            invite.ics = invite.ics.replace(from, to);
        })
    };
    let time = MessageProblem::Time;
    assert_eq!(
        with_ics(
            "DTSTART;TZID=Europe/Berlin:20261124T150000",
            "DTSTART;TZID=Europe/Berlin:20261124T140000"
        ),
        time
    );
    assert_eq!(
        with_ics(
            "DTEND;TZID=Europe/Berlin:20261124T154500",
            "DTEND;TZID=Europe/Berlin:20261124T160000"
        ),
        time
    );
    assert_eq!(
        stopped(&|m| m.text = m.text.replace("15:00", "16:00")),
        time
    );
    assert_eq!(
        stopped(&|m| {
            let html = m.html.take().unwrap();
            m.html = Some(html.replace("15:00", "16:00"));
        }),
        time
    );
    for problem in [
        with_ics("METHOD:REQUEST", "METHOD:PUBLISH"),
        with_ics("METHOD:REQUEST\r\n", ""),
        with_ics("rita@acme.example", "bo@acme.example"),
        with_ics("END:VEVENT", "END:VTODO"),
        stopped(&|m| m.invite.as_mut().unwrap().method = Method::Cancel),
        stopped(&|m| m.from.address = "other@acme.example".into()),
    ] {
        assert!(matches!(problem, MessageProblem::Invite(_)), "{problem:?}");
    }
    // What was told is another hour than what was meant.
    let mut other = Case::default().told();
    other.start += TimeDelta::hours(1);
    other.end += TimeDelta::hours(1);
    assert_eq!(Case::default().message().check(&other, &zones), Err(time));
}

#[test]
fn nothing_of_a_mail_is_printed() {
    let message = Case::default().message();
    let shown = format!("{message:?} {:?} {:?}", message.from, message.invite);
    for secret in ["Ana", "Rita", "acme", "Phone", "BEGIN"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any text in any field comes back as it was, and no field makes a header.
    #[test]
    fn any_words_come_back_and_make_no_header(
        subject in any_text(),
        sender in any_text(),
        name in any_text(),
        text in any_text(),
        html in any_text(),
    ) {
        let mut message = Case::default().message();
        message.subject = subject.clone();
        message.from = mailbox(&sender, "rita@acme.example");
        message.to = mailbox(&name, "ana@example.org");
        message.text = text.clone();
        message.html = Some(html.clone());
        let bytes = message.to_bytes().unwrap();
        prop_assert!(bytes.is_ascii());
        prop_assert_eq!(header_names(&bytes), HEADERS);
        let mail = MessageParser::default().parse(&bytes).unwrap();
        prop_assert_eq!(mail.parts.len(), 6);
        prop_assert_eq!(mail.subject().unwrap_or_default(), line(&subject));
        let sender_read = mail.from().unwrap().first().unwrap();
        prop_assert_eq!(sender_read.address.as_deref(), Some("rita@acme.example"));
        prop_assert_eq!(sender_read.name.as_deref().unwrap_or_default(), line(&sender));
        let to = mail.to().unwrap();
        prop_assert_eq!(to.iter().count(), 1);
        prop_assert_eq!(to.first().unwrap().name.as_deref().unwrap_or_default(), line(&name));
        let read = |n: usize| mail.parts[n].text_contents().unwrap().replace("\r\n", "\n");
        prop_assert_eq!(read(2), tidy(&text));
        prop_assert_eq!(read(3), tidy(&html));
    }

    /// Whatever the zones, the length and the names: what the words say is what the file says.
    #[test]
    fn words_and_files_made_from_one_interview_agree(
        minute in 29_000_000_i64..32_000_000,
        minutes in 1_i64..600,
        mine in 0_usize..400,
        theirs in 0_usize..400,
        candidate in any_text(),
        cancelled in any::<bool>(),
    ) {
        let zones = Zones::bundled();
        let names = zones.names();
        let case = Case {
            method: if cancelled { Method::Cancel } else { Method::Request },
            start: chrono::DateTime::from_timestamp(minute * 60, 0).unwrap(),
            minutes,
            mine: names[mine % names.len()].clone(),
            theirs: names[theirs % names.len()].clone(),
            candidate,
            ..Case::default()
        };
        prop_assert_eq!(case.message().check(&case.told(), &zones), Ok(()));
        prop_assert!(!words(&case.facts()).text.contains("private note"));
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,200}",
        Just("a\r\nBcc: all@example.org\r\n\r\nbody".to_owned()),
        Just("=?utf-8?B?QmNjOiB4?= =?utf-8?Q?=0D=0ABcc:_x?=".to_owned()),
        Just("\"; <x@example.org>, \\".to_owned()),
        Just("--=_mail--\r\n--=_words\r\n.\r\n".to_owned()),
        "[äß面😀\u{202E} ]{0,120}",
    ]
}

fn line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}
