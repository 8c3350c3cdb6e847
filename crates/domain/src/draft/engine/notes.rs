//! What a run writes down while it inserts values.

use std::collections::BTreeMap;

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

use super::super::data::is_blank;
use super::super::marks::{self, Sources};
use super::LARGEST_TEXT;

/// How much measuring, joining and writing one run may do, in units of about 16 bytes.
const WORK: usize = 2_000_000;

/// The most text a run may write in all, captured blocks included.
const MOST_WRITTEN: usize = 4 * LARGEST_TEXT;

/// One field that went into an expression.
#[derive(Debug, Clone)]
struct Source {
    fields: Vec<String>,
    blank: bool,
    text: String,
}

/// The notes of one run.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Sources of every inserted piece, by its id.
    pub pieces: Vec<Sources>,
    pub unresolved: Vec<String>,
    pub warnings: Vec<String>,
    /// Fields of the sites that are kept without being evaluated.
    forced: BTreeMap<usize, Vec<String>>,
    /// Sources of the expression being evaluated, and of the block being captured.
    pending: Vec<Source>,
    /// Where the pending sources of outer captures end.
    frames: Vec<usize>,
    /// Sources of names made by `set` and `with`.
    locals: BTreeMap<String, Vec<Source>>,
    /// The expression being evaluated: its site, and where its sources start.
    current: Option<(usize, usize)>,
    work: usize,
    written: usize,
}

impl Notes {
    pub(super) fn new(forced: BTreeMap<usize, Vec<String>>) -> Self {
        Self {
            forced,
            ..Self::default()
        }
    }

    /// The site whose evaluation failed after a missing value went into it.
    pub(super) fn failed_on_missing(&self) -> Option<(usize, Vec<String>)> {
        let (site, from) = self.current?;
        let missing = fields_where(self.pending.get(from..)?, |source| source.blank);
        (!missing.is_empty() && !self.forced.contains_key(&site)).then_some((site, missing))
    }

    pub(super) fn at(&mut self, site: usize) {
        self.current = Some((site, self.pending.len()));
    }

    pub(super) fn open(&self) -> usize {
        self.pending.len()
    }

    pub(super) fn need(&mut self, fields: Vec<String>, optional: bool, value: &Value) {
        let blank = is_blank(value);
        if !(blank && optional) {
            self.pending.push(Source {
                fields,
                blank,
                text: short_text(value),
            });
        }
    }

    pub(super) fn local(&mut self, name: &str, rest: &str, optional: bool, value: &Value) {
        let Some(sources) = self.locals.get(name).cloned() else {
            let field = if rest.is_empty() {
                name.to_owned()
            } else {
                format!("{name}.{rest}")
            };
            return self.need(vec![field], optional, value);
        };
        if rest.is_empty() {
            let kept = sources
                .into_iter()
                .filter(|source| !(optional && source.blank));
            self.pending.extend(kept);
        } else {
            let fields = fields_where(&sources, |_| true);
            if !fields.is_empty() {
                let longer = fields
                    .into_iter()
                    .map(|field| format!("{field}.{rest}"))
                    .collect();
                self.need(longer, optional, value);
            }
        }
    }

    pub(super) fn forced(&mut self, site: usize) {
        let fields = self.forced.get(&site).cloned().unwrap_or_default();
        self.pending.push(Source {
            fields,
            blank: true,
            text: String::new(),
        });
    }

    /// Decides a `default`: the fallback's sources go when it is not used, else the value's.
    pub(super) fn choose(
        &mut self,
        from: usize,
        value: Value,
        middle: usize,
        fallback: Value,
    ) -> Value {
        if is_blank(&value) {
            let middle = middle.min(self.pending.len());
            self.pending.drain(from.min(middle)..middle);
            fallback
        } else {
            self.pending.truncate(middle);
            value
        }
    }

    pub(super) fn bind(&mut self, names: &[String]) {
        let sources = self.take_current();
        for name in names {
            self.locals.insert(name.clone(), sources.clone());
        }
    }

    fn take_current(&mut self) -> Vec<Source> {
        let from = self
            .current
            .take()
            .map_or(self.pending.len(), |(_, from)| from);
        self.pending.split_off(from.min(self.pending.len()))
    }

    pub(super) fn enter(&mut self) {
        self.frames.push(self.pending.len());
    }

    pub(super) fn leave(&mut self, names: &[String]) {
        let from = self.frames.pop().unwrap_or_default();
        let sources = self.pending.split_off(from.min(self.pending.len()));
        for name in names {
            self.locals.insert(name.clone(), sources.clone());
        }
    }

    /// Text of a captured block: its sources wait for the name that holds it.
    pub(super) fn keep(&mut self, value: &Value) -> Result<Value, Error> {
        self.current = None;
        let text = text_of(value);
        self.write(text.len())?;
        Ok(Value::from(text))
    }

    /// Text of a placeholder: the marked value, or the mark of the placeholder that stays.
    pub(super) fn emit(&mut self, site: usize, value: &Value) -> Result<Value, Error> {
        let sources = self.take_current();
        let mut missing = fields_where(&sources, |source| source.blank);
        if missing.is_empty() && is_blank(value) {
            missing = fields_where(&sources, |_| true);
        }
        if !missing.is_empty() {
            for field in missing {
                if !self.unresolved.contains(&field) {
                    self.unresolved.push(field);
                }
            }
            self.write(64)?;
            return Ok(Value::from(marks::kept(site)));
        }
        if matches!(
            value.kind(),
            ValueKind::Seq | ValueKind::Map | ValueKind::Iterable
        ) {
            let fields = fields_where(&sources, |_| true).join(", ");
            self.warnings.push(format!(
                "{fields} is a list. Use the filter join, as in {{{{ {fields} | join(\", \") }}}}."
            ));
        }
        let text = text_of(value);
        self.write(text.len())?;
        if sources.is_empty() {
            return Ok(Value::from(text));
        }
        let id = self.pieces.len();
        self.pieces.push(
            sources
                .into_iter()
                .flat_map(|one| {
                    one.fields
                        .into_iter()
                        .map(move |field| (field, one.text.clone()))
                })
                .collect(),
        );
        Ok(Value::from(marks::inserted(id, &text)))
    }

    pub(super) fn write(&mut self, bytes: usize) -> Result<(), Error> {
        self.written += bytes;
        if self.written > MOST_WRITTEN {
            Err(too_large())
        } else {
            self.spend(1 + bytes / 16)
        }
    }

    /// Refuses values that grew too large, and runs that keep making large ones.
    pub(super) fn measure(&mut self, value: &Value) -> Result<(), Error> {
        let mut left = LARGEST_TEXT;
        let before = left;
        weigh(value, &mut left, 0)?;
        self.spend(1 + (before - left) / 16)
    }

    fn spend(&mut self, units: usize) -> Result<(), Error> {
        self.work += units;
        if self.work > WORK {
            return Err(Error::from(ErrorKind::OutOfFuel));
        }
        Ok(())
    }
}

fn too_large() -> Error {
    Error::new(ErrorKind::InvalidOperation, "the text grows too large")
}

fn weigh(value: &Value, left: &mut usize, depth: usize) -> Result<(), Error> {
    let own = value.as_str().map_or(8, |text| text.len() + 8);
    if own > *left || depth > 40 {
        return Err(too_large());
    }
    *left -= own;
    if matches!(
        value.kind(),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable
    ) {
        for item in value.try_iter()? {
            if value.kind() == ValueKind::Map {
                weigh(&value.get_item(&item)?, left, depth + 1)?;
            }
            weigh(&item, left, depth + 1)?;
        }
    }
    Ok(())
}

fn fields_where(sources: &[Source], wanted: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut fields = Vec::new();
    for field in sources
        .iter()
        .filter(|one| wanted(one))
        .flat_map(|one| &one.fields)
    {
        if !fields.contains(field) {
            fields.push(field.clone());
        }
    }
    fields
}

/// The text of a value for finding it again; lists and maps are found by their whole piece.
fn short_text(value: &Value) -> String {
    match value.kind() {
        ValueKind::String | ValueKind::Number => value.to_string(),
        _ => String::new(),
    }
}

pub(super) fn text_of(value: &Value) -> String {
    if value.is_undefined() || value.is_none() {
        String::new()
    } else {
        value.to_string()
    }
}
