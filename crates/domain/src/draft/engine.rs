//! Running a rewritten template: what it may use, how much, and the notes it takes.

mod functions;
mod notes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};

use super::marks::{self, Finished};
use super::{data, rewrite, tags};
use notes::Notes;

/// The most text one template may make, in bytes.
pub(super) const LARGEST_TEXT: usize = 100_000;

/// Instructions of one run.
const FUEL: u64 = 50_000;

/// The most times a run is repeated because an expression failed on a missing value.
const MOST_REPEATS: usize = 50;

/// What is wrong with a template, and on which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TemplateProblem {
    pub line: Option<usize>,
    pub message: String,
}

impl TemplateProblem {
    pub(super) fn at(line: Option<usize>, message: impl Into<String>) -> Self {
        Self {
            line,
            message: message.into(),
        }
    }

    pub(super) fn from_engine(error: &minijinja::Error) -> Self {
        let said = error
            .detail()
            .map_or_else(|| error.kind().to_string(), str::to_owned);
        let said = said.trim_end_matches('.');
        let message = match error.kind() {
            ErrorKind::SyntaxError | ErrorKind::BadEscape => {
                format!("The template cannot be read: {said}. Correct this line.")
            }
            ErrorKind::UnknownFilter => {
                format!("{said}. Use default, trim, upper, lower, title, join, first or last.")
            }
            ErrorKind::OutOfFuel => "The template takes too long. Remove nested loops.".to_owned(),
            _ => format!("This line cannot be filled in: {said}. Correct it."),
        };
        Self::at(error.line(), message)
    }
}

/// A template that was filled in.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub text: String,
    pub claims: Vec<super::Claim>,
    /// Dotted paths, each once, in order of appearance.
    pub unresolved: Vec<String>,
    pub warnings: Vec<String>,
}

/// Fills a template with data that [`data::safe_data`] has made safe.
///
/// When an expression fails after a missing value went into it (`missing + 1`), that placeholder
/// is kept and the run starts again without it; any other failure is the template's.
pub(super) fn fill(template: &str, values: &Value) -> Result<Filled, TemplateProblem> {
    let template: String = template
        .chars()
        .map(|c| {
            if data::MARKS.contains(&c) {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect();
    let placeholders = tags::placeholders(&template)?;
    let mut forced: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    loop {
        let sites: BTreeSet<usize> = forced.keys().copied().collect();
        let source = rewrite::rewrite(&template, &sites)?;
        let notes = Arc::new(Mutex::new(Notes::new(forced.clone())));
        let ran = run(&source, values, &notes);
        let mut notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
        match ran {
            Ok(marked) => {
                let Finished { text, claims } =
                    marks::finish(&marked, &notes.pieces, &placeholders);
                if text.len() > LARGEST_TEXT {
                    return Err(too_much_text());
                }
                return Ok(Filled {
                    text,
                    claims,
                    unresolved: std::mem::take(&mut notes.unresolved),
                    warnings: std::mem::take(&mut notes.warnings),
                });
            }
            Err(error) => match notes.failed_on_missing() {
                Some((site, fields)) if forced.len() < MOST_REPEATS => {
                    forced.insert(site, fields);
                }
                _ => return Err(TemplateProblem::from_engine(&error)),
            },
        }
    }
}

fn too_much_text() -> TemplateProblem {
    TemplateProblem::at(
        None,
        format!("The template makes more than {LARGEST_TEXT} bytes of text. Shorten it."),
    )
}

fn run(
    source: &str,
    values: &Value,
    notes: &Arc<Mutex<Notes>>,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(64);
    functions::install(&mut environment, notes);
    environment.render_str(source, values.clone())
}
