//! aiosmtpd: protection, sign-in, delivery, refusal.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use muster_mail::{MailError, Patience, Secret, Security, SignIn, SmtpServer};
use tempfile::TempDir;

use crate::certificate::Certificate;
use crate::python::program;
use crate::support::Case;

struct Peer {
    child: Child,
    folder: TempDir,
    server: SmtpServer,
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Peer {
    fn start(security: Security) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let certificate = Certificate::new(folder.path());
        let word = match security {
            Security::Tls => "tls",
            _ => "starttls",
        };
        let mut child = program("smtp_server.py")
            .arg(folder.path())
            .args([&certificate.file, &certificate.key])
            .arg(word)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut port)
            .unwrap();
        let server = SmtpServer {
            host: "localhost".to_owned(),
            port: port.trim().parse().expect("it says its port"),
            security,
            sign_in: password("correct-horse"),
            extra_root_certificates: vec![certificate.der],
            patience: Patience::default(),
        };
        Self {
            child,
            folder,
            server,
        }
    }

    fn kept(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap()
    }
}

fn password(word: &str) -> SignIn {
    SignIn::Password {
        user: "rita@acme.example".into(),
        password: Secret::new(word),
    }
}

fn token(word: &str) -> SignIn {
    SignIn::XOAuth2 {
        user: "rita@acme.example".into(),
        token: Secret::new(word),
    }
}

#[tokio::test]
async fn a_mail_is_delivered_protected_and_signed_in() {
    for security in [Security::Tls, Security::StartTls] {
        let peer = Peer::start(security);
        peer.server.test().await.unwrap();
        let message = Case::default().message();
        for (number, sign_in) in [password("correct-horse"), token("good-token")]
            .into_iter()
            .enumerate()
        {
            let server = SmtpServer {
                sign_in,
                ..peer.server.clone()
            };
            let accepted = server.send(&message).await.unwrap();
            let name = format!("000{}", number + 1);
            assert_eq!(accepted.words, format!("2.0.0 kept as {name}"));
            let facts: serde_json::Value =
                serde_json::from_slice(&peer.kept(&format!("{name}.json"))).unwrap();
            assert_eq!(
                facts,
                serde_json::json!({
                    "from": "rita@acme.example", "to": ["ana@example.org"], "tls": true
                })
            );
            let mail = peer.kept(&format!("{name}.eml"));
            assert!(mail.starts_with(&message.to_bytes().unwrap()));
        }
    }
}

#[tokio::test]
async fn a_wrong_password_or_token_delivers_nothing() {
    let peer = Peer::start(Security::StartTls);
    for sign_in in [password("wrong"), token("old-token")] {
        let server = SmtpServer {
            sign_in,
            ..peer.server.clone()
        };
        let error = server.send(&Case::default().message()).await.unwrap_err();
        assert!(matches!(error, MailError::SignIn { .. }), "{error:?}");
    }
    assert!(!peer.folder.path().join("0001.eml").exists());
}

#[tokio::test]
async fn without_a_sign_in_or_a_known_recipient_it_refuses() {
    let peer = Peer::start(Security::StartTls);
    let nobody = SmtpServer {
        sign_in: SignIn::None,
        ..peer.server.clone()
    };
    let error = nobody.send(&Case::default().message()).await.unwrap_err();
    assert!(matches!(error, MailError::SignIn { .. }), "{error:?}");

    let mut message = Case::default().message();
    message.to.address = "nobody@example.org".into();
    assert_eq!(
        peer.server.send(&message).await,
        Err(MailError::Refused {
            code: 550,
            words: "5.1.1 No such user here".into()
        })
    );
}

#[tokio::test]
async fn a_server_that_cannot_prove_who_it_is_gets_nothing() {
    for security in [Security::Tls, Security::StartTls] {
        let peer = Peer::start(security);
        let stranger = SmtpServer {
            extra_root_certificates: Vec::new(),
            ..peer.server.clone()
        };
        let bad = MailError::BadCertificate {
            host: "localhost".into(),
        };
        assert_eq!(stranger.test().await, Err(bad));
        // The certificate is good, but for another name.
        let renamed = SmtpServer {
            host: "127.0.0.1".into(),
            ..peer.server.clone()
        };
        let bad = MailError::BadCertificate {
            host: "127.0.0.1".into(),
        };
        assert_eq!(renamed.test().await, Err(bad));
    }
}
