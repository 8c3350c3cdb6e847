//! The mail as a page. It loads nothing: no pictures, no fonts, no styles from elsewhere.

use std::fmt::Write as _;

use super::facts::Link;
use super::sheet::{Sheet, Value};

pub(super) fn write(sheet: &Sheet) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"font-family: sans-serif; line-height: 1.5\">\n<p>{}</p>\n",
        escaped(&sheet.subject),
        escaped(&sheet.greeting),
    );
    for sentence in &sheet.opening {
        let _ = writeln!(out, "<p>{}</p>", escaped(sentence));
    }
    out.push_str("<table>\n");
    for row in &sheet.rows {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\" align=\"left\" valign=\"top\">{}</th><td>{}</td></tr>",
            escaped(row.label),
            value(&row.value)
        );
    }
    out.push_str("</table>\n");
    for section in &sheet.sections {
        let _ = writeln!(out, "<h3>{}</h3>", escaped(section.heading));
        if !section.text.is_empty() {
            let text = escaped(&section.text).replace('\n', "<br>\n");
            let _ = writeln!(out, "<p>{text}</p>");
        }
        for link in &section.links {
            let _ = writeln!(out, "<p>{}</p>", linked(link));
        }
    }
    for sentence in &sheet.closing {
        let _ = writeln!(out, "<p>{}</p>", escaped(sentence));
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => escaped(text),
        Value::Time(time) => format!("<strong>{}</strong>", escaped(time)),
        Value::Past(time) => format!("<s>{}</s>", escaped(time)),
        Value::Names(people) => {
            let names: Vec<_> = people.iter().map(named).collect();
            names.join("<br>")
        }
        Value::Link(link) => linked(link),
    }
}

/// A name stands in a direction of its own, so that it turns nothing around it.
fn named((name, role): &(String, String)) -> String {
    let name = format!("<bdi>{}</bdi>", escaped(name));
    if role.is_empty() {
        name
    } else {
        format!("{name}, <bdi>{}</bdi>", escaped(role))
    }
}

/// Only an https address can be clicked.
fn linked(link: &Link) -> String {
    let (label, address) = (escaped(&link.label), escaped(&link.address));
    let usable = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>');
    if link.address.starts_with("https://") && link.address.chars().all(usable) {
        format!("<a href=\"{address}\">{label}</a>")
    } else {
        format!("{label}: {address}")
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
            other => out.push(other),
        }
    }
    out
}
