//! The bounce page: what its policy allows is what is in it, and nothing of it comes from elsewhere.

use base64::Engine as _;
use sha2::Digest as _;

const PAGE: &str = include_str!("../../../../docs/bounce/index.html");

fn between(from: &str, to: &str) -> Vec<&'static str> {
    PAGE.split(from)
        .skip(1)
        .map(|rest| rest.split(to).next().unwrap())
        .collect()
}

fn hash(text: &str) -> String {
    let digest = sha2::Sha256::digest(text);
    format!(
        "'sha256-{}'",
        base64::engine::general_purpose::STANDARD.encode(digest)
    )
}

#[test]
fn the_policy_allows_exactly_this_script_and_this_style() {
    let policy = between("Content-Security-Policy\" content=\"", "\"")[0];
    let (scripts, styles) = (
        between("<script>", "</script>"),
        between("<style>", "</style>"),
    );
    assert_eq!((scripts.len(), styles.len()), (1, 1));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            hash(styles[0]),
            hash(scripts[0])
        ),
        "the hashes are those of an older script or style"
    );
}

#[test]
fn nothing_comes_from_elsewhere_and_nothing_goes_anywhere_but_to_muster() {
    for word in [
        "http:", "https:", "//", " src=", "<link", "<img", "<iframe", "<form", "@import", "url(",
    ] {
        let found = PAGE
            .replace("muster://", "")
            .replace("// Only", "")
            .replace("// The", "");
        assert!(!found.contains(word), "{word}");
    }
    assert_eq!(PAGE.matches("muster://oauth/callback").count(), 1);
    for attribute in [
        " onclick",
        " onload",
        " style=",
        "innerHTML",
        "eval",
        "document.write",
    ] {
        assert!(!PAGE.contains(attribute), "{attribute}");
    }
    assert!(PAGE.contains("name=\"referrer\" content=\"no-referrer\""));
}

#[test]
fn it_works_without_its_script_too() {
    assert!(PAGE.contains("<noscript>") && PAGE.contains("Copy the whole address"));
}
