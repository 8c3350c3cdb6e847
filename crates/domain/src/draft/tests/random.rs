use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::draft::render;

/// Values a record may hold, hostile ones among them.
fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!("")),
        Just(json!(" \u{200b}\n")),
        Just(json!("{{ 271 * 313 }}")),
        Just(json!("\u{fdd0}\u{fde1}\u{fdd2}")),
        "[A-Za-zé漢😀 {}%'\"\\\\]{1,12}".prop_map(Value::from),
        (-999i32..999).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        proptest::collection::vec("[a-z]{0,3}".prop_map(Value::from), 0..3).prop_map(Value::from),
    ]
}

/// Pieces of templates that a person might write; `true` when every field in it is inserted
/// without a default or a condition.
fn piece() -> impl Strategy<Value = String> {
    let field = proptest::sample::select(vec!["a.x", "a.y", "b", "a.z.q", "a['y']"]);
    let filter = proptest::sample::select(vec![
        "",
        " | upper",
        " | title",
        " | trim",
        " | default('d')",
        " | default(b)",
        " | string",
        " | first",
        " | length",
        " | default('') | lower",
        " | join('-')",
    ]);
    let other = field.clone();
    prop_oneof![
        "[a-z 漢😀\n]{0,8}",
        (field.clone(), filter.clone()).prop_map(|(f, g)| format!("{{{{ {f}{g} }}}}")),
        (field.clone(), other.clone()).prop_map(|(f, g)| format!("{{{{- {f} ~ ' ' ~ {g} -}}}}")),
        (field.clone(), other.clone()).prop_map(|(f, g)| format!("{{{{ {f} or {g} }}}}")),
        (field.clone(), other.clone()).prop_map(|(f, g)| format!("{{{{ {f} if {g} else 'no' }}}}")),
        (field.clone(), other.clone())
            .prop_map(|(f, g)| format!("{{% if {f} %}}{{{{ {g} }}}}{{% endif %}}")),
        (field.clone(), filter.clone())
            .prop_map(|(f, g)| format!("{{% set v = {f}{g} %}}<{{{{ v }}}}>")),
        field
            .clone()
            .prop_map(|f| format!("{{% for i in [{f}, 'k'] %}}{{{{ i }}}},{{% endfor %}}")),
        (field, filter)
            .prop_map(|(f, g)| format!("{{% filter lower %}}X{{{{ {f}{g} }}}}{{% endfilter %}}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn counters_claims_and_fit_are_honest(
        pieces in proptest::collection::vec(piece(), 1..7),
        x in value(), y in value(), b in value(),
        limit in 0u32..60,
        channel in proptest::sample::select(Channel::ALL),
    ) {
        let request = RenderRequest {
            template: pieces.concat(),
            subject_template: channel.has_subject().then(|| pieces[0].clone()),
            channel,
            data: json!({"a": {"x": x, "y": y}, "b": b}),
            limits: [(channel.to_string(), limit)].into(),
        };
        let Ok(answer) = render(&request) else { return Ok(()) };
        prop_assert_eq!(answer.characters, answer.text.encode_utf16().count());
        prop_assert_eq!(answer.limit, Some(limit));
        if answer.fits {
            prop_assert!(answer.characters <= limit as usize);
            prop_assert!(answer.unresolved.is_empty());
        }
        prop_assert!(!answer.text.contains("84823"), "data was evaluated");
        let marked = answer.text.chars().any(|c| ('\u{fdd0}'..='\u{fdef}').contains(&c));
        prop_assert!(!marked);
        let length = answer.text.chars().count();
        for claim in &answer.claims {
            prop_assert!(claim.start < claim.end && claim.end <= length);
            prop_assert!(claim.field.starts_with("a.") || claim.field == "b");
        }
        prop_assert_eq!(render(&request).unwrap(), answer);
    }

    #[test]
    fn unresolved_exactly_when_a_placeholder_is_kept(
        field in proptest::sample::select(vec!["a.x", "a.y", "b", "a.z.q"]),
        filter in proptest::sample::select(vec!["", " | string", " | default('d')", " | upper"]),
        x in "[a-z 漢]{0,4}", y in proptest::option::of("[ \t]{0,2}"), b in proptest::option::of("[a-z]{0,2}"),
    ) {
        let placeholder = format!("{{{{ {field}{filter} }}}}");
        let mut one = request(&format!("<{placeholder}>"));
        one.data = json!({"a": {"x": x, "y": y}, "b": b});
        let answer = render(&one).unwrap();
        let kept = answer.text.contains(&placeholder);
        let blank = match field {
            "a.x" => x.trim().is_empty(),
            "b" => b.is_none_or(|text| text.is_empty()),
            _ => true,
        };
        prop_assert_eq!(kept, blank && filter != " | default('d')");
        prop_assert_eq!(kept, !answer.unresolved.is_empty());
        prop_assert_eq!(answer.fits, !kept);
        if kept {
            prop_assert_eq!(&answer.unresolved, &vec![field.to_owned()]);
        }
    }

    #[test]
    fn no_template_crashes(template in "[{}%#a-z '\"|.()\\[\\]~+*-]{0,60}|(\\{\\{|\\}\\}|\\{%|%\\}| if | for x in |set |endif|endfor|a|'|~|\\||\\(|\\)|\\[|\\]|\n){0,30}") {
        let _ = render(&request(&template));
    }
}
