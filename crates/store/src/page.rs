//! One page of a list, with an opaque cursor for the next.

use crate::StoreError;

/// Rows of one page.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// Where the next page starts; `None` on the last one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of at most `limit` rows from up to `limit + 1` that were read, taking the
    /// cursor from the last row that is shown.
    pub fn cut(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = if more { rows.last().map(cursor) } else { None };
        Self {
            items: rows,
            next_cursor,
        }
    }

    /// The same page with its rows turned into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            next_cursor: self.next_cursor,
        }
    }
}

/// Joins sort key and id of a row into an opaque cursor.
pub fn cursor(key: &str, id: &str) -> String {
    hex::encode(format!("{key}\u{0}{id}"))
}

/// The sort key and id of a cursor made by [`cursor`].
pub fn parse(cursor: &str) -> Result<(String, String), StoreError> {
    let bytes = hex::decode(cursor).map_err(|_| StoreError::BadCursor)?;
    let text = String::from_utf8(bytes).map_err(|_| StoreError::BadCursor)?;
    let (key, id) = text.split_once('\u{0}').ok_or(StoreError::BadCursor)?;
    Ok((key.to_owned(), id.to_owned()))
}
