//! What templates can call: our note-taking functions, and filters with bounded appetite.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::value::{Kwargs, Rest};
use minijinja::{Environment, Error, ErrorKind, Value};

use super::super::data::is_blank;
use super::LARGEST_TEXT;
use super::notes::{Notes, text_of};

/// Filters left out: they format by width or nest lists, and messages have no use for them.
const LEFT_OUT: [&str; 7] = [
    "indent", "format", "batch", "slice", "pprint", "chain", "zip",
];

type Shared = Arc<Mutex<Notes>>;

fn open(notes: &Shared) -> MutexGuard<'_, Notes> {
    notes.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the environment its functions, filters and tests.
pub(super) fn install(environment: &mut Environment<'_>, notes: &Shared) {
    for name in LEFT_OUT {
        environment.remove_filter(name);
    }
    for name in ["dict", "debug", "namespace"] {
        environment.remove_global(name);
    }
    environment.add_filter("default", or_fallback);
    environment.add_filter("d", or_fallback);
    environment.add_filter("replace", replace);
    environment.add_filter("join", join);
    environment.add_filter("length", length);
    environment.add_filter("count", length);
    environment.add_test("defined", |value: Value| !is_blank(&value));
    environment.add_test("undefined", |value: Value| is_blank(&value));
    environment.add_test("none", |value: Value| {
        value.is_none() || value.is_undefined()
    });
    install_notes(environment, notes);
}

fn install_notes(environment: &mut Environment<'_>, notes: &Shared) {
    let shared = notes.clone();
    environment.add_function("__m_at", move |site: usize| {
        open(&shared).at(site);
        site
    });
    let shared = notes.clone();
    environment.add_function("__m_open", move || open(&shared).open());
    let shared = notes.clone();
    environment.add_function(
        "__m_need",
        move |fields: Vec<String>, optional: bool, value: Value| {
            open(&shared).need(fields, optional, &value);
            value
        },
    );
    let shared = notes.clone();
    environment.add_function(
        "__m_local",
        move |name: String, rest: String, optional: bool, value: Value| {
            open(&shared).local(&name, &rest, optional, &value);
            value
        },
    );
    let shared = notes.clone();
    environment.add_function(
        "__m_default",
        move |from: usize, value: Value, middle: usize, fallback: Value| {
            open(&shared).choose(from, value, middle, fallback)
        },
    );
    let shared = notes.clone();
    environment.add_function("__m_forced", move |site: usize| {
        open(&shared).forced(site);
        Value::UNDEFINED
    });
    let shared = notes.clone();
    environment.add_function(
        "__m_bind",
        move |_site: usize, names: Vec<String>, value: Value| {
            open(&shared).bind(&names);
            value
        },
    );
    let shared = notes.clone();
    environment.add_function("__m_enter", move || {
        open(&shared).enter();
        ""
    });
    let shared = notes.clone();
    environment.add_function("__m_leave", move |names: Vec<String>| {
        open(&shared).leave(&names);
        ""
    });
    let shared = notes.clone();
    environment.add_function("__m_emit", move |site: usize, value: Value| {
        open(&shared).emit(site, &value)
    });
    let shared = notes.clone();
    environment.add_function("__m_keep", move |_site: usize, value: Value| {
        open(&shared).keep(&value)
    });
    let shared = notes.clone();
    environment.add_function("__m_raw", move |text: String| -> Result<String, Error> {
        open(&shared).write(text.len())?;
        Ok(text)
    });
    let shared = notes.clone();
    environment.add_function("__m_cap", move |value: Value| -> Result<Value, Error> {
        open(&shared).measure(&value)?;
        Ok(value)
    });
    let shared = notes.clone();
    environment.add_function(
        "__m_join",
        move |pieces: Rest<Value>| -> Result<Value, Error> {
            let mut text = String::new();
            for piece in pieces.iter() {
                text.push_str(&text_of(piece));
                bounded(text.len())?;
            }
            open(&shared).write(text.len() / 8)?;
            Ok(Value::from(text))
        },
    );
}

fn bounded(bytes: usize) -> Result<(), Error> {
    if bytes > LARGEST_TEXT {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "the text grows too large",
        ));
    }
    Ok(())
}

/// `default` as FORMATS.md wants it: null, missing and blank are the same.
fn or_fallback(value: Value, fallback: Option<Value>, _boolean: Option<Value>) -> Value {
    if is_blank(&value) {
        fallback.unwrap_or_else(|| Value::from(""))
    } else {
        value
    }
}

fn replace(value: &Value, from: &Value, to: &Value) -> Result<String, Error> {
    let (value, from, to) = (text_of(value), text_of(from), text_of(to));
    let times = value.matches(from.as_str()).count();
    bounded(value.len().saturating_add(times.saturating_mul(to.len())))?;
    Ok(value.replace(from.as_str(), &to))
}

/// A missing list has no items, so that a condition may ask for its length.
fn length(value: &Value) -> Result<usize, Error> {
    if value.is_undefined() || value.is_none() {
        return Ok(0);
    }
    value.len().ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidOperation,
            format!("a {} has no length", value.kind()),
        )
    })
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the engine hands named arguments over"
)]
fn join(value: &Value, separator: Option<String>, options: Kwargs) -> Result<String, Error> {
    let attribute: Option<String> = options.get("attribute")?;
    options.assert_all_used()?;
    let separator = separator.unwrap_or_default();
    let mut text = String::new();
    if value.is_undefined() || value.is_none() {
        return Ok(text);
    }
    let letters = value
        .as_str()
        .map(|word| word.chars().map(Value::from).collect::<Value>());
    for (index, item) in letters.as_ref().unwrap_or(value).try_iter()?.enumerate() {
        if index > 0 {
            text.push_str(&separator);
        }
        let item = match &attribute {
            Some(name) => item.get_attr(name)?,
            None => item,
        };
        text.push_str(&text_of(&item));
        bounded(text.len())?;
    }
    Ok(text)
}
