//! Names of folders (RFC 3501 section 5.1.3: modified UTF-7).

use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::NO_PAD;

/// A folder's name as it stands in a command, quoted; `None` when no folder can have it.
pub(super) fn encoded(name: &str) -> Option<String> {
    if name.trim().is_empty() || name.len() > 500 || name.chars().any(char::is_control) {
        return None;
    }
    let engine = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);
    let mut out = String::from("\"");
    let mut foreign: Vec<u8> = Vec::new();
    let flush = |foreign: &mut Vec<u8>, out: &mut String| {
        if !foreign.is_empty() {
            out.push('&');
            out.push_str(&engine.encode(std::mem::take(foreign)));
            out.push('-');
        }
    };
    for c in name.chars() {
        if !c.is_ascii() {
            let mut units = [0; 2];
            foreign.extend(
                c.encode_utf16(&mut units)
                    .iter()
                    .flat_map(|u| u.to_be_bytes()),
            );
            continue;
        }
        flush(&mut foreign, &mut out);
        match c {
            '&' => out.push_str("&-"),
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            plain => out.push(plain),
        }
    }
    flush(&mut foreign, &mut out);
    out.push('"');
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_the_rfc_writes_them() {
        let written = |name| encoded(name);
        assert_eq!(written("INBOX"), Some("\"INBOX\"".into()));
        assert_eq!(
            written("~peter/mail/台北/日本語"),
            Some("\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\"".into())
        );
        assert_eq!(written("A & \"B\""), Some("\"A &- \\\"B\\\"\"".into()));
        for bad in ["", "  ", "a\r\nA1 LOGOUT", "a\0"] {
            assert_eq!(encoded(bad), None);
        }
    }
}
