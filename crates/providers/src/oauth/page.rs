//! The pages with which the browser's part of a sign-in ends. They hold no script, load nothing,
//! and never repeat the address they were asked with.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::failure::SignInFailure;

const STYLE: &str = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto;\
    padding:0 1.5rem;color:#1c2024;background:#fff}h1{font-size:1.5rem}\
    @media(prefers-color-scheme:dark){body{color:#edeef0;background:#18191b}}";

/// One page.
#[derive(Debug)]
pub(super) struct Page {
    status: &'static str,
    title: &'static str,
    text: Cow<'static, str>,
}

/// For every path that is not the agreed one.
pub(super) static NOT_FOUND: Page = Page {
    status: "404 Not Found",
    title: "There is nothing here",
    text: Cow::Borrowed("Close this tab and go back to Muster."),
};
/// For what is no ordinary request of a browser.
pub(super) static BAD_REQUEST: Page = Page {
    status: "400 Bad Request",
    title: "Muster did not expect this",
    text: Cow::Borrowed("Close this tab and go back to Muster."),
};

impl Page {
    /// The page for how a sign-in ended.
    pub(super) fn of_outcome(failure: Option<&SignInFailure>) -> Self {
        match failure {
            None => Self {
                status: "200 OK",
                title: "You are signed in",
                text: Cow::Borrowed("You can close this tab and go back to Muster."),
            },
            Some(failure) => Self {
                status: "200 OK",
                title: "You are not signed in",
                text: Cow::Owned(format!("{failure} {}", failure.hint())),
            },
        }
    }

    /// The whole HTTP response.
    pub(super) fn response(&self) -> String {
        let body = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{0}</title>\
             <style>{STYLE}</style><h1>{0}</h1><p>{1}</p></html>",
            escaped(self.title),
            escaped(&self.text)
        );
        let style = STANDARD.encode(Sha256::digest(STYLE));
        format!(
            "HTTP/1.1 {}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
             Content-Security-Policy: default-src 'none'; style-src 'sha256-{style}'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
             Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
             Cache-Control: no-store\r\nConnection: close\r\n\r\n{body}",
            self.status,
            body.len()
        )
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vendors_words_are_text_and_not_markup() {
        let failure = SignInFailure::Refused {
            vendor: "<b>Zoom</b>".to_owned(),
            reason: "\"><script>alert(1)</script>".to_owned(),
        };
        let response = Page::of_outcome(Some(&failure)).response();
        assert!(
            !response.contains("<script") && !response.contains("<b>"),
            "{response}"
        );
        assert!(response.contains("&lt;script&gt;") && response.contains("default-src 'none'"));
    }

    #[test]
    fn the_length_is_that_of_the_body() {
        let response = Page::of_outcome(None).response();
        let (head, body) = response.split_once("\r\n\r\n").unwrap_or_default();
        assert!(
            head.contains(&format!("Content-Length: {}\r\n", body.len())),
            "{head}"
        );
        assert!(body.contains("close this tab"));
    }
}
