//! Signing in at an SMTP server (RFC 4954).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::response::Response;
use zeroize::Zeroizing;

use super::failure::{early, said};
use super::said as words_of;
use crate::error::MailError;
use crate::server::SignIn;

/// Signs in, if that is wanted.
pub(super) async fn sign_in(
    connection: &mut AsyncSmtpConnection,
    sign_in: &SignIn,
    host: &str,
) -> Result<(), MailError> {
    let answer = match sign_in {
        SignIn::None => return Ok(()),
        SignIn::Password { user, password } => {
            if offers(connection, Mechanism::Plain) {
                let pair = Zeroizing::new(format!("\0{user}\0{}", password.expose()));
                ask(connection, "AUTH PLAIN ", &pair, host).await?
            } else if offers(connection, Mechanism::Login) {
                let user_asked = ask(connection, "AUTH LOGIN", "", host).await?;
                expect_question(&user_asked)?;
                let password_asked = ask(connection, "", user, host).await?;
                expect_question(&password_asked)?;
                ask(connection, "", password.expose(), host).await?
            } else {
                return Err(not_offered("a password"));
            }
        }
        SignIn::XOAuth2 { user, token } => {
            if !offers(connection, Mechanism::Xoauth2) {
                return Err(not_offered("an access token (XOAUTH2)"));
            }
            let bearer = format!("user={user}\u{1}auth=Bearer {}\u{1}\u{1}", token.expose());
            let answer = ask(connection, "AUTH XOAUTH2 ", &Zeroizing::new(bearer), host).await?;
            if answer.has_code(334) {
                // It explains the refusal, and wants an empty line before it refuses.
                ask(connection, "", "", host).await?
            } else {
                answer
            }
        }
    };
    if answer.has_code(235) {
        Ok(())
    } else {
        Err(MailError::SignIn {
            words: words_of(&answer),
        })
    }
}

fn offers(connection: &AsyncSmtpConnection, mechanism: Mechanism) -> bool {
    connection.server_info().supports_auth_mechanism(mechanism)
}

fn not_offered(what: &str) -> MailError {
    MailError::settings(
        "sign_in",
        format!(
            "The mail server takes no sign-in with {what} on this connection. Choose another way \
             to sign in, or another port."
        ),
    )
}

/// One line of the exchange: a command, then a text in base64.
async fn ask(
    connection: &mut AsyncSmtpConnection,
    command: &str,
    text: &str,
    host: &str,
) -> Result<Response, MailError> {
    let text = Zeroizing::new(BASE64_STANDARD.encode(text));
    let line = Zeroizing::new(format!("{command}{}\r\n", text.as_str()));
    let answer = connection.command(line.as_str()).await;
    answer.map_err(|error| refused(host, &error))
}

/// A permanent refusal here is one of the sign-in, whatever its code: Microsoft says 550 when it
/// takes no passwords any more (CONTRACTS.md section 3).
fn refused(host: &str, error: &Error) -> MailError {
    if error.is_permanent() {
        MailError::SignIn { words: said(error) }
    } else {
        early(host, error)
    }
}

fn expect_question(answer: &Response) -> Result<(), MailError> {
    if answer.has_code(334) {
        Ok(())
    } else {
        Err(MailError::SignIn {
            words: words_of(answer),
        })
    }
}
