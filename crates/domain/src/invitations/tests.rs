use chrono::{DateTime, TimeDelta, Utc};
use muster_scheduling::zone::{Zone, Zones};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn zone(name: &str) -> Zone {
    Zones::bundled().get(name).unwrap()
}

fn timing(start: &str, minutes: i64) -> Timing {
    let start = at(start);
    Timing {
        start,
        end: start + TimeDelta::minutes(minutes),
    }
}

fn facts(occasion: Occasion, audience: Audience) -> Facts {
    Facts {
        occasion,
        audience,
        role: "Backend Engineer".into(),
        company: "Acme".into(),
        interview_name: "Phone screen".into(),
        timing: timing("2026-11-24T14:00:00Z", 45),
        reader_zone: zone("Europe/Berlin"),
        other_zone: zone("America/New_York"),
        written_at: at("2026-11-22T10:00:00Z"),
        place: Place::Online {
            link: Some("https://meet.example.org/a?b=c&d=e".into()),
        },
        candidate_name: "Ana Silva".into(),
        people: vec![("Bo Li".into(), "Team lead".into())],
        preparation: Some("Have a computer at hand.\nNothing else.".into()),
        private_notes: Some("SALARY 90k, left because of her manager".into()),
        contact: Contact {
            name: "Rita Reed".into(),
            email: "rita@acme.example".into(),
            phone: Some("+49 30 1234".into()),
        },
        accommodation_line: "Tell us if you need anything to take part well.".into(),
        ai_notice: Some("No AI decides about you.".into()),
        reschedule_link: Some("https://acme.example/r/1".into()),
        apology: false,
        links: Vec::new(),
    }
}

fn occasions() -> Vec<Occasion> {
    vec![
        Occasion::Invitation,
        Occasion::Update {
            before: Some(timing("2026-11-23T09:00:00Z", 45)),
        },
        Occasion::Update { before: None },
        Occasion::Cancellation {
            reason_for_reader: "The position is filled.".into(),
        },
        Occasion::Reminder { lead_minutes: 60 },
    ]
}

#[test]
fn an_invitation_says_everything_a_candidate_needs() {
    let mail = words(&facts(Occasion::Invitation, Audience::Candidate));
    assert_eq!(
        mail.subject,
        "Invitation: Phone screen for Backend Engineer at Acme"
    );
    assert_eq!(
        mail.text,
        "Hello Ana Silva,\n\n\
         You are invited: Phone screen for Backend Engineer at Acme.\n\n\
         When: Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)\n\
         How long: 45 minutes\n\
         Where: Online\n\
         Join: https://meet.example.org/a?b=c&d=e\n\
         Role: Backend Engineer\n\
         Company: Acme\n\
         You meet: Bo Li, Team lead\n\n\
         To prepare\nHave a computer at hand.\nNothing else.\n\n\
         Another time\nIf this time does not suit you any more, choose another one.\n\
         Choose another time: https://acme.example/r/1\n\n\
         Accommodations\nTell us if you need anything to take part well.\n\n\
         Use of AI\nNo AI decides about you.\n\n\
         Questions? Ask Rita Reed: rita@acme.example, +49 30 1234\n"
    );
    assert!(
        mail.html
            .contains("<a href=\"https://meet.example.org/a?b=c&amp;d=e\">Join the meeting</a>")
    );
}

#[test]
fn what_is_for_interviewers_never_reaches_the_candidate() {
    for occasion in occasions() {
        let to_candidate = words(&facts(occasion.clone(), Audience::Candidate));
        let all = format!(
            "{}{}{}",
            to_candidate.subject, to_candidate.text, to_candidate.html
        );
        assert!(!all.contains("SALARY") && !all.contains("interviewers only"));
        let inside = words(&facts(occasion, Audience::Interviewers));
        assert!(inside.text.contains("SALARY 90k") && inside.html.contains("SALARY 90k"));
        assert!(inside.subject.contains("with Ana Silva"));
        // The candidate's own link would move the interview in the candidate's name.
        assert!(!inside.text.contains("acme.example/r/1"));
    }
}

#[test]
fn a_new_time_stands_beside_the_old_one_and_both_are_handed_out() {
    let mut moved = facts(
        Occasion::Update {
            before: Some(timing("2026-11-23T09:00:00Z", 45)),
        },
        Audience::Candidate,
    );
    moved.apology = true;
    let mail = words(&moved);
    assert_eq!(
        mail.times,
        [
            "Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
            "Mon 23 Nov 10:00 Berlin (UTC+1) · 04:00 New York (UTC−5)"
        ]
    );
    assert!(mail.subject.starts_with("New time: "));
    assert!(mail.text.contains("Before: Mon 23 Nov 10:00 Berlin"));
    assert!(mail.html.contains("<s>Mon 23 Nov 10:00 Berlin"));
    assert!(mail.text.contains("We are sorry"));
}

#[test]
fn dates_are_said_for_both_when_they_differ_and_years_when_they_are_others() {
    let mut far = facts(Occasion::Invitation, Audience::Candidate);
    far.timing = timing("2027-01-04T23:30:00Z", 90);
    far.reader_zone = zone("Asia/Kathmandu");
    far.other_zone = zone("America/Los_Angeles");
    let mail = words(&far);
    assert!(mail.text.contains(
        "When: Tue 5 Jan 2027 05:15 Kathmandu (UTC+5:45) · Mon 4 Jan 2027 15:30 Los Angeles (UTC−8)"
    ), "{}", mail.text);
    assert!(mail.text.contains("How long: 1 hour 30 minutes"));
}

#[test]
fn a_cancellation_gives_the_reason_and_no_way_in() {
    let mail = words(&facts(
        Occasion::Cancellation {
            reason_for_reader: "The position is filled.".into(),
        },
        Audience::Candidate,
    ));
    assert!(mail.subject.starts_with("Cancelled: "));
    assert!(mail.text.contains("\nThe position is filled.\n"));
    assert!(mail.text.contains("It was planned for: Tue 24 Nov 15:00"));
    assert!(!mail.text.contains("meet.example.org") && !mail.html.contains("meet.example.org"));
    assert!(mail.text.contains("https://acme.example/r/1"));
}

#[test]
fn a_reminder_says_how_long_before_and_offers_another_time() {
    for (minutes, said) in [(15, "15 minutes"), (60, "1 hour"), (1440, "1 day")] {
        let occasion = Occasion::Reminder {
            lead_minutes: minutes,
        };
        let mail = words(&facts(occasion, Audience::Candidate));
        assert!(
            mail.text
                .contains(&format!("This is your reminder, {said} before: "))
        );
        assert!(mail.text.contains("https://acme.example/r/1"));
    }
}

#[test]
fn every_kind_of_place_is_said() {
    let said = |place| {
        let mut facts = facts(Occasion::Invitation, Audience::Candidate);
        facts.place = place;
        words(&facts).text
    };
    let address = "Room 4.1\r\nMain Street 1".to_owned();
    assert!(said(Place::Onsite { address }).contains("Where: Room 4.1 Main Street 1\n"));
    let number = Some("+49 30 1".to_owned());
    assert!(said(Place::Phone { number }).contains("Where: By phone: +49 30 1\n"));
    assert!(said(Place::Phone { number: None }).contains("Where: By phone\n"));
    assert!(said(Place::Online { link: None }).contains("Where: Online; you get the link"));
}

#[test]
fn hostile_words_are_words() {
    let mut bad = facts(Occasion::Invitation, Audience::Interviewers);
    let evil = "\u{202E}<script>\"x\"</script>\r\nBcc: all@example.org";
    bad.candidate_name = evil.into();
    bad.role = evil.into();
    bad.people = vec![(evil.into(), evil.into())];
    bad.private_notes = Some("<img src=\"https://spy.example/1\">".into());
    bad.links = vec![Link {
        label: "Kit".into(),
        address: "javascript:alert(1)".into(),
    }];
    bad.place = Place::Online {
        link: Some("https://x.example/\"><b>".into()),
    };
    let mail = words(&bad);
    assert!(!mail.subject.contains(['\r', '\n', '\u{202E}']));
    for tag in ["<script", "<img", "<b>", "href=\"javascript"] {
        assert!(!mail.html.contains(tag), "{tag}");
    }
    assert!(
        mail.html
            .contains("&lt;img src=&quot;https://spy.example/1&quot;&gt;")
    );
    assert!(mail.html.contains("Kit: javascript:alert(1)"));
    assert!(!mail.text.contains('\u{202E}'));
    assert!(mail.html.contains("<bdi>&lt;script&gt;"));
}

#[test]
fn a_page_loads_nothing() {
    for occasion in occasions() {
        let page = words(&facts(occasion, Audience::Candidate)).html;
        for loads in ["src=", "url(", "<link", "<img", "@import", "background="] {
            assert!(!page.contains(loads), "{loads}");
        }
    }
}

#[test]
fn missing_words_leave_no_holes() {
    let mut bare = facts(Occasion::Invitation, Audience::Candidate);
    bare.role.clear();
    bare.company.clear();
    bare.candidate_name = " ".into();
    bare.people.clear();
    bare.preparation = None;
    bare.ai_notice = None;
    bare.reschedule_link = None;
    bare.accommodation_line.clear();
    bare.contact = Contact {
        name: String::new(),
        email: String::new(),
        phone: None,
    };
    let mail = words(&bare);
    assert_eq!(mail.subject, "Invitation: Phone screen");
    assert!(
        mail.text
            .starts_with("Hello,\n\nYou are invited: Phone screen.\n")
    );
    assert!(mail.text.ends_with("\nQuestions? Answer this mail.\n"));
    for heading in ["To prepare", "Accommodations", "Use of AI", "Another time"] {
        assert!(!mail.text.contains(heading));
    }
}

proptest! {
    /// Whatever the zones and the times: what is handed out as printed stands in both forms.
    #[test]
    fn printed_times_stand_in_text_and_page(
        second in 1_700_000_000_i64..2_000_000_000,
        here in 0_usize..400,
        there in 0_usize..400,
        which in 0_usize..5,
        name in "\\PC{0,30}",
    ) {
        let zones = Zones::bundled();
        let names = zones.names();
        let pick = |n: usize| zones.get(&names[n % names.len()]).unwrap();
        let mut some = facts(occasions()[which].clone(), Audience::Candidate);
        let start = DateTime::from_timestamp(second, 0).unwrap();
        some.timing = Timing { start, end: start + TimeDelta::minutes(30) };
        some.reader_zone = pick(here);
        some.other_zone = pick(there);
        some.candidate_name = name;
        let mail = words(&some);
        prop_assert!(!mail.times.is_empty());
        for time in &mail.times {
            prop_assert!(mail.text.contains(time.as_str()), "{time} not in {}", mail.text);
            prop_assert!(mail.html.contains(time.as_str()), "{time} not in {}", mail.html);
        }
    }
}
