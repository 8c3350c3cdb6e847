//! The text of an event that is a Teams meeting.
//!
//! Exchange writes how to join into the text and ends the meeting when that is taken out, so a new
//! text of ours keeps it.

/// The line that Teams draws before its part.
const LINE: &str = "____________________";

/// A plain text as HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    out.push_str("<div>");
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out.push_str("</div>");
    out
}

/// A new text before the part that Teams wrote into the old one, both HTML. Where that part cannot
/// be told apart, all of the old text is kept: the meeting is worth more than a tidy text.
pub(super) fn keeping_teams(text: &str, old: &str) -> String {
    let from = old.find(LINE).map_or(0, |line| {
        let before = old.get(..line).unwrap_or_default();
        before.rfind("<div").unwrap_or(0)
    });
    let kept = old.get(from..).unwrap_or(old);
    format!("{}{kept}", html(text))
}

/// Our part of a plain text.
pub(super) fn without_teams(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let ours = text.find(LINE).map_or(text.as_str(), |line| &text[..line]);
    ours.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_teams_wrote_stays_and_our_old_text_goes() {
        let teams = "<div style=\"x\"><span>________________________</span></div>\
                     <div class=\"me-email-text\"><a href=\"https://teams/x\">Join</a></div>";
        let old = format!("<html><body><div>Old &amp; ours</div>{teams}</body></html>");
        let new = keeping_teams("New <b>\nline", &old);
        assert!(new.starts_with("<div>New &lt;b&gt;<br>line</div><div style"));
        assert!(new.contains("https://teams/x") && !new.contains("Old"));
        let strange = keeping_teams("New", "<p>Join https://teams/x</p>");
        assert!(
            strange.contains("https://teams/x"),
            "nothing is thrown away blindly"
        );
    }

    #[test]
    fn only_our_part_is_read_back() {
        assert_eq!(
            without_teams("Ours\r\nmore\r\n\r\n_____________________________\r\nJoin"),
            "Ours\nmore"
        );
        assert_eq!(without_teams(" Ours_ \n"), "Ours_");
    }
}
