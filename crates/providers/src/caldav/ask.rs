//! The bodies of requests, and what a refusal means.

use quick_xml::escape::escape;

use super::xml::{Ns, names};
use crate::calendar::CalendarError;
use crate::http::Response;

const NAMES: &str = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" \
                     xmlns:S=\"http://calendarserver.org/ns/\"";

/// `PROPFIND` of these properties, each with its prefix.
pub(super) fn propfind(props: &[&str]) -> String {
    let props: String = props.iter().flat_map(|prop| ["<", prop, "/>"]).collect();
    document(&format!(
        "<D:propfind {NAMES}><D:prop>{props}</D:prop></D:propfind>"
    ))
}

/// `sync-collection`: what changed since a token, or everything (RFC 6578 section 3.2).
pub(super) fn sync_collection(token: Option<&str>) -> String {
    let token = escape(token.unwrap_or_default());
    document(&format!(
        "<D:sync-collection {NAMES}><D:sync-token>{token}</D:sync-token>\
         <D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
    ))
}

/// `calendar-multiget`: these events in full (RFC 4791 section 7.9).
pub(super) fn multiget<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let hrefs: String = paths
        .flat_map(|path| ["<D:href>".into(), escape(path), "</D:href>".into()])
        .collect();
    document(&format!(
        "<C:calendar-multiget {NAMES}><D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}\
         </C:calendar-multiget>"
    ))
}

/// `calendar-query`: the events that touch a time, given as `20261101T000000Z` (RFC 4791
/// section 7.8).
pub(super) fn query_time(from: &str, to: &str) -> String {
    query(&format!("<C:time-range start=\"{from}\" end=\"{to}\"/>"))
}

/// `calendar-query`: the events whose UID contains this.
pub(super) fn query_uid(uid: &str) -> String {
    let uid = escape(uid);
    query(&format!(
        "<C:prop-filter name=\"UID\"><C:text-match collation=\"i;octet\">{uid}</C:text-match>\
         </C:prop-filter>"
    ))
}

fn query(filter: &str) -> String {
    document(&format!(
        "<C:calendar-query {NAMES}><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>\
         <C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">{filter}\
         </C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    ))
}

/// `free-busy-query` (RFC 4791 section 7.10).
pub(super) fn free_busy_query(from: &str, to: &str) -> String {
    document(&format!(
        "<C:free-busy-query {NAMES}><C:time-range start=\"{from}\" end=\"{to}\"/>\
         </C:free-busy-query>"
    ))
}

fn document(root: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}")
}

/// What a refusal of a request means.
pub(super) fn refusal(response: &Response) -> CalendarError {
    match response.status {
        401 => CalendarError::SignIn,
        403 | 409 if names(&response.body, Ns::Caldav, "no-uid-conflict") => CalendarError::Taken,
        402 | 403 => CalendarError::NotAllowed,
        404 | 410 => CalendarError::NotFound,
        412 => CalendarError::Changed { current: None },
        405 | 501 => CalendarError::ReadOnly,
        200..=399 => CalendarError::Strange { what: "its status" },
        status => CalendarError::Refused { status },
    }
}

/// Whether a refusal of a report means that the server does not know the report.
pub(super) fn unknown_report(response: &Response) -> bool {
    match response.status {
        400 | 405 | 415 | 422 | 501 => true,
        403 | 409 => names(&response.body, Ns::Dav, "supported-report"),
        _ => false,
    }
}

/// Whether a refusal of a report means that its sync token is dead. Servers say so in many ways:
/// RFC 6578 wants the precondition in a 403 or 409, others answer 400, 410 or 507.
pub(super) fn dead_token(response: &Response) -> bool {
    match response.status {
        400 | 409 | 410 | 412 | 507 => true,
        403 => names(&response.body, Ns::Dav, "valid-sync-token"),
        _ => false,
    }
}
