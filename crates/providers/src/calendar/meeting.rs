//! Video meetings that the vendor of a calendar makes beside an event.

use serde::{Deserialize, Serialize};

/// Whether the vendor shall make a video meeting for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WantedMeeting {
    /// No; a link that the entry holds is only written.
    None,
    /// Yes, a new one for this event. One meeting is never used for two events.
    MakeOne,
}

/// What became of the video meeting of an event that was written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "link", rename_all = "snake_case")]
pub enum Meeting {
    /// None was wanted, and the event has none of the vendor's.
    None,
    /// Its https address.
    Link(String),
    /// The vendor still works on it; looking the event up later shows it.
    Pending,
    /// The vendor could not make one. The event is there without.
    NotMade,
}

// A link lets in whoever holds it, so it is not printed.
impl std::fmt::Debug for Meeting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Link(_) => "Link(…)",
            Self::Pending => "Pending",
            Self::NotMade => "NotMade",
        })
    }
}

impl Meeting {
    /// Of an address that a vendor gave: only an https address is a link.
    pub(crate) fn of_address(address: Option<&str>) -> Option<Self> {
        let address = address?.trim();
        let plain = |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic());
        address
            .strip_prefix("https://")
            .is_some_and(plain)
            .then(|| Self::Link(address.to_owned()))
    }

    /// The link, when there is one.
    pub fn link(&self) -> Option<&str> {
        match self {
            Self::Link(link) => Some(link),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_addresses_are_links_and_none_is_printed() {
        let link = Meeting::of_address(Some(" https://meet.example/abc ")).unwrap();
        assert_eq!(link.link(), Some("https://meet.example/abc"));
        assert_eq!(format!("{link:?}"), "Link(…)");
        for bad in [
            "",
            "http://meet.example/a",
            "https://",
            "javascript:x",
            "https://a b",
        ] {
            assert_eq!(Meeting::of_address(Some(bad)), None, "{bad}");
        }
    }
}
