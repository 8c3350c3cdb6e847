//! WebDAV answers, read one response at a time (RFC 4918 section 14).

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use crate::calendar::CalendarError;

/// Deeper trees are no answers of a calendar.
const DEEPEST: usize = 40;

/// The namespaces that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    Dav,
    Caldav,
    CalendarServer,
    Other,
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub ns: Ns,
    pub name: String,
    /// Its attribute `name`.
    pub named: Option<String>,
    pub text: String,
    pub parts: Vec<Node>,
}

impl Node {
    /// The first part of this name.
    pub fn part(&self, ns: Ns, name: &str) -> Option<&Node> {
        self.parts.iter().find(|part| part.is(ns, name))
    }

    /// All parts of this name.
    pub fn all<'a>(&'a self, ns: Ns, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.parts.iter().filter(move |part| part.is(ns, name))
    }

    /// Whether it is this element.
    pub fn is(&self, ns: Ns, name: &str) -> bool {
        self.ns == ns && self.name == name
    }

    /// Its text without space around it, unless it is empty.
    pub fn words(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    /// The `href` inside it.
    pub fn href(&self) -> Option<&str> {
        self.part(Ns::Dav, "href")?.words()
    }
}

/// One `response` of a `multistatus`.
#[derive(Debug)]
pub(super) struct Resource {
    /// Its address, as the server spells it.
    pub href: String,
    /// Its own status, when it has one.
    pub status: Option<u16>,
    /// The properties that it has (status 200).
    props: Vec<Node>,
}

impl Resource {
    /// A property it has.
    pub fn prop(&self, ns: Ns, name: &str) -> Option<&Node> {
        self.props.iter().find(|prop| prop.is(ns, name))
    }

    /// The text of a property it has.
    pub fn text(&self, ns: Ns, name: &str) -> Option<&str> {
        self.prop(ns, name)?.words()
    }

    /// Its ETag. A weak one is taken for a strong one: proxies weaken them on the way, and a weak
    /// one would never match.
    pub fn etag(&self) -> Option<String> {
        self.text(Ns::Dav, "getetag").map(strong)
    }

    /// Whether it is gone.
    pub fn is_gone(&self) -> bool {
        matches!(self.status, Some(404 | 410))
    }

    fn of(node: &Node) -> Option<Self> {
        let mut props = Vec::new();
        for stat in node.all(Ns::Dav, "propstat") {
            let status = stat.part(Ns::Dav, "status").and_then(code);
            if status.is_none_or(|status| status == 200) {
                let found = stat
                    .all(Ns::Dav, "prop")
                    .flat_map(|prop| prop.parts.clone());
                props.extend(found);
            }
        }
        Some(Self {
            href: node.href()?.to_owned(),
            status: node.part(Ns::Dav, "status").and_then(code),
            props,
        })
    }
}

/// An ETag as it is compared and sent back.
pub(super) fn strong(etag: &str) -> String {
    let etag = etag.trim();
    etag.strip_prefix("W/").unwrap_or(etag).to_owned()
}

/// The number in `HTTP/1.1 404 Not Found`.
fn code(status: &Node) -> Option<u16> {
    status.words()?.split_whitespace().nth(1)?.parse().ok()
}

/// A whole `multistatus`.
#[derive(Debug, Default)]
pub(super) struct Multistatus {
    pub resources: Vec<Resource>,
    pub sync_token: Option<String>,
}

/// Reads a `multistatus`.
pub(super) fn multistatus(body: &[u8]) -> Result<Multistatus, CalendarError> {
    let mut out = Multistatus::default();
    let root = each_part(body, |part| {
        if part.is(Ns::Dav, "response") {
            out.resources.extend(Resource::of(&part));
        } else if part.is(Ns::Dav, "sync-token") {
            out.sync_token = part.words().map(str::to_owned);
        }
    })?;
    if root.is(Ns::Dav, "multistatus") {
        Ok(out)
    } else {
        Err(STRANGE)
    }
}

/// Whether the body of a refusal names this precondition (RFC 4918 section 16).
pub(super) fn names(body: &[u8], ns: Ns, precondition: &str) -> bool {
    let mut found = false;
    let root = each_part(body, |part| found |= part.is(ns, precondition));
    found && root.is_ok_and(|root| root.is(Ns::Dav, "error"))
}

const STRANGE: CalendarError = CalendarError::Strange {
    what: "it is no WebDAV answer",
};

/// Hands each part of the root element to `take` and gives the root, without parts.
fn each_part(body: &[u8], mut take: impl FnMut(Node)) -> Result<Node, CalendarError> {
    let text = String::from_utf8_lossy(body);
    let mut reader = NsReader::from_str(&text);
    let mut open: Vec<Node> = Vec::new();
    let mut root = None;
    loop {
        let (resolved, event) = reader.read_resolved_event().map_err(|_| STRANGE)?;
        let ns = match resolved {
            ResolveResult::Bound(Namespace(name)) => namespace(name),
            _ => Ns::Other,
        };
        match event {
            Event::Start(tag) => {
                if open.len() >= DEEPEST {
                    return Err(STRANGE);
                }
                open.push(empty(ns, &tag));
            }
            Event::Empty(tag) => {
                let node = empty(ns, &tag);
                close(&mut open, &mut root, node, &mut take);
            }
            Event::End(_) => {
                let Some(node) = open.pop() else {
                    return Err(STRANGE);
                };
                close(&mut open, &mut root, node, &mut take);
            }
            Event::Text(content) => push(&mut open, &content.xml10_content()),
            Event::CData(content) => push(&mut open, &content.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Ok(Some(character)) = reference.resolve_char_ref() {
                    push(&mut open, character.encode_utf8(&mut [0; 4]));
                } else if let Some(known) = resolve_predefined_entity(reference.as_ref()) {
                    push(&mut open, known);
                }
            }
            Event::Eof if open.is_empty() => return root.ok_or(STRANGE),
            // No calendar declares a document type, and its entities could blow up.
            Event::DocType(_) | Event::Eof => return Err(STRANGE),
            _ => {}
        }
    }
}

fn namespace(name: &str) -> Ns {
    match name {
        "DAV:" => Ns::Dav,
        "urn:ietf:params:xml:ns:caldav" => Ns::Caldav,
        "http://calendarserver.org/ns/" => Ns::CalendarServer,
        _ => Ns::Other,
    }
}

fn empty(ns: Ns, tag: &BytesStart<'_>) -> Node {
    let named = tag.try_get_attribute("name").ok().flatten();
    Node {
        ns,
        name: tag.local_name().as_ref().to_owned(),
        named: named.map(|attribute| attribute.value.into_owned()),
        text: String::new(),
        parts: Vec::new(),
    }
}

fn push(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}

fn close(open: &mut [Node], root: &mut Option<Node>, node: Node, take: &mut impl FnMut(Node)) {
    match open {
        [] => *root = Some(node),
        [_] => take(node),
        [.., parent] => parent.parts.push(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_that_are_missing_are_not_read_as_empty() {
        let body = br#"<?xml version="1.0"?>
            <d:multistatus xmlns:d="DAV:" xmlns:cs="http://calendarserver.org/ns/">
              <d:response><d:href>/a/1.ics</d:href>
                <d:propstat><d:prop><d:getetag>W/&quot;1&quot;</d:getetag></d:prop>
                  <d:status>HTTP/1.1 200 OK</d:status></d:propstat>
                <d:propstat><d:prop><cs:getctag/></d:prop>
                  <d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>
              </d:response>
              <d:response><d:href>/a/2.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status>
              </d:response>
              <d:sync-token> http://x/1 </d:sync-token>
            </d:multistatus>"#;
        let read = multistatus(body).unwrap();
        assert_eq!(read.sync_token.as_deref(), Some("http://x/1"));
        assert_eq!(read.resources[0].etag().as_deref(), Some("\"1\""));
        assert!(
            read.resources[0]
                .prop(Ns::CalendarServer, "getctag")
                .is_none()
        );
        assert!(read.resources[1].is_gone());
    }

    #[test]
    fn calendar_data_comes_through_whole_in_every_dress() {
        for dressed in [
            "BEGIN:VCALENDAR&#13;\nX:a &amp; b &lt;c&gt;\n",
            "<![CDATA[BEGIN:VCALENDAR\r\nX:a & b <c>\n]]>",
        ] {
            let body = format!(
                "<multistatus xmlns=\"DAV:\"><response><href>/1</href><propstat><prop>\
                 <x:calendar-data xmlns:x=\"urn:ietf:params:xml:ns:caldav\">{dressed}\
                 </x:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>\
                 </multistatus>"
            );
            let read = multistatus(body.as_bytes()).unwrap();
            let text = read.resources[0].text(Ns::Caldav, "calendar-data").unwrap();
            assert!(text.contains("X:a & b <c>"), "{text}");
        }
    }

    #[test]
    fn what_is_no_answer_of_a_calendar_is_refused() {
        let deep = format!("<a xmlns='DAV:'>{}", "<b>".repeat(100_000));
        for body in [
            "",
            "<html><body>Sign in</body></html>",
            "<!DOCTYPE x [<!ENTITY a 'b'>]><multistatus xmlns='DAV:'/>",
            "<multistatus xmlns='DAV:'><response>",
            "<multistatus/>",
            &deep,
        ] {
            assert!(multistatus(body.as_bytes()).is_err(), "{body:.40}");
        }
        assert!(multistatus(b"<multistatus xmlns='DAV:'/>").is_ok());
    }

    #[test]
    fn a_refusal_names_its_precondition() {
        let body = b"<?xml version='1.0'?><error xmlns='DAV:'><valid-sync-token/></error>";
        assert!(names(body, Ns::Dav, "valid-sync-token"));
        assert!(!names(body, Ns::Caldav, "valid-sync-token"));
        assert!(!names(b"Forbidden", Ns::Dav, "valid-sync-token"));
    }
}
