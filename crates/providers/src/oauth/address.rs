//! Reading the browser's last address: from a deep link, the loopback listener, the bounce page or
//! the clipboard. It is untrusted input; any web page can make one up.

use url::Url;

use super::failure::{SignInFailure, cleaned};
use super::secret::SecretText;
use super::vendor::DEEP_LINK;

/// Longer addresses are not read. Vendors' codes are a few thousand characters at most.
const LONGEST: usize = 16 * 1024;
/// Parameters that must not come twice: which of them counts would be a matter of taste.
const SINGLE: [&str; 5] = ["state", "code", "error", "error_description", "iss"];

/// What came back.
#[derive(Debug)]
pub(super) struct Returned {
    /// The address without its parameters.
    pub place: Place,
    /// The state, which says which sign-in it belongs to.
    pub state: SecretText,
    /// Code or error.
    pub outcome: Outcome,
    /// Who answered, where the vendor says it (RFC 9207).
    pub issuer: Option<String>,
}

/// How the browser's part ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// With a code.
    Code(SecretText),
    /// With an error of the vendor: its code, and its words.
    Error { code: String, words: String },
}

/// Scheme, host, port and path of an address; a slash at the end does not count.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place(String);

impl Place {
    pub(super) fn of(url: &Url) -> Self {
        let port = url
            .port_or_known_default()
            .map(|port| format!(":{port}"))
            .unwrap_or_default();
        Self(format!(
            "{}://{}{port}{}",
            url.scheme(),
            url.host_str().unwrap_or_default(),
            url.path().trim_end_matches('/')
        ))
    }

    /// Whether this is where our deep link leads.
    pub(super) fn is_deep_link(&self) -> bool {
        self.0 == DEEP_LINK
    }
}

/// Reads an address. Spaces, quotes and angle brackets around it, as they come with a copied text,
/// do not matter.
pub(super) fn read(text: &str) -> Result<Returned, SignInFailure> {
    if text.len() > LONGEST {
        return Err(not("it is longer than any sign-in gives"));
    }
    let text = text.trim().trim_matches(['"', '\'', '<', '>', '`']).trim();
    if text.is_empty() {
        return Err(not("it is empty"));
    }
    let url = Url::parse(text).map_err(|_| not("it does not read as an address"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(not("it names a user"));
    }
    let mut found: [Option<String>; SINGLE.len()] = Default::default();
    for (name, value) in url.query_pairs() {
        if let Some(place) = SINGLE.iter().position(|single| *single == name) {
            if found[place].is_some() {
                return Err(not("a part of it comes twice"));
            }
            found[place] = Some(value.into_owned());
        }
    }
    let [state, code, error, words, issuer] = found;
    let state = state
        .filter(|state| !state.is_empty())
        .ok_or_else(|| not("it carries no sign-in"))?;
    let outcome = match (code.filter(|code| !code.is_empty()), error) {
        (Some(code), None) => Outcome::Code(SecretText::new(code)),
        (None, Some(error)) => Outcome::Error {
            words: cleaned(&words.unwrap_or_default()),
            code: cleaned(&error),
        },
        (Some(_), Some(_)) => return Err(not("it says both yes and no")),
        (None, None) => return Err(not("it carries no answer")),
    };
    Ok(Returned {
        place: Place::of(&url),
        state: SecretText::new(state),
        outcome,
        issuer,
    })
}

fn not(reason: &'static str) -> SignInFailure {
    SignInFailure::NotAnAddress { reason }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_from_every_way_back() {
        for address in [
            "muster://oauth/callback?code=c1&state=s1",
            "muster://oauth/callback/?state=s1&code=c1&session_state=x#_=_",
            "http://127.0.0.1:41234/callback?code=c1&state=s1",
            "  <https://team.example/bounce/?code=c1&state=s1>\n",
            "\"muster://oauth/callback?code=c1&state=s1\"",
        ] {
            let returned = read(address).unwrap();
            assert_eq!(returned.state.expose(), "s1", "{address}");
            assert!(matches!(&returned.outcome, Outcome::Code(code) if code.expose() == "c1"));
        }
    }

    #[test]
    fn an_error_is_read_with_its_words() {
        let address = "muster://oauth/callback?state=s&error=access_denied&error_description=The%20user%0asaid+no.";
        let Outcome::Error { code, words } = read(address).unwrap().outcome else {
            panic!("an error");
        };
        assert_eq!(
            (code.as_str(), words.as_str()),
            ("access_denied", "The user said no")
        );
    }

    #[test]
    fn what_is_no_answer_is_named() {
        for address in [
            "",
            "   ",
            "4/0AeanS0b",
            "muster://oauth/callback",
            "muster://oauth/callback?code=c",
            "muster://oauth/callback?code=&state=s",
            "muster://oauth/callback?state=s",
            "muster://oauth/callback?code=c&state=",
            "muster://oauth/callback?code=a&code=b&state=s",
            "muster://oauth/callback?code=a&state=s&state=t",
            "muster://oauth/callback?code=a&error=x&state=s",
            "https://user:word@example.com/?code=a&state=s",
        ] {
            let failure = read(address).unwrap_err();
            assert!(
                matches!(failure, SignInFailure::NotAnAddress { .. }),
                "{address}: {failure:?}"
            );
        }
        assert!(
            read(&format!(
                "muster://oauth/callback?state=s&code={}",
                "x".repeat(LONGEST)
            ))
            .is_err()
        );
    }

    #[test]
    fn places_are_compared_without_their_last_slash_and_nothing_else() {
        let place = |text: &str| Place::of(&Url::parse(text).unwrap());
        assert_eq!(
            place("http://localhost:7071"),
            place("http://localhost:7071/?code=x")
        );
        assert_eq!(
            place("https://a.example/x"),
            place("https://a.example:443/x/")
        );
        assert_ne!(place("https://a.example/x"), place("https://a.example/X"));
        assert_ne!(place("http://127.0.0.1:1/x"), place("http://127.0.0.1:2/x"));
        assert!(place("muster://oauth/callback/?a=b").is_deep_link());
        assert!(!place("muster://oauth/callback/x").is_deep_link());
        assert!(!place("muster://oauth.example/callback").is_deep_link());
    }

    #[test]
    fn nothing_of_it_prints_the_code() {
        let returned = read("muster://oauth/callback?code=hunter2&state=secret-state").unwrap();
        let printed = format!("{returned:?}");
        assert!(
            !printed.contains("hunter2") && !printed.contains("secret-state"),
            "{printed}"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            let _ = read(&text);
            let _ = read(&format!("muster://oauth/callback?{text}"));
        }
    }
}
