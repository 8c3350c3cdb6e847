//! What the answers to `FETCH` say.

use super::token::Token;

/// What is known of a mail before it is read.
pub(super) struct Mail {
    pub uid: u32,
    /// In bytes.
    pub size: usize,
    pub has_calendar: bool,
}

/// Reads `* n FETCH (UID … RFC822.SIZE … BODYSTRUCTURE …)`.
pub(super) fn read(answer: &[Token]) -> Option<Mail> {
    let items = items(answer)?;
    let text = |token: Option<&Token>| token.and_then(Token::text).map(str::to_ascii_lowercase);
    let kinds = [("text", "calendar"), ("application", "ics")];
    let typed = items.windows(2).any(|pair| {
        let both = (text(pair.first()), text(pair.last()));
        matches!(both, (Some(kind), Some(sub)) if kinds.contains(&(kind.as_str(), sub.as_str())))
    });
    let named = items.iter().any(|token| {
        matches!(token, Token::Text(_)) && text(Some(token)).is_some_and(|name| is_ics(&name))
    });
    Some(Mail {
        uid: number(items, "UID")?,
        size: number(items, "RFC822.SIZE").map_or(0, |size| size as usize),
        has_calendar: typed || named,
    })
}

/// The mail in `* n FETCH (UID uid BODY[] {…}…)`.
pub(super) fn mail(answer: Vec<Token>, uid: u32) -> Option<Vec<u8>> {
    let items = items(&answer)?;
    if number(items, "UID") != Some(uid) {
        return None;
    }
    let body = answer.iter().position(|token| token.is("BODY[]"))?;
    match answer.into_iter().nth(body + 1)? {
        Token::Text(mail) => Some(mail),
        _ => None,
    }
}

fn is_ics(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end == "ics")
}

fn items(answer: &[Token]) -> Option<&[Token]> {
    answer.get(1).filter(|token| token.is("FETCH"))?;
    answer.get(2..)
}

fn number(items: &[Token], name: &str) -> Option<u32> {
    let at = items.iter().position(|token| token.is(name))?;
    items.get(at + 1)?.text()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn a_calendar_file_is_found_however_deep_it_lies() {
        let holds = |structure: &str| {
            let answer = format!("3 FETCH (UID 9 RFC822.SIZE 120 BODYSTRUCTURE {structure})\r\n");
            let mail = read(&tokens(answer.as_bytes())).unwrap();
            assert_eq!((mail.uid, mail.size), (9, 120));
            mail.has_calendar
        };
        let part = r#"("TEXT" "plain" ("CHARSET" "utf-8") NIL NIL "7BIT" 12 1)"#;
        let calendar = r#"("Text" "CALENDAR" ("METHOD" "REPLY") NIL NIL "BASE64" 900 12)"#;
        let named = r#"("APPLICATION" "OCTET-STREAM" ("NAME" "Invite.ICS") NIL NIL "BASE64" 9)"#;
        assert!(!holds(part));
        assert!(holds(calendar));
        assert!(holds(&format!(
            "(({part}{calendar} \"ALTERNATIVE\"){part} \"MIXED\")"
        )));
        assert!(holds(&format!("({part}{named} \"MIXED\")")));
        assert!(!holds(&format!("({part}{part} \"MIXED\")")));
    }

    #[test]
    fn a_mail_is_taken_only_under_its_own_number() {
        let answer = || tokens(b"3 FETCH (UID 9 BODY[] {5}\r\nFrom: FLAGS (\\Seen))\r\n");
        assert_eq!(mail(answer(), 9).unwrap(), b"From:");
        assert!(mail(answer(), 8).is_none());
    }
}
