use serde_json::json;

use super::*;
use crate::draft::render;

fn with_name(name: &str, template: &str) -> RenderAnswer {
    let mut one = request(template);
    one.data = json!({"candidate": {"first_name": name}});
    render(&one).unwrap()
}

#[test]
fn data_is_never_evaluated() {
    for name in [
        "{{ 7 * 7 }}",
        "{% for x in range(9) %}x{% endfor %}",
        "{# x #}",
        "\" }} {{ 1",
    ] {
        let answer = with_name(name, "Hi {{ candidate.first_name }}");
        assert_eq!(answer.text, format!("Hi {name}"));
        assert_eq!(answer.claims[0].end, 3 + name.chars().count());
    }
}

#[test]
fn control_characters_and_forged_marks_are_neutralised() {
    let answer = with_name(
        "A\u{0}\u{1b}[31m\u{202e}d\u{fdd0}\u{fde0}\u{fdd2}a",
        "{{ candidate.first_name }}",
    );
    assert_eq!(answer.text, "A[31md\u{fffd}\u{fffd}\u{fffd}a");
    assert_eq!(answer.claims.len(), 1);
    let template = render(&request("x\u{fdd1}\u{fde0}\u{fdd2}y")).unwrap();
    assert_eq!(template.text, "x\u{fffd}\u{fffd}\u{fffd}y");
    let invisible = with_name("\u{200b}\u{feff}", "{{ candidate.first_name }}");
    assert_eq!(invisible.unresolved, ["candidate.first_name"]);
}

#[test]
fn private_names_cannot_be_reached() {
    let mut one = request("{{ candidate.first_name }}");
    one.data = json!({"candidate": {"first_name": "Ada"}, "__m_emit": "x", "__m_need": null});
    assert_eq!(render(&one).unwrap().text, "Ada");
    for template in [
        "{{ __m_emit }}",
        "{{ __m_emit(1, 2) }}",
        "{% set __m_emit = 1 %}",
    ] {
        assert!(render(&request(template)).is_err(), "{template}");
    }
}

#[test]
fn greedy_templates_end_in_an_error() {
    let doubling = format!(
        "{{% set x = 'aaaaaaaaaa' %}}{}{{{{ x }}}}",
        "{% set x = x ~ x %}".repeat(60)
    );
    let nesting = format!(
        "{{% set x = [1] %}}{}{{{{ x }}}}",
        "{% set x = [x, x] %}".repeat(60)
    );
    let plus = format!(
        "{{% set x = 'aaaaaaaaaa' %}}{}{{{{ x }}}}",
        "{% set x = x + x %}".repeat(60)
    );
    let loops = "{% for a in range(9999) %}".repeat(3) + "x" + &"{% endfor %}".repeat(3);
    let wide = "{% for a in range(9999) %}".to_owned() + &"x".repeat(1000) + "{% endfor %}";
    let captured = "{% set y %}{% for a in range(9999) %}".to_owned()
        + &"x".repeat(1000)
        + "{% endfor %}{% endset %}";
    for template in [
        doubling.as_str(),
        nesting.as_str(),
        plus.as_str(),
        loops.as_str(),
        wide.as_str(),
        captured.as_str(),
        "{{ 'a' * 999999999 }}",
        "{{ ['a'] * 999999999 }}",
        "{{ 'x' | replace('', 'y' * 99999) | replace('', 'y' * 99999) }}",
        "{{ range(99999) | join('abcdefghij') }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ '%999999d' | format(1) }}",
        "{{ 'x' | indent(999999) }}",
    ] {
        let error = render(&request(template))
            .map(|answer| answer.text.len())
            .unwrap_err();
        assert_eq!(error.field(), "template", "{error}");
    }
}

#[test]
fn deep_templates_end_in_an_error_too() {
    let parens = format!("{{{{ {}1{} }}}}", "(".repeat(90), ")".repeat(90));
    let chain = format!("{{{{ 1{} }}}}", " ~ 1".repeat(4000));
    let nots = format!("{{{{ {}1 }}}}", "not ".repeat(4000));
    let filters = format!("{{{{ 'a'{} }}}}", "|upper".repeat(3000));
    let elifs = format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(1500));
    let ifs = "{% if a %}".repeat(900) + &"{% endif %}".repeat(900);
    let long = "x".repeat(20_001);
    for template in [chain, nots, filters, elifs, ifs, long] {
        assert!(render(&request(&template)).is_err());
    }
    let _ = render(&request(&parens));
    let fair = format!("{{{{ 'a'{} }}}}", " ~ 'b'".repeat(60));
    assert_eq!(render(&request(&fair)).unwrap().characters, 61);
}
