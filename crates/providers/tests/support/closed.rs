//! Closed schemas of our own for what Muster sends: every name must be known and every value of its
//! kind. A vendor's specification that leaves a body open takes anything, also what is misspelt.

use chrono::{DateTime, NaiveDateTime};
use serde_json::Value;

/// Fails unless a value fits a shape.
///
/// A shape is JSON: an object names every member (`"name?"` need not be there), an array holds the
/// shape of each item, and a text is the kind of a value: `string` (not empty), `text` (may be
/// empty), `integer`, `boolean`, `instant` (`2026-12-01T09:00:00Z`), `wall` (the same without zone),
/// or `=word|word` for one of these words. A number or boolean stands for itself.
pub fn fits(value: &Value, shape: &Value) {
    if let Some(misfit) = misfit(value, shape, "the body") {
        panic!("{misfit}, in {value}");
    }
}

fn misfit(value: &Value, shape: &Value, at: &str) -> Option<String> {
    match (shape, value) {
        (Value::Object(known), Value::Object(given)) => {
            let shape_of = |name: &str| known.get(name).or(known.get(&format!("{name}?")));
            for (name, value) in given {
                let at = format!("{at}, {name}");
                let Some(shape) = shape_of(name) else {
                    return Some(format!("{at} is not known"));
                };
                if let Some(misfit) = misfit(value, shape, &at) {
                    return Some(misfit);
                }
            }
            let missing = known
                .keys()
                .find(|name| !name.ends_with('?') && !given.contains_key(*name));
            missing.map(|name| format!("{at}, {name} is missing"))
        }
        (Value::Array(shape), Value::Array(items)) => {
            let shape = shape.first()?;
            let mut items = items.iter().enumerate();
            items.find_map(|(number, item)| misfit(item, shape, &format!("{at}, {number}")))
        }
        (Value::String(kind), value) => {
            (!is_of(value, kind)).then(|| format!("{at} is not of the kind {kind}"))
        }
        (same, value) => (same != value).then(|| format!("{at} is not {same}")),
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    let text = value.as_str();
    match kind {
        "string" => text.is_some_and(|text| !text.is_empty()),
        "text" => text.is_some(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "instant" => text
            .is_some_and(|text| text.ends_with('Z') && DateTime::parse_from_rfc3339(text).is_ok()),
        "wall" => text
            .is_some_and(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").is_ok()),
        words => {
            let words = words
                .strip_prefix('=')
                .unwrap_or_else(|| panic!("no kind: {words}"));
            text.is_some_and(|text| words.split('|').any(|word| word == text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_unknown_missing_or_of_another_kind_does_not_fit() {
        let shape = json!({"a": "string", "b?": ["integer"], "c?": {"at": "instant"}, "d?": 2});
        fits(&json!({"a": "x", "b": [1, 2], "d": 2}), &shape);
        fits(
            &json!({"a": "x", "c": {"at": "2026-12-01T09:00:00Z"}}),
            &shape,
        );
        for wrong in [
            json!({}),
            json!({"a": ""}),
            json!({"a": "x", "A": "x"}),
            json!({"a": "x", "b": [1, "2"]}),
            json!({"a": "x", "c": {"at": "2026-12-01T09:00:00+01:00"}}),
            json!({"a": "x", "c": {"at": "2026-12-01T09:00:00Z", "more": 1}}),
            json!({"a": "x", "d": 3}),
            json!([1]),
            json!(5),
        ] {
            assert!(misfit(&wrong, &shape, "it").is_some(), "{wrong}");
        }
    }
}
