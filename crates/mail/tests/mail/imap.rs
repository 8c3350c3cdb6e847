//! IMAP servers that break off, refuse, ask strange questions, or send too much.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use muster_mail::{
    Fetched, ImapServer, Kind, MailError, Patience, Place, Secret, Security, SignIn,
};
use muster_providers::ics::Reply;
use muster_scheduling::zone::Zones;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::at;

/// What the server says to a command that contains the words; `TAG` is the command's tag.
type Script = &'static [(&'static str, &'static str)];

/// The answers of a healthy server with one mail and no calendar file in it.
const HEALTHY: Script = &[
    (
        "CAPABILITY",
        "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2\r\nTAG OK done\r\n",
    ),
    ("AUTHENTICATE", "+ \r\n"),
    (
        "EXAMINE",
        "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 6] x\r\nTAG OK [READ-ONLY] done\r\n",
    ),
    ("UID SEARCH", "* SEARCH 5\r\nTAG OK done\r\n"),
    (
        "UID FETCH 5 (UID RFC822.SIZE",
        "* 1 FETCH (UID 5 RFC822.SIZE 20 BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 5 1))\r\nTAG OK done\r\n",
    ),
    ("LOGOUT", "* BYE\r\nTAG OK bye\r\n"),
    // The line of a sign-in holds no command.
    ("", "m2 OK welcome\r\n"),
];

struct Fake {
    server: ImapServer,
    lines: Arc<Mutex<Vec<String>>>,
}

/// Starts a server that is healthy beside these answers. `CUT` ends the connection.
async fn fake(other: Script) -> Fake {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let lines = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&lines);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let seen = Arc::clone(&seen);
            tokio::spawn(async move { talk(stream, other, &seen).await });
        }
    });
    let server = ImapServer {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::Plain,
        sign_in: SignIn::Password {
            user: "rita".to_owned(),
            password: Secret::new("hunter2"),
        },
        extra_root_certificates: Vec::new(),
        patience: Patience {
            connect: Duration::from_secs(2),
            command: Duration::from_secs(2),
            delivery: Duration::from_secs(2),
        },
    };
    Fake { server, lines }
}

async fn talk(stream: TcpStream, other: Script, seen: &Mutex<Vec<String>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let said = |line: &str, script: Script| {
        let found = script.iter().find(|(words, _)| line.contains(words));
        found.map(|(_, answer)| (*answer).to_owned())
    };
    let greeting = said("GREETING", other).unwrap_or_else(|| "* OK ready\r\n".to_owned());
    stream.get_mut().write_all(greeting.as_bytes()).await.ok()?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        seen.lock().unwrap().push(line.trim_end().to_owned());
        let tag = line.split(' ').next().unwrap_or_default().trim().to_owned();
        let answer = said(&line, other).or_else(|| said(&line, HEALTHY))?;
        let (answer, cut) = match answer.strip_suffix("CUT") {
            Some(answer) => (answer.to_owned(), true),
            None => (answer, false),
        };
        let answer = answer.replace("TAG", &tag);
        stream.get_mut().write_all(answer.as_bytes()).await.ok()?;
        if cut {
            return None;
        }
    }
}

async fn look(fake: &Fake, from: Option<Place>) -> Result<Fetched, MailError> {
    let now = at("2026-11-22T12:00:00Z");
    let ours = |uid: &str| uid.ends_with("@muster");
    fake.server
        .fetch("INBOX", from, now, &Zones::bundled(), &ours)
        .await
}

fn unreachable() -> MailError {
    MailError::Unreachable {
        host: "127.0.0.1".into(),
    }
}

#[tokio::test]
async fn a_mail_without_a_calendar_file_is_never_read() {
    let fake = fake(&[]).await;
    let found = look(&fake, None).await.unwrap();
    assert_eq!(
        found.place,
        Place {
            uid_validity: 7,
            last_uid: 5
        }
    );
    assert!(found.replies.is_empty());
    let lines = fake.lines.lock().unwrap().clone();
    assert_eq!(
        lines,
        [
            "m1 CAPABILITY",
            "m2 AUTHENTICATE PLAIN",
            "AHJpdGEAaHVudGVyMg==",
            "m3 EXAMINE \"INBOX\"",
            "m4 UID SEARCH SINCE 8-Nov-2026",
            "m5 UID FETCH 5 (UID RFC822.SIZE BODYSTRUCTURE)",
            "m6 LOGOUT"
        ]
    );
}

#[tokio::test]
async fn an_answer_is_read_from_a_literal_and_nothing_is_asked_twice() {
    let answer = "From: a@example.org\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\n\
        Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n\
        UID:x@muster\r\nDTSTAMP:20261122T120000Z\r\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.org\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    let mail = format!(
        "* 2 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (UID 9 BODY[] {{{}}}\r\n{answer})\r\nTAG OK done\r\n",
        answer.len()
    );
    let mail: &'static str = Box::leak(mail.into_boxed_str());
    let script: Script = Box::leak(Box::new([
        // A server gives the last mail again, whatever is asked for.
        ("UID SEARCH UID 6:*", "* SEARCH 9 5\r\nTAG OK done\r\n"),
        (
            "UID FETCH 9 (UID RFC822.SIZE",
            "* 1 FETCH (BODYSTRUCTURE (\"text\" \"calendar\" NIL) UID 9 RFC822.SIZE 300)\r\nTAG OK done\r\n",
        ),
        ("UID FETCH 9 (UID BODY.PEEK[])", mail),
    ]));
    let fake = fake(script).await;
    let from = Place {
        uid_validity: 7,
        last_uid: 5,
    };
    let found = look(&fake, Some(from)).await.unwrap();
    assert_eq!(found.replies.len(), 1);
    assert_eq!(found.replies[0].kind, Kind::Reply(Reply::Declined));
    assert_eq!(found.place.last_uid, 9);
}

#[tokio::test]
async fn wherever_it_breaks_off_the_place_is_not_moved() {
    let scripts: [Script; 7] = [
        &[("CAPABILITY", "CUT")],
        &[("AUTHENTICATE", "CUT")],
        &[("EXAMINE", "* OK [UIDVALIDITY 7] x\r\nCUT")],
        &[("EXAMINE", "TAG OK no numbers\r\n")],
        &[("UID SEARCH", "* SEARCH 5\r\nCUT")],
        &[("UID FETCH", "* 1 FETCH (UID 5 BODY[] {90}\r\nabcCUT")],
        &[("UID FETCH", "what?\r\n")],
    ];
    for script in scripts {
        let fake = fake(script).await;
        assert_eq!(look(&fake, None).await, Err(unreachable()), "{script:?}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_not_kept() {
    let scripts: [Script; 3] = [
        &[("UID SEARCH", "* SEARCH {4000000000}\r\n")],
        &[("UID SEARCH", "* SEARCH {99999999}\r\nabc")],
        &[("EXAMINE", "* OK {18446744073709551615}\r\n")],
    ];
    for script in scripts {
        let fake = fake(script).await;
        assert_eq!(look(&fake, None).await, Err(unreachable()), "{script:?}");
    }
    let endless: &'static str = Box::leak("x".repeat(2 * 1024 * 1024).into_boxed_str());
    let script: Script = Box::leak(Box::new([("EXAMINE", endless)]));
    let fake = fake(script).await;
    assert_eq!(look(&fake, None).await, Err(unreachable()));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let busy = MailError::Busy { retry_after: None };
    let sign_in = |words: &str| MailError::SignIn {
        words: words.into(),
    };
    let cases: [(Script, MailError); 5] = [
        (&[("GREETING", "* BYE overloaded\r\n")], busy.clone()),
        (
            &[("AUTHENTICATE", "TAG NO [UNAVAILABLE] later\r\n")],
            busy.clone(),
        ),
        (&[("UID SEARCH", "* BYE restart\r\n")], busy),
        (
            &[("AUTHENTICATE", "TAG NO [AUTHENTICATIONFAILED] wrong\r\n")],
            sign_in("[AUTHENTICATIONFAILED] wrong"),
        ),
        (&[("AHJpdGEA", "m2 NO no\r\n")], sign_in("no")),
    ];
    for (script, expected) in cases {
        let fake = fake(script).await;
        assert_eq!(look(&fake, None).await, Err(expected), "{script:?}");
    }
    let fake = fake(&[("EXAMINE", "TAG NO [NONEXISTENT] none\r\n")]).await;
    let error = look(&fake, None).await.unwrap_err();
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
async fn a_token_signs_in_and_its_refusal_is_heard_to_the_end() {
    let token = |fake: &Fake| ImapServer {
        sign_in: SignIn::XOAuth2 {
            user: "rita".to_owned(),
            token: Secret::new("tok.en"),
        },
        ..fake.server.clone()
    };
    let good = fake(&[]).await;
    token(&good).test().await.unwrap();
    let lines = good.lines.lock().unwrap().clone();
    assert_eq!(lines[1], "m2 AUTHENTICATE XOAUTH2");
    assert_eq!(lines[2], "dXNlcj1yaXRhAWF1dGg9QmVhcmVyIHRvay5lbgEB");

    let refused = fake(&[
        ("GREETING", "* OK ready\r\n"),
        ("dXNlcj1yaXRh", "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n"),
        ("AUTHENTICATE", "+ \r\n"),
        ("CAPABILITY", "* CAPABILITY AUTH=XOAUTH2\r\nTAG OK done\r\n"),
        ("", "m2 NO expired\r\n"),
    ])
    .await;
    let error = token(&refused).test().await.unwrap_err();
    assert_eq!(
        error,
        MailError::SignIn {
            words: "expired".into()
        }
    );
    assert!(!format!("{error:?}").contains("tok.en"));
}

#[tokio::test]
async fn a_server_that_only_knows_login_gets_quoted_words() {
    let fake = fake(&[
        ("CAPABILITY", "* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"),
        ("LOGIN", "TAG OK welcome\r\n"),
    ])
    .await;
    let server = ImapServer {
        sign_in: SignIn::Password {
            user: "ri\"ta".to_owned(),
            password: Secret::new("a\\b c"),
        },
        ..fake.server.clone()
    };
    server.test().await.unwrap();
    assert_eq!(
        fake.lines.lock().unwrap()[1],
        "m2 LOGIN \"ri\\\"ta\" \"a\\\\b c\""
    );
    let injected = ImapServer {
        sign_in: SignIn::Password {
            user: "rita".to_owned(),
            password: Secret::new("x\r\nm9 DELETE INBOX"),
        },
        ..fake.server.clone()
    };
    let error = injected.test().await.unwrap_err();
    assert!(matches!(
        error,
        MailError::Settings {
            field: "sign_in",
            ..
        }
    ));
}

#[tokio::test]
async fn a_secret_is_not_sent_where_it_is_not_wanted() {
    let closed = "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\nTAG OK done\r\n";
    let script: Script = Box::leak(Box::new([("CAPABILITY", closed)]));
    let fake = fake(script).await;
    let error = fake.server.test().await.unwrap_err();
    assert!(matches!(
        error,
        MailError::Settings {
            field: "sign_in",
            ..
        }
    ));
    let protected = ImapServer {
        security: Security::StartTls,
        ..fake.server.clone()
    };
    let error = protected.test().await.unwrap_err();
    assert!(matches!(
        error,
        MailError::Unreachable { .. } | MailError::Settings { .. }
    ));
    let lines = fake.lines.lock().unwrap().join("\n");
    assert!(
        !lines.contains("AUTHENTICATE") && !lines.contains("LOGIN"),
        "{lines}"
    );
    let elsewhere = ImapServer {
        host: "imap.example.org".to_owned(),
        ..fake.server.clone()
    };
    let error = elsewhere.test().await.unwrap_err();
    assert!(matches!(
        error,
        MailError::Settings {
            field: "security",
            ..
        }
    ));
}
