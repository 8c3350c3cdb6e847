//! Dovecot: answers are found once, and nothing in the mailbox is changed.

use chrono::{DateTime, Utc};
use muster_mail::{Fetched, ImapServer, Kind, MailError, Place, Secret, Security, SignIn};
use muster_providers::ics::Reply;
use muster_scheduling::zone::Zones;

use crate::dovecot::{Dovecot, USER};

fn ours(uid: &str) -> bool {
    uid.ends_with("@muster")
}

async fn look(server: &ImapServer, from: Option<Place>) -> Fetched {
    look_into(server, "INBOX", from).await.unwrap()
}

async fn look_into(
    server: &ImapServer,
    folder: &str,
    from: Option<Place>,
) -> Result<Fetched, MailError> {
    // Mails that are put into the folder carry the day on which the test runs.
    let now: DateTime<Utc> = std::time::SystemTime::now().into();
    server
        .fetch(folder, from, now, &Zones::bundled(), &ours)
        .await
}

fn answer(number: usize, says: &str) -> String {
    format!(
        "From: Ana <ana@example.org>\nTo: {USER}\nMessage-ID: <answer-{number}@example.org>\n\
         Date: Sun, 22 Nov 2026 12:00:00 +0000\nSubject: {says}\nMIME-Version: 1.0\n\
         Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\n\
         Content-Type: text/plain; charset=utf-8\n\nhello\n--b\n\
         Content-Type: text/calendar; charset=\"UTF-8\"; method=REPLY\n\n\
         BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//X//EN\nMETHOD:REPLY\nBEGIN:VEVENT\n\
         UID:interview-{number}@muster\nDTSTAMP:20261122T120000Z\nSEQUENCE:1\n\
         DTSTART:20261124T140000Z\nDTEND:20261124T144500Z\n\
         ATTENDEE;PARTSTAT={says}:mailto:ana@example.org\nEND:VEVENT\nEND:VCALENDAR\n--b--\n"
    )
}

const LETTER: &str = "From: a@example.org\nSubject: private\nDate: Sun, 22 Nov 2026 12:00:00 +0000\n\
                      \nNobody's business.\n";

#[tokio::test]
async fn answers_are_found_once_and_nothing_is_touched() {
    let dovecot = Dovecot::start();
    for (number, name) in ["a", "b", "c"].into_iter().enumerate() {
        dovecot.deliver("", name, LETTER);
        dovecot.deliver("", &format!("{name}2"), &answer(number, "ACCEPTED"));
    }
    let server = dovecot.server(Security::StartTls);
    let first = look(&server, None).await;
    assert_eq!(
        (first.replies.len(), first.more, first.unreadable),
        (3, false, 0)
    );
    let mut uids: Vec<_> = first
        .replies
        .iter()
        .map(|reply| reply.uid.as_str())
        .collect();
    uids.sort_unstable();
    assert_eq!(
        uids,
        [
            "interview-0@muster",
            "interview-1@muster",
            "interview-2@muster"
        ]
    );
    assert_eq!(first.replies[0].kind, Kind::Reply(Reply::Accepted));
    assert_eq!(first.replies[0].from.as_deref(), Some("ana@example.org"));
    assert_eq!(first.place.last_uid, 6);

    let again = look(&server, Some(first.place)).await;
    assert_eq!((again.replies.len(), again.place), (0, first.place));

    dovecot.deliver("", "d", &answer(7, "DECLINED"));
    let later = look(&server, Some(again.place)).await;
    assert_eq!(later.replies.len(), 1);
    assert_eq!(later.replies[0].kind, Kind::Reply(Reply::Declined));
    assert_eq!(later.place.last_uid, 7);
    assert_eq!(dovecot.touched(), Vec::<String>::new());
}

#[tokio::test]
async fn a_folder_that_was_numbered_anew_is_read_anew() {
    let dovecot = Dovecot::start();
    dovecot.deliver("", "a", &answer(1, "ACCEPTED"));
    let server = dovecot.server(Security::Tls);
    let before = look(&server, None).await;
    assert_eq!(before.replies.len(), 1);
    dovecot.renumber();
    let after = look(&server, Some(before.place)).await;
    assert_ne!(after.place.uid_validity, before.place.uid_validity);
    assert_eq!(after.replies, before.replies);
}

#[tokio::test]
async fn many_mails_are_looked_at_in_several_calls() {
    let dovecot = Dovecot::start();
    for number in 0..620 {
        let mail = if number % 100 == 0 {
            answer(number, "TENTATIVE")
        } else {
            LETTER.to_owned()
        };
        // One hand-over at the end is enough for all of them.
        dovecot.put("", &format!("m{number:04}"), &mail);
    }
    dovecot.deliver("", "m9999", LETTER);
    let server = dovecot.server(Security::StartTls);
    let first = look(&server, None).await;
    assert!(first.more);
    assert_eq!(first.place.last_uid, 500);
    let second = look(&server, Some(first.place)).await;
    assert!(!second.more);
    assert_eq!(second.place.last_uid, 621);
    assert_eq!(first.replies.len() + second.replies.len(), 7);
}

#[tokio::test]
async fn a_damaged_answer_is_counted_and_does_not_stop_the_others() {
    let dovecot = Dovecot::start();
    let damaged = answer(1, "ACCEPTED").replace("DTSTAMP:20261122T120000Z\n", "");
    dovecot.deliver("", "a", &damaged);
    dovecot.deliver("", "b", &answer(2, "ACCEPTED"));
    let found = look(&dovecot.server(Security::Tls), None).await;
    assert_eq!((found.replies.len(), found.unreadable), (1, 1));
}

#[tokio::test]
async fn folders_have_any_names() {
    let dovecot = Dovecot::start();
    // Maildir folders begin with a dot and are named in modified UTF-7.
    dovecot.deliver(".Gespr&AOQ-che", "a", &answer(1, "ACCEPTED"));
    let server = dovecot.server(Security::Tls);
    let found = look_into(&server, "Gespräche", None).await.unwrap();
    assert_eq!(found.replies.len(), 1);
    let error = look_into(&server, "Nowhere", None).await.unwrap_err();
    assert!(
        matches!(
            error,
            MailError::Settings {
                field: "folder",
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn who_is_not_who_they_say_gets_nothing() {
    let dovecot = Dovecot::start();
    let server = dovecot.server(Security::StartTls);
    server.test().await.unwrap();
    let wrong = ImapServer {
        sign_in: SignIn::Password {
            user: USER.into(),
            password: Secret::new("wrong"),
        },
        ..server.clone()
    };
    let error = wrong.test().await.unwrap_err();
    assert!(matches!(error, MailError::SignIn { .. }), "{error:?}");
    assert!(!format!("{error} {wrong:?}").contains("wrong\""));
    let token = ImapServer {
        sign_in: SignIn::XOAuth2 {
            user: USER.into(),
            token: Secret::new("t"),
        },
        ..server.clone()
    };
    let error = token.test().await.unwrap_err();
    assert!(
        matches!(
            error,
            MailError::Settings {
                field: "sign_in",
                ..
            }
        ),
        "{error:?}"
    );
    for security in [Security::Tls, Security::StartTls] {
        let stranger = ImapServer {
            extra_root_certificates: Vec::new(),
            ..dovecot.server(security)
        };
        let bad = MailError::BadCertificate {
            host: "localhost".into(),
        };
        assert_eq!(stranger.test().await, Err(bad));
    }
}
