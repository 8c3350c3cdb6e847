//! Answers in the shapes in which Google, Outlook, Apple and others send them.

use chrono::{DateTime, TimeDelta, Utc};
use muster_mail::{Incoming, Kind, ReplyProblem, read_reply};
use muster_providers::ics::{AttendeeKind, Method, Reply, write};
use muster_scheduling::zone::Zones;
use proptest::prelude::*;

use crate::support::{Case, at};

fn read(text: &str) -> Result<Option<Incoming>, ReplyProblem> {
    let crlf = text.replace('\n', "\r\n");
    read_reply(
        crlf.as_bytes(),
        |uid| uid.ends_with("@muster"),
        &Zones::bundled(),
    )
}

fn answer(text: &str) -> Incoming {
    read(text).unwrap().unwrap()
}

fn ics(method: &str, lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nPRODID:-//X//EN\nVERSION:2.0\nMETHOD:{method}\nBEGIN:VEVENT\n\
         UID:interview-1@muster\nDTSTAMP:20261122T120000Z\nSEQUENCE:3\n\
         DTSTART:20261124T140000Z\nDTEND:20261124T144500Z\nSUMMARY:Phone screen\n{lines}\n\
         END:VEVENT\nEND:VCALENDAR\n"
    )
}

const GOOGLE: &str = "\
From: Ana Silva <ana@example.org>
To: rita@acme.example
Message-ID: <calendar-1@google.com>
Date: Sun, 22 Nov 2026 12:00:00 +0000
Subject: Accepted: Phone screen
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"b1\"

--b1
Content-Type: multipart/alternative; boundary=\"b2\"

--b2
Content-Type: text/plain; charset=\"UTF-8\"

Ana has accepted this invitation.
--b2
Content-Type: text/calendar; charset=\"UTF-8\"; method=REPLY
Content-Transfer-Encoding: 7bit

BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261124T140000Z
DTEND:20261124T144500Z
DTSTAMP:20261122T120000Z
ORGANIZER;CN=rita@acme.example:mailto:rita@acme.example
UID:interview-1@muster
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ana S
 ilva;X-NUM-GUESTS=0:mailto:ana@example.org
SEQUENCE:3
STATUS:CONFIRMED
SUMMARY:Phone screen
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
--b2--
--b1
Content-Type: application/ics; name=\"invite.ics\"
Content-Disposition: attachment; filename=\"invite.ics\"
Content-Transfer-Encoding: base64

QkVHSU46VkNBTEVOREFS
--b1--
";

#[test]
fn google_says_yes() {
    let yes = answer(GOOGLE);
    assert_eq!(yes.uid, "interview-1@muster");
    assert_eq!((yes.sequence, yes.stamp), (3, at("2026-11-22T12:00:00Z")));
    assert_eq!(yes.attendee, "ana@example.org");
    assert_eq!(yes.from.as_deref(), Some("ana@example.org"));
    assert_eq!(yes.message_id.as_deref(), Some("<calendar-1@google.com>"));
    assert_eq!(yes.kind, Kind::Reply(Reply::Accepted));
    assert_eq!(yes.comment, "");
    let shown = format!("{yes:?}");
    assert!(!shown.contains("ana@"), "{shown}");
}

/// Outlook: one part, base64, UTF-16 never, a Windows zone, a comment.
#[test]
fn outlook_says_no_and_why() {
    use base64::Engine as _;
    let file = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nPRODID:Microsoft Exchange Server 2010\r\n\
        VERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\n\
        DTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n\
        DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nATTENDEE;PARTSTAT=DECLINED;CN=Ana Silva:MAILTO:ana@example.org\r\n\
        COMMENT;LANGUAGE=de-DE:Leider krank\\, sorry.\\nBis bald\r\nUID:interview-1@muster\r\n\
        SUMMARY;LANGUAGE=de-DE:Abgelehnt: Phone screen\r\n\
        DTSTART;TZID=W. Europe Standard Time:20261124T150000\r\n\
        DTEND;TZID=W. Europe Standard Time:20261124T154500\r\nDTSTAMP:20261122T120100Z\r\n\
        SEQUENCE:3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let encoded = base64::prelude::BASE64_STANDARD.encode(file);
    let no = answer(&format!(
        "From: \"Silva, Ana\" <Ana@Example.org>\nDate: Sun, 22 Nov 2026 12:01:00 +0000\n\
         Content-Type: text/calendar; charset=\"utf-8\"; method=REPLY\n\
         Content-Transfer-Encoding: base64\n\n{encoded}\n"
    ));
    assert_eq!(no.kind, Kind::Reply(Reply::Declined));
    assert_eq!(no.comment, "Leider krank, sorry.\nBis bald");
    assert_eq!(no.attendee, "ana@example.org");
}

#[test]
fn a_dropped_calendar_file_and_our_own_reply_are_read() {
    let line = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@example.org";
    let perhaps = answer(&format!("\u{FEFF}{}", ics("REPLY", line)));
    assert_eq!(perhaps.kind, Kind::Reply(Reply::Tentative));
    assert_eq!((perhaps.from, perhaps.message_id), (None, None));

    let mut entry = Case::default().entry();
    entry.attendees[0].answer = Reply::Accepted;
    assert_eq!(entry.attendees[0].kind, AttendeeKind::Person);
    let own = write(&entry, Some(Method::Reply), &Zones::bundled()).unwrap();
    assert_eq!(
        answer(&own.replace("\r\n", "\n")).kind,
        Kind::Reply(Reply::Accepted)
    );
}

#[test]
fn another_time_is_proposed() {
    let lines = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@example.org\nCOMMENT:A day later?";
    let file = ics("COUNTER", lines).replace("20261124", "20261125");
    let proposed = answer(&file);
    assert_eq!(
        proposed.kind,
        Kind::Counter {
            start: at("2026-11-25T14:00:00Z"),
            end: at("2026-11-25T14:45:00Z")
        }
    );
    assert_eq!(proposed.comment, "A day later?");
    // Google's proposals name everybody; the one who sent it proposes.
    let everybody = format!(
        "{lines}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@acme.example\n\
         ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:cleo@acme.example"
    );
    let mail = |from: &str| {
        let file = ics("COUNTER", &everybody);
        format!(
            "From: {from}\nDate: Sun, 22 Nov 2026 12:01:00 +0000\n\
             Content-Type: text/calendar; method=COUNTER\n\n{file}"
        )
    };
    assert_eq!(
        answer(&mail("Bo <BO@acme.example>")).attendee,
        "bo@acme.example"
    );
    assert!(matches!(
        read(&mail("x@example.org")),
        Err(ReplyProblem::Unreadable(_))
    ));
    let refused = answer(&ics("DECLINECOUNTER", "ATTENDEE:mailto:ana@example.org"));
    assert_eq!(refused.kind, Kind::DeclineCounter);
}

#[test]
fn what_is_no_answer_to_us_is_not_kept() {
    let line = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org";
    for text in [
        // Somebody's invitation to us, an answer to an event of others, a newsletter.
        ics("REQUEST", line),
        ics("REPLY", line).replace("interview-1@muster", "theirs@example.org"),
        "From: a@example.org\nDate: Sun, 22 Nov 2026 12:00:00 +0000\n\nhello\n".to_owned(),
    ] {
        assert_eq!(read(&text), Ok(None), "{text}");
    }
    for text in ["", "hello", "\u{0}\u{1}\u{2}", "%PDF-1.7 x"] {
        assert_eq!(read(text), Err(ReplyProblem::NotAMail), "{text}");
    }
    let large = vec![b'a'; 10 * 1024 * 1024 + 1];
    assert_eq!(
        read_reply(&large, |_| true, &Zones::bundled()),
        Err(ReplyProblem::TooLarge)
    );
}

#[test]
fn an_answer_that_is_not_clear_is_said_to_be_so() {
    let accepted = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org";
    for text in [
        ics("REPLY", "ATTENDEE:mailto:ana@example.org"),
        ics("REPLY", "X-NOTHING:1"),
        ics("REPLY", accepted).replace("DTSTAMP:20261122T120000Z\n", ""),
        ics("REPLY", accepted).replace("SEQUENCE:3", "SEQUENCE:three"),
        ics("COUNTER", accepted).replace("DTSTART:20261124T140000Z\n", ""),
    ] {
        let Err(ReplyProblem::Unreadable(why)) = read(&text) else {
            panic!("{text}");
        };
        assert!(!why.contains("ana@") && !why.contains("Phone"), "{why}");
    }
}

#[test]
fn a_comment_is_plain_and_not_long() {
    let long = format!(
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org\nCOMMENT:\u{202E}\u{7}{}",
        "x".repeat(9_000)
    );
    assert_eq!(answer(&ics("REPLY", &long)).comment, "x".repeat(2_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Nothing that anybody sends makes it fail in another way than by saying so.
    #[test]
    fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let zones = Zones::bundled();
        let _ = read_reply(&bytes, |_| true, &zones);
        let mut mail = GOOGLE.as_bytes().to_vec();
        let cut = bytes.len() % mail.len();
        mail.splice(cut..cut, bytes.iter().copied().take(40));
        let _ = read_reply(&mail, |_| true, &zones);
    }

    /// A proposal of any time is read as that time.
    #[test]
    fn proposed_times_are_exact(minute in 29_000_000_i64..32_000_000, zone in 0_usize..400) {
        let zones = Zones::bundled();
        let names = zones.names();
        let start: DateTime<Utc> = DateTime::from_timestamp(minute * 60, 0).unwrap();
        let case = Case {
            start,
            mine: names[zone % names.len()].clone(),
            ..Case::default()
        };
        let file = write(&case.entry(), Some(Method::Reply), &zones).unwrap();
        let file = file.replace("METHOD:REPLY", "METHOD:COUNTER");
        let proposed = answer(&file.replace("\r\n", "\n"));
        let end = start + TimeDelta::minutes(45);
        prop_assert_eq!(proposed.kind, Kind::Counter { start, end });
    }
}
