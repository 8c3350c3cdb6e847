//! The mail as plain text.

use std::fmt::Write as _;

use super::facts::Link;
use super::sheet::{Sheet, Value};

pub(super) fn write(sheet: &Sheet) -> String {
    let mut out = format!("{}\n", sheet.greeting);
    for sentence in &sheet.opening {
        let _ = write!(out, "\n{sentence}\n");
    }
    out.push('\n');
    for row in &sheet.rows {
        let _ = writeln!(out, "{}: {}", row.label, value(&row.value));
    }
    for section in &sheet.sections {
        let _ = write!(out, "\n{}\n", section.heading);
        if !section.text.is_empty() {
            let _ = writeln!(out, "{}", section.text);
        }
        for link in &section.links {
            let _ = writeln!(out, "{}", linked(link));
        }
    }
    for sentence in &sheet.closing {
        let _ = write!(out, "\n{sentence}\n");
    }
    out
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Time(text) | Value::Past(text) => text.clone(),
        Value::Names(people) => {
            let names: Vec<_> = people.iter().map(named).collect();
            names.join("; ")
        }
        Value::Link(link) => link.address.clone(),
    }
}

fn named((name, role): &(String, String)) -> String {
    if role.is_empty() {
        name.clone()
    } else {
        format!("{name}, {role}")
    }
}

fn linked(link: &Link) -> String {
    format!("{}: {}", link.label, link.address)
}
