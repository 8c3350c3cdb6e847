//! Names and constants as template source.

use minijinja::Value;
use minijinja::machinery::Span;
use minijinja::machinery::ast::Expr;
use minijinja::value::ValueKind;

use super::{Written, refused};

/// A plain path such as `candidate.skills[0].name`: its root, the dotted rest, and its text.
pub(super) fn path_of(expr: &Expr<'_>) -> Option<(String, String, String)> {
    let longer = |(root, rest, plain): (String, String, String), key: &str, access: &str| {
        let rest = if rest.is_empty() {
            key.to_owned()
        } else {
            format!("{rest}.{key}")
        };
        (root, rest, plain + access)
    };
    match expr {
        Expr::Var(name) => Some((name.id.to_owned(), String::new(), name.id.to_owned())),
        Expr::GetAttr(get) => Some(longer(
            path_of(&get.expr)?,
            get.name,
            &format!("[{}]", quoted(get.name)),
        )),
        Expr::GetItem(get) => {
            let Expr::Const(key) = &get.subscript_expr else {
                return None;
            };
            let access = match key.value.kind() {
                ValueKind::String => quoted(key.value.as_str()?),
                ValueKind::Number => key.value.to_string(),
                _ => return None,
            };
            Some(longer(
                path_of(&get.expr)?,
                &key.value.to_string(),
                &format!("[{access}]"),
            ))
        }
        _ => None,
    }
}

/// A constant as source.
pub(super) fn constant_text(value: &Value, span: Span) -> Written {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Ok("none".to_owned()),
        ValueKind::Bool | ValueKind::Number => Ok(format!("({value})")),
        ValueKind::String => Ok(quoted(value.as_str().unwrap_or_default())),
        _ => Err(refused(span, "Constants of this kind")),
    }
}

/// A string constant on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of string constants.
pub(super) fn quoted_list(texts: &[String]) -> String {
    let items: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", items.join(", "))
}
