use super::{is_html, sanitised};

fn safe(text: &str) -> String {
    sanitised(&format!("<p>begin</p>{text}<p>end</p>")).expect("it has tags")
}

/// What must not be in any answer, however it was written.
fn assert_harmless(from: &str) {
    let html = safe(from);
    let squeezed: String = html
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    // Text may say anything; a tag or an attribute may not. So look inside the tags only.
    let mut inside = String::new();
    let mut depth = 0;
    for c in squeezed.chars() {
        match c {
            '<' => depth = 1,
            '>' => depth = 0,
            _ if depth == 1 => inside.push(c),
            _ => {}
        }
        if c == '>' {
            inside.push(' ');
        }
    }
    for word in [
        "script",
        "onerror",
        "onload",
        "onclick",
        "onmouse",
        "ontoggle",
        "style",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "button",
        "img",
        "link",
        "meta",
        "base",
        "video",
        "audio",
        "src",
        "javascript:",
        "data:",
        "vbscript:",
        "http:",
        "class=",
        "id=",
        "srcdoc",
        "action",
    ] {
        assert!(!inside.contains(word), "{word} in {html} from {from}");
    }
    assert!(html.starts_with("<p>begin</p>"), "{html} from {from}");
    assert!(html.contains("end"), "{html} from {from}");
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    for text in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=https://x.example/a.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
        "<img src=https://x.example/pixel.gif width=1 height=1>",
        "<p onclick=\"alert(1)\" style=\"background:url(https://x.example)\">text</p>",
        "<a href=\"javascript:alert(1)\">link</a>",
        "<a href=\" java\nscript:alert(1)\">link</a>",
        "<a href=\"&#106;&#97;vascript&#58;alert(1)\">link</a>",
        "<a href=\"&#x6A;avascript&colon;alert(1)\">link</a>",
        "<a href=\"java&Tab;script:alert(1)\">link</a>",
        "<a href=\"\u{1}javascript:alert(1)\">link</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">link</a>",
        "<a href=\"vbscript:msgbox(1)\">link</a>",
        "<a href=\"http://plain.example\">link</a>",
        "<a href=\"//x.example/a\">link</a>",
        "<a href=\"/relative\">link</a>",
        "<svg onload=alert(1)><script>alert(1)</script><a href='javascript:alert(1)'>x</a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<style>@import 'https://x.example/a.css'; p { color: red }</style>",
        "<link rel=stylesheet href=https://x.example/a.css>",
        "<meta http-equiv=refresh content='0;url=https://x.example'>",
        "<base href=https://x.example/>",
        "<iframe src=https://x.example></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data=https://x.example/a.swf></object><embed src=https://x.example/a.swf>",
        "<form action=https://x.example><input name=password><button>Send</button></form>",
        "<video src=https://x.example/a.mp4 autoplay></video><audio src=https://x.example/a>",
        "<details open ontoggle=alert(1)>text</details>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<template><img src=x onerror=alert(1)></template>",
        "<textarea><img src=x onerror=alert(1)></textarea>",
        "<xmp><img src=x onerror=alert(1)></xmp>",
        "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<table background=https://x.example/a.png><tr><td style=x>cell</table>",
        "<span class=x id=y>text</span>",
        "<p>unclosed <b><i><a href='javascript:alert(1)'",
    ] {
        assert_harmless(text);
    }
}

#[test]
fn an_entity_stays_the_letter_it_stands_for() {
    let html = safe("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt; 3 &lt; 4</p>");
    assert!(
        html.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt; 3 &lt; 4</p>"),
        "{html}"
    );
}

#[test]
fn what_a_reader_needs_stays() {
    let html = sanitised(
        "<h2>Engineer</h2><p>We <strong>build</strong> <em>things</em>.<br>And:</p>\
         <ul class=\"x\"><li>Rust</li><li dir=\"rtl\">עברית</li></ul>\
         <font color=red>Pay</font> <center>50 to 60</center>\
         <table><tr><th colspan=2>Week</th></tr><tr><td>Mon</td><td>Tue</td></tr></table>",
    )
    .unwrap();
    assert_eq!(
        html,
        "<h2>Engineer</h2><p>We <strong>build</strong> <em>things</em>.<br>And:</p>\
         <ul><li>Rust</li><li dir=\"rtl\">עברית</li></ul>\
         Pay 50 to 60\
         <table><tbody><tr><th colspan=\"2\">Week</th></tr><tr><td>Mon</td><td>Tue</td></tr></tbody></table>"
    );
}

#[test]
fn links_keep_their_words_and_only_safe_addresses() {
    let html = sanitised(
        "<p><a href=\"https://example.org/a?b=1&amp;c=2\" target=_blank onclick=x>site</a> \
         <a href=\"mailto:jobs@example.org\">mail</a> <a href=\"javascript:x\">trap</a></p>",
    )
    .unwrap();
    let rel = "rel=\"noopener noreferrer nofollow\"";
    assert_eq!(
        html,
        format!(
            "<p><a href=\"https://example.org/a?b=1&amp;c=2\" {rel}>site</a> \
             <a href=\"mailto:jobs@example.org\" {rel}>mail</a> <a {rel}>trap</a></p>"
        )
    );
}

#[test]
fn plain_text_is_no_html() {
    for text in [
        "",
        "Ship Rust. 3 < 4 and 5 > 4.",
        "if a <b then c> d",
        "x <i or y> z",
        "Mail me <ana@example.org>",
        "A vector<p2> of p's",
        "List<String> and Map<a, b>",
        "<3 this job",
        "a <p without an end",
        "&lt;p&gt;",
    ] {
        assert!(!is_html(text), "{text}");
        assert_eq!(sanitised(text), None);
    }
    for text in [
        "<p>x</p>",
        "One<br>two",
        "One<BR/>two",
        "<ul ><li>x",
        "<P class=\"a\">x",
        "very <b>bold</b>",
        "<a href=\"https://x.example\">x</a>",
        "</p>",
        "a < b <br> c",
    ] {
        assert!(is_html(text), "{text}");
    }
}
