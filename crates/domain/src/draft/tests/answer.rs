//! Counters, limits, subjects and errors.

use serde_json::json;

use super::*;
use crate::draft::{Account, Channel, ChannelLimits, render as draw, render_with};

#[test]
fn characters_are_counted_as_linkedin_counts() {
    for (text, units) in [
        ("Ada", 3),
        ("👩🏽‍💻", 7),
        ("漢字", 2),
        ("e\u{301}", 2),
        ("𠮷", 2),
    ] {
        assert_eq!(rendered(text).characters, units, "{text}");
    }
}

#[test]
fn each_channel_has_its_limit() {
    let fits = |channel, length: usize, limits: &ChannelLimits| {
        let mut one = request(&"x".repeat(length));
        one.channel = channel;
        one.subject_template = Some("Hi".to_owned());
        let answer = render_with(&one, limits).unwrap();
        (answer.limit, answer.fits)
    };
    let basic = ChannelLimits::default();
    let paid = ChannelLimits {
        account: Account::Paid,
        ..ChannelLimits::default()
    };
    assert_eq!(
        fits(Channel::LinkedinConnection, 200, &basic),
        (Some(200), true)
    );
    assert_eq!(
        fits(Channel::LinkedinConnection, 201, &basic),
        (Some(200), false)
    );
    assert_eq!(
        fits(Channel::LinkedinConnection, 300, &paid),
        (Some(300), true)
    );
    assert_eq!(
        fits(Channel::LinkedinMessage, 8001, &basic),
        (Some(8000), false)
    );
    assert_eq!(fits(Channel::Inmail, 1900, &basic), (Some(1900), true));
    assert_eq!(fits(Channel::Inmail, 1901, &basic), (Some(1900), false));
    assert_eq!(fits(Channel::Email, 19_000, &basic), (None, true));
}

#[test]
fn a_request_may_bring_its_own_limits() {
    let mut one = request(&"x".repeat(250));
    one.channel = Channel::LinkedinConnection;
    one.limits = [("linkedin_connection".to_owned(), 300)].into();
    let answer = draw(&one).unwrap();
    assert_eq!((answer.limit, answer.fits), (Some(300), true));
    one.limits = [("telegram".to_owned(), 300)].into();
    assert_eq!(draw(&one).unwrap_err().field(), "limits");
}

#[test]
fn long_messages_warn_before_they_are_refused() {
    assert!(rendered(&"x".repeat(2999)).warnings.is_empty());
    let long = rendered(&"x".repeat(3000));
    assert!(long.fits && long.warnings[0].contains("3000"));
    assert!(rendered("{{ candidate.skills }}").warnings[0].contains("join"));
}

#[test]
fn subjects_are_needed_counted_and_single_lined() {
    let mut one = request("Body {{ candidate.first_name }}");
    one.channel = Channel::Inmail;
    assert_eq!(draw(&one).unwrap_err().field(), "subject_template");
    one.subject_template = Some("x".repeat(201));
    let long = draw(&one).unwrap();
    assert!(!long.fits && long.subject_characters == Some(201));
    one.subject_template = Some("Role: {{ job.title }}".to_owned());
    one.data = json!({"candidate": {"first_name": "Ada"}, "job": {"title": "Dev\r\nBcc: x@y.z"}});
    let answer = draw(&one).unwrap();
    assert_eq!(answer.subject.as_deref(), Some("Role: Dev Bcc: x@y.z"));
    assert_eq!(answer.subject_claims[0].field, "job.title");
    one.subject_template = Some("{{ job.team }}".to_owned());
    let open = draw(&one).unwrap();
    assert_eq!(open.unresolved, ["job.team"]);
    assert!(!open.fits);
}

#[test]
fn the_answer_has_the_shape_of_the_contract() {
    let answer = serde_json::to_value(rendered("Hi {{ candidate.first_name }}")).unwrap();
    assert_eq!(
        answer,
        json!({
            "text": "Hi Ada", "characters": 6, "limit": 8000, "fits": true,
            "unresolved": [], "warnings": [],
            "claims": [{"start": 3, "end": 6, "field": "candidate.first_name"}],
        })
    );
    let parsed: Result<RenderRequest, _> = serde_json::from_value(
        json!({"template": "x", "channel": "email", "data": {}, "limit": {}}),
    );
    assert!(parsed.unwrap_err().to_string().contains("limit"));
}

#[test]
fn errors_name_the_line_and_the_way_out() {
    let said = |template: &str| draw(&request(template)).unwrap_err().to_string();
    let error = said("Hi\n\n{{ candidate.first_name");
    assert!(error.starts_with("Line 3:"), "{error}");
    let open = said("a\n{% if x %}\nb");
    assert!(
        open.starts_with("Line 2:") && open.contains("end of block"),
        "{open}"
    );
    let filter = said("one\ntwo\n\n{{ candidate.first_name | shout }}");
    assert!(
        filter.starts_with("Line 4:") && filter.contains("shout"),
        "{filter}"
    );
    let failing = said("a {{ candidate.first_name }}\n{{ candidate.first_name\n + 1 }}");
    assert!(
        failing.starts_with("Line 2:") || failing.starts_with("Line 3:"),
        "{failing}"
    );
    assert!(said("{% include 'x' %}").contains("not available"));
    assert!(said("{{ candidate.first_name.upper() }}").contains("Function calls"));
    let mut one = request("x");
    one.data = json!([1]);
    assert_eq!(draw(&one).unwrap_err().field(), "data");
}
