use super::*;

#[track_caller]
fn gives(template: &str, text: &str) {
    let answer = rendered(template);
    assert_eq!(
        (answer.text.as_str(), answer.unresolved.len()),
        (text, 0),
        "{template}"
    );
    assert!(answer.fits);
}

#[track_caller]
fn misses(template: &str, text: &str, fields: &[&str]) {
    let answer = rendered(template);
    assert_eq!(answer.text, text);
    assert_eq!(answer.unresolved, fields, "{template}");
    assert!(!answer.fits);
}

#[test]
fn fields_filters_conditions_and_loops_work() {
    gives("Hi {{ candidate.first_name }}!", "Hi Ada!");
    gives(
        "{{ candidate.first_name | upper | replace('A', 'E') }}",
        "EDE",
    );
    gives("{{ candidate['last_name'][:4] }}", "Love");
    gives("{{ candidate.skills | join(', ') }}", "Rust, SQL");
    gives(
        "{{ candidate.skills[1] }} {{ candidate.skills | first }}",
        "SQL Rust",
    );
    gives(
        "{{ candidate.years + 1 }} {{ candidate.years > 10 }}",
        "13 True",
    );
    gives(
        "{% if candidate.years > 10 %}senior{% else %}junior{% endif %}",
        "senior",
    );
    gives(
        "{% if candidate.first_name == 'Ada' %}A{% elif true %}B{% endif %}",
        "A",
    );
    gives(
        "{% for s in candidate.skills %}{{ loop.index }}.{{ s }}{% if not loop.last %}; {% endif %}{% endfor %}",
        "1.Rust; 2.SQL",
    );
    gives(
        "{% for e in candidate.experience %}{{ e.title }} {% endfor %}",
        "Lead Dev ",
    );
    gives(
        "{% for e in candidate.experience if e.company %}{{ e.company }}{% endfor %}",
        "Engines",
    );
    gives(
        "{% for n in range(3) %}{{ n }}{% else %}none{% endfor %}",
        "012",
    );
    gives(
        "{% for x in candidate.unknown %}{{ x }}{% else %}none{% endfor %}",
        "none",
    );
    gives(
        "{% set who = candidate.first_name ~ ' L.' %}{{ who }}",
        "Ada L.",
    );
    gives(
        "{% with a = job.title %}{{ a | lower }}{% endwith %}",
        "backend engineer",
    );
    gives(
        "{% set x %}Hi {{ candidate.first_name }}{% endset %}{{ x | upper }}",
        "HI ADA",
    );
    gives(
        "{% filter upper %}hi {{ candidate.first_name }}{% endfilter %}",
        "HI ADA",
    );
    gives(
        "{% raw %}{{ as is }}{% endraw %}{# nothing #}",
        "{{ as is }}",
    );
    gives("a {{- candidate.first_name -}} b", "aAdab");
    gives(
        "{{ \"quoted \\\"x\\\" \\n\" ~ 'it\\'s' }}",
        "quoted \"x\" \nit's",
    );
    gives(
        "{{ candidate.experience | map(attribute='title') | join('/') }}",
        "Lead/Dev",
    );
    gives("{{ 'a' if candidate.company else 'b' }}", "b");
    gives("<b>&{{ candidate.first_name | safe }}</b>", "<b>&Ada</b>");
}

#[test]
fn null_missing_and_blank_are_unresolved_and_stay_as_written() {
    misses(
        "Hi {{ candidate.nickname }},",
        "Hi {{ candidate.nickname }},",
        &["candidate.nickname"],
    );
    misses(
        "{{candidate.company|upper}}",
        "{{candidate.company|upper}}",
        &["candidate.company"],
    );
    misses(
        "{{ recruiter.name.first }}",
        "{{ recruiter.name.first }}",
        &["recruiter.name.first"],
    );
    misses(
        "a {{- candidate.x -}} b",
        "a{{- candidate.x -}}b",
        &["candidate.x"],
    );
    misses(
        "{{ 'Hi ' ~ candidate.first_name ~ candidate.company }}",
        "{{ 'Hi ' ~ candidate.first_name ~ candidate.company }}",
        &["candidate.company"],
    );
    misses(
        "{{ candidate.missing + 1 }}!",
        "{{ candidate.missing + 1 }}!",
        &["candidate.missing"],
    );
    misses(
        "{{ candidate.none_known | join(', ') }}",
        "{{ candidate.none_known | join(', ') }}",
        &["candidate.none_known"],
    );
    misses(
        "{{ candidate.first_name | replace('Ada', '') }}",
        "{{ candidate.first_name | replace('Ada', '') }}",
        &["candidate.first_name"],
    );
    misses(
        "{% for e in candidate.experience %}[{{ e.company }}]{% endfor %}",
        "[Engines][{{ e.company }}]",
        &["candidate.experience.company"],
    );
    misses(
        "{% set c = candidate.company %}{{ c }}",
        "{{ c }}",
        &["candidate.company"],
    );
    misses(
        "{% set c = candidate.q * 2 %}{{ c }}",
        "{{ c }}",
        &["candidate.q"],
    );
    misses(
        "{% set c %}at {{ candidate.company }}{% endset %}{{ c }}",
        "{{ c }}",
        &["candidate.company"],
    );
    misses(
        "{% filter upper %}hi {{ candidate.company }}{% endfilter %}",
        "HI {{ candidate.company }}",
        &["candidate.company"],
    );
}

#[test]
fn missing_lists_and_numbers_can_be_asked_about() {
    gives(
        "{% if candidate.tags | length > 3 %}x{% else %}y{% endif %}",
        "y",
    );
    gives(
        "{% if 'Rust' in candidate.tags %}x{% else %}y{% endif %}",
        "y",
    );
    gives("{% if 'Rust' in candidate.skills %}x{% endif %}", "x");
    gives("{% if candidate.age > 3 %}x{% else %}y{% endif %}", "y");
    gives("{% for t in candidate.tags | sort %}x{% endfor %}y", "y");
    gives("{% for t in candidate.nickname %}x{% endfor %}y", "y");
    gives(
        "{% for k, v in job | items %}{{ k }}={{ v }};{% endfor %}",
        "company=Muster;title=Backend engineer;",
    );
    gives(
        "{% for s in candidate.skills %}{% set t = s | upper %}{{ t }}{% endfor %}",
        "RUSTSQL",
    );
    gives(
        "{% with a = 1, b = candidate.years %}{{ a + b }}{% endwith %}",
        "13",
    );
    gives(
        "{{ candidate.skills | map('upper') | join(', ') }} {{ '<' | e }}",
        "RUST, SQL &lt;",
    );
    misses(
        "{{ candidate.tags | length }}",
        "{{ candidate.tags | length }}",
        &["candidate.tags"],
    );
}

#[test]
fn asking_about_a_missing_field_is_fine() {
    gives(
        "{% if candidate.company %}at {{ candidate.company }}{% endif %}ok",
        "ok",
    );
    gives(
        "{% if candidate.company is defined %}x{% endif %}{% if not candidate.nickname %}y{% endif %}",
        "y",
    );
    gives(
        "{{ 'at ' ~ candidate.company if candidate.company else 'hello' }}",
        "hello",
    );
    gives("{{ candidate.company and 'x' }}", "");
    gives("{{ candidate.company or job.company }}", "Muster");
    gives(
        "{{ candidate.nickname or candidate.company or 'there' }}",
        "there",
    );
}

#[test]
fn default_treats_null_missing_and_blank_alike() {
    for field in [
        "candidate.nickname",
        "candidate.company",
        "candidate.unknown",
        "a.b.c",
        "candidate.none_known",
    ] {
        gives(&format!("{{{{ {field} | default('there') }}}}"), "there");
        gives(
            &format!("{{{{ {field} | d('there', true) | upper }}}}"),
            "THERE",
        );
    }
    gives("{{ candidate.company | trim | default('x') }}", "x");
    gives("{{ candidate.company | default('') }}!", "!");
    gives(
        "{{ candidate.first_name | default(candidate.company) }}",
        "Ada",
    );
    gives("{{ candidate.company | default(job.company) }}", "Muster");
    gives("{% if candidate.company | default('') %}x{% endif %}y", "y");
    misses(
        "{{ candidate.company | default(candidate.nickname) }}",
        "{{ candidate.company | default(candidate.nickname) }}",
        &["candidate.nickname"],
    );
}

#[test]
fn claims_point_at_the_inserted_pieces() {
    let claimed = |template: &str| {
        let answer = rendered(template);
        let chars: Vec<char> = answer.text.chars().collect();
        answer
            .claims
            .iter()
            .map(|claim| {
                let piece: String = chars[claim.start..claim.end].iter().collect();
                format!("{}={piece}", claim.field)
            })
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!(
        claimed("😀 {{ candidate.first_name }} é {{ candidate.headline }}"),
        "candidate.first_name=Ada; candidate.headline=Engineer 👩🏽‍💻"
    );
    assert_eq!(
        claimed("{{ candidate.first_name ~ ' ' ~ candidate.last_name }}"),
        "candidate.first_name=Ada; candidate.last_name=Lovelace"
    );
    assert_eq!(
        claimed("{{ candidate.first_name | upper }}"),
        "candidate.first_name=ADA"
    );
    assert_eq!(
        claimed("{% for s in candidate.skills %}{{ s }} {% endfor %}"),
        "candidate.skills=Rust; candidate.skills=SQL"
    );
    assert_eq!(
        claimed("{{ candidate.company | default('x') }}{{ 1 + 1 }}"),
        ""
    );
    assert_eq!(
        claimed("{{ candidate.company or job.company }}"),
        "job.company=Muster"
    );
    assert_eq!(
        claimed("{% set n = candidate.first_name %}{% filter lower %}HI {{ n }}{% endfilter %}"),
        "candidate.first_name=ada"
    );
    assert_eq!(
        claimed("{{ candidate.missing }}{{ candidate.years }}"),
        "candidate.years=12"
    );
}
