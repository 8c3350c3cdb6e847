//! Descriptions that came as HTML, made safe to show. What a job board or a page says is hostile
//! input (FEATURES.md SE4): nothing that runs, nothing that is fetched, no styles of its own.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// What a description may be made of.
const TAGS: [&str; 30] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
    "wbr",
];
/// Tables, kept apart because they come in one piece.
const TABLE_TAGS: [&str; 7] = ["table", "thead", "tbody", "tfoot", "tr", "th", "td"];
/// Elements whose content is no text for a reader: it goes with them. What stands in for a film or
/// a plug-in is text and stays.
const WITH_CONTENT: [&str; 11] = [
    "iframe", "math", "noembed", "noframes", "noscript", "script", "select", "style", "svg",
    "template", "title",
];
/// Tags that nobody types by accident: one of them makes a text HTML.
const TELLING: [&str; 17] = [
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "table",
    "blockquote",
    "pre",
    "section",
];
/// Tags that could be a typed "a <b": only a pair of them makes a text HTML.
const IN_PAIRS: [&str; 7] = ["a", "b", "em", "i", "span", "strong", "u"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(TAGS.into_iter().chain(TABLE_TAGS).collect())
        .clean_content_tags(WITH_CONTENT.into_iter().collect())
        .tag_attributes(
            [
                ("a", ["href"].into()),
                ("td", ["colspan", "rowspan"].into()),
                ("th", ["colspan", "rowspan"].into()),
            ]
            .into(),
        )
        .generic_attributes(["dir"].into())
        .url_schemes(["https", "mailto"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .strip_comments(true);
    cleaner
});

/// The text with only what is safe left in it; `None` for plain text.
pub(crate) fn sanitised(text: &str) -> Option<String> {
    is_html(text).then(|| CLEANER.clean(text).to_string())
}

/// Whether a text has tags, and not only a `<` of its own.
fn is_html(text: &str) -> bool {
    let mut opened = Vec::new();
    for (place, _) in text.match_indices('<') {
        let Some((name, closes)) = tag_name(text.get(place + 1..).unwrap_or_default()) else {
            continue;
        };
        if TELLING.contains(&name.as_str()) {
            return true;
        }
        if IN_PAIRS.contains(&name.as_str()) {
            if !closes {
                opened.push(name);
            } else if opened.contains(&name) {
                return true;
            }
        }
    }
    false
}

/// The name of the tag whose text begins behind a `<`, and whether it closes one.
fn tag_name(rest: &str) -> Option<(String, bool)> {
    let (rest, closes) = match rest.strip_prefix('/') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    // Attributes may be long, but a tag ends before the next one begins.
    let end = rest.find(['<', '>'])?;
    let tag = rest.get(..end)?;
    rest.get(end..)?.strip_prefix('>')?;
    let name: String = tag
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .flat_map(char::to_lowercase)
        .collect();
    let follows = tag.get(name.len()..)?.chars().next();
    let whole = follows.is_none_or(|c| c.is_whitespace() || c == '/');
    (whole && !name.is_empty()).then_some((name, closes))
}

#[cfg(test)]
mod tests;
