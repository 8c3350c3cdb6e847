//! What is known of a mail when its server breaks off: at each step, in each way.

use std::time::Duration;

use muster_mail::{MailError, Message, Patience, Secret, Security, SignIn, SmtpServer};

use crate::smtp_fake::{Act, Fake, Step};
use crate::support::Case;

const LITTLE: Patience = Patience {
    connect: Duration::from_millis(400),
    command: Duration::from_millis(400),
    delivery: Duration::from_millis(400),
};

async fn sent(step: Step, act: Act) -> (Result<String, MailError>, Fake) {
    sent_with(step, act, &Case::default().message(), Patience::default()).await
}

async fn sent_with(
    step: Step,
    act: Act,
    message: &Message,
    patience: Patience,
) -> (Result<String, MailError>, Fake) {
    let fake = Fake::start(&[], step, act).await;
    let server = SmtpServer {
        patience,
        ..fake.server(SignIn::None)
    };
    let outcome = server.send(message).await.map(|accepted| accepted.words);
    assert!(fake.seen.lock().unwrap().connections <= 1, "sent twice");
    (outcome, fake)
}

fn unreachable() -> MailError {
    MailError::Unreachable {
        host: "127.0.0.1".into(),
    }
}

fn unsure() -> MailError {
    MailError::Unsure {
        host: "127.0.0.1".into(),
    }
}

/// The steps before the mail is complete, in order.
const EARLY: [Step; 5] = [
    Step::Greeting,
    Step::Ehlo,
    Step::MailFrom,
    Step::RcptTo,
    Step::Data,
];

#[tokio::test]
async fn a_mail_arrives_whole_and_once() {
    let mut message = Case::default().message();
    message.text.push_str("\n.\n..dots\n.\n");
    let fake = Fake::start(&[], Step::Quit, Act::Cut).await;
    let accepted = fake.server(SignIn::None).send(&message).await.unwrap();
    assert_eq!(accepted.words, "2.0.0 queued as 17");
    let seen = fake.seen.lock().unwrap();
    assert_eq!(seen.mails.len(), 1);
    let sent = String::from_utf8(seen.mails[0].clone()).unwrap();
    let undotted = sent.replace("\r\n..", "\r\n.");
    let written = String::from_utf8(message.to_bytes().unwrap()).unwrap();
    assert!(undotted.starts_with(&written), "{undotted}");
    assert_eq!(seen.lines[1], "MAIL FROM:<rita@acme.example>");
    assert_eq!(seen.lines[2], "RCPT TO:<ana@example.org>");
}

#[tokio::test]
async fn before_the_final_dot_a_lost_connection_sent_nothing() {
    for step in EARLY {
        let (outcome, fake) = sent(step, Act::Cut).await;
        assert_eq!(outcome, Err(unreachable()), "{step:?}");
        assert!(outcome.unwrap_err().may_be_repeated());
        assert!(fake.seen.lock().unwrap().mails.is_empty());
    }
}

#[tokio::test]
async fn before_the_final_dot_silence_sent_nothing() {
    let message = Case::default().message();
    for step in EARLY {
        let (outcome, _) = sent_with(step, Act::Silence, &message, LITTLE).await;
        assert_eq!(outcome, Err(unreachable()), "{step:?}");
    }
}

/// The mail is larger than what the two ends of a connection keep, so that the dot cannot have
/// been written when the server goes.
#[tokio::test]
async fn in_the_middle_of_the_mail_nothing_was_sent_either() {
    let mut message = Case::default().message();
    message.html = None;
    message.text = "A line of a mail that is longer than anybody reads.\n".repeat(160_000);
    for act in [Act::Cut, Act::Silence] {
        let patience = Patience {
            delivery: Duration::from_secs(3),
            ..Patience::default()
        };
        let (outcome, fake) = sent_with(Step::Text, act, &message, patience).await;
        assert_eq!(outcome, Err(unreachable()), "{act:?}");
        assert!(fake.seen.lock().unwrap().mails.is_empty());
    }
}

/// The server has the whole mail in each of these: sending it again could deliver it twice.
#[tokio::test]
async fn after_the_final_dot_nobody_knows() {
    let message = Case::default().message();
    let acts = [
        Act::Cut,
        Act::Silence,
        Act::SayAndCut("25"),
        Act::SayAndCut("250-one line of two\r\n"),
        Act::Say("what?\r\n"),
        Act::Say("354 go on\r\n"),
    ];
    for act in acts {
        let (outcome, fake) = sent_with(Step::Dot, act, &message, LITTLE).await;
        assert_eq!(outcome, Err(unsure()), "{act:?}");
        assert!(!outcome.unwrap_err().may_be_repeated());
        assert_eq!(fake.seen.lock().unwrap().mails.len(), 1, "{act:?}");
    }
}

#[tokio::test]
async fn a_decision_of_the_server_is_believed_at_every_step() {
    let refused = |code, words: &str| MailError::Refused {
        code,
        words: words.into(),
    };
    let busy = MailError::Busy { retry_after: None };
    let cases = [
        (Step::Greeting, "421 too many\r\n", busy.clone()),
        (Step::Greeting, "554 not you\r\n", refused(554, "not you")),
        (Step::MailFrom, "451 4.3.0 later\r\n", busy.clone()),
        (
            Step::MailFrom,
            "530 5.7.0 Authentication required\r\n",
            MailError::SignIn {
                words: "5.7.0 Authentication required".into(),
            },
        ),
        (Step::RcptTo, "450 greylisted\r\n", busy.clone()),
        (
            Step::RcptTo,
            "550-5.1.1 No\r\n550 5.1.1 such user\r\n",
            refused(550, "5.1.1 No such user"),
        ),
        (Step::Data, "250 what?\r\n", refused(250, "what?")),
        (Step::Dot, "451 disk full\r\n", busy),
        (Step::Dot, "554 5.7.1 spam\r\n", refused(554, "5.7.1 spam")),
    ];
    for (step, says, expected) in cases {
        let (outcome, _) = sent(step, Act::Say(says)).await;
        assert_eq!(outcome, Err(expected), "{step:?} {says}");
    }
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let fake = Fake::start(&[], Step::Quit, Act::Cut).await;
    let mut server = fake.server(SignIn::None);
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    server.port = free.local_addr().unwrap().port();
    drop(free);
    assert_eq!(server.test().await, Err(unreachable()));
}

fn password(word: &str) -> SignIn {
    SignIn::Password {
        user: "rita".into(),
        password: Secret::new(word),
    }
}

fn token() -> SignIn {
    SignIn::XOAuth2 {
        user: "rita@acme.example".into(),
        token: Secret::new("tok.en"),
    }
}

#[tokio::test]
async fn signing_in_takes_the_way_that_the_server_offers() {
    let cases: [(&'static [&'static str], SignIn, &[&str]); 3] = [
        (
            &["AUTH PLAIN LOGIN"],
            password("hunter2"),
            &["AUTH PLAIN AHJpdGEAaHVudGVyMg=="],
        ),
        (
            &["AUTH LOGIN"],
            password("hunter2"),
            &["AUTH LOGIN", "cml0YQ==", "aHVudGVyMg=="],
        ),
        (
            &["AUTH XOAUTH2 PLAIN"],
            token(),
            &["AUTH XOAUTH2 dXNlcj1yaXRhQGFjbWUuZXhhbXBsZQFhdXRoPUJlYXJlciB0b2suZW4BAQ=="],
        ),
    ];
    for (offers, sign_in, lines) in cases {
        let fake = Fake::start(offers, Step::Quit, Act::Cut).await;
        fake.server(sign_in).test().await.unwrap();
        assert_eq!(&fake.commands()[1..=lines.len()], lines);
    }
}

#[tokio::test]
async fn a_refused_sign_in_says_what_the_server_said_and_never_the_secret() {
    let explained = "334 eyJzdGF0dXMiOiI0MDAifQ==\r\n";
    let cases = [
        (
            password("hunter2"),
            "535 5.7.8 wrong password\r\n",
            "5.7.8 wrong password",
        ),
        (
            password("hunter2"),
            "550 5.7.30 Basic authentication is not supported\r\n",
            "5.7.30 Basic authentication is not supported",
        ),
        (token(), explained, "5.7.8 not you"),
    ];
    for (sign_in, says, words) in cases {
        let fake = Fake::start(&["AUTH PLAIN XOAUTH2"], Step::Auth, Act::Say(says)).await;
        let server = fake.server(sign_in);
        let error = server.send(&Case::default().message()).await.unwrap_err();
        assert_eq!(
            error,
            MailError::SignIn {
                words: words.into()
            }
        );
        let shown = format!("{error} {error:?} {server:?}");
        assert!(
            !shown.contains("hunter2") && !shown.contains("tok.en"),
            "{shown}"
        );
        assert!(!fake.commands().iter().any(|line| line.starts_with("MAIL")));
    }
    let fake = Fake::start(&["AUTH PLAIN"], Step::Auth, Act::Say("454 later\r\n")).await;
    let error = fake.server(password("x")).test().await.unwrap_err();
    assert_eq!(error, MailError::Busy { retry_after: None });
}

#[tokio::test]
async fn a_way_that_is_not_offered_gets_no_secret() {
    for (sign_in, offers) in [
        (password("hunter2"), "AUTH XOAUTH2"),
        (token(), "AUTH PLAIN"),
    ] {
        let offers: &'static [&'static str] = Box::leak(Box::new([&*offers]));
        let fake = Fake::start(offers, Step::Quit, Act::Cut).await;
        let error = fake.server(sign_in).test().await.unwrap_err();
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
        assert!(!fake.commands().iter().any(|line| line.starts_with("AUTH")));
    }
}

#[tokio::test]
async fn without_protection_only_this_computer_is_talked_to() {
    for host in [
        "mail.example.org",
        "192.0.2.1",
        "localhost.example.org",
        "",
        "a b",
    ] {
        let server = SmtpServer {
            host: host.into(),
            port: 25,
            security: Security::Plain,
            sign_in: password("hunter2"),
            extra_root_certificates: Vec::new(),
            patience: LITTLE,
        };
        let error = server.test().await.unwrap_err();
        assert!(
            matches!(error, MailError::Settings { .. }),
            "{host}: {error:?}"
        );
    }
}

/// A server, or somebody on the way, who takes STARTTLS away, or speaks on after it.
#[tokio::test]
async fn a_connection_that_is_not_protected_gets_no_secret() {
    let says = [
        (Act::Say("502 no\r\n"), "security"),
        (Act::Say("220 ready\r\n250 AUTH PLAIN\r\n"), "security"),
    ];
    for (act, field) in says {
        let fake = Fake::start(&["STARTTLS", "AUTH PLAIN"], Step::StartTls, act).await;
        let server = SmtpServer {
            security: Security::StartTls,
            ..fake.server(password("hunter2"))
        };
        let error = server.send(&Case::default().message()).await.unwrap_err();
        assert!(
            matches!(&error, MailError::Settings { field: own, .. } if *own == field),
            "{error:?}"
        );
        let said = fake.commands().join("\n");
        assert!(!said.contains("AUTH") && !said.contains("MAIL"), "{said}");
    }
    let fake = Fake::start(&[], Step::Quit, Act::Cut).await;
    let server = SmtpServer {
        security: Security::Tls,
        patience: LITTLE,
        ..fake.server(password("hunter2"))
    };
    assert!(matches!(
        server.test().await.unwrap_err(),
        MailError::Settings {
            field: "security",
            ..
        } | MailError::Unreachable { .. }
    ));
}

#[tokio::test]
async fn an_address_that_cannot_travel_stops_before_the_network() {
    let fake = Fake::start(&[], Step::Quit, Act::Cut).await;
    let mut message = Case::default().message();
    message.to.address = "ana@example.org>\r\nRCPT TO:<all@example.org".into();
    let error = fake.server(SignIn::None).send(&message).await.unwrap_err();
    assert!(matches!(
        error,
        MailError::Settings {
            field: "message",
            ..
        }
    ));
    assert_eq!(fake.seen.lock().unwrap().connections, 0);
}
