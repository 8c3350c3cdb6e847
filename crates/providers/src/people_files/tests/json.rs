use super::super::MAX_RECORD_BYTES;
use super::*;

#[test]
fn an_array_and_one_object_a_line_give_the_same_people() {
    let objects = [
        r#"{"full_name":"Ana [Li] {\"x\"}","emails":["ana@x.org"],"skills":["SQL"]}"#,
        r#"{"first_name":"Bo","last_name":"\u5f20","notes":"one\ntwo","emails":null}"#,
    ];
    let array = rows(format!("[\n  {},\n  {}\n]\n", objects[0], objects[1]));
    let lines = rows(format!("{}\r\n\r\n{}", objects[0], objects[1]));
    assert_eq!(places(&array), [place(1, 2, ""), place(2, 3, "")]);
    assert_eq!(places(&lines), [place(1, 1, ""), place(2, 3, "")]);
    for (left, right) in array.iter().zip(&lines) {
        assert_eq!(person(left), person(right));
    }
    assert_eq!(person(&array[0]).full_name, "Ana [Li] {\"x\"}");
    assert_eq!(person(&array[1]).full_name, "Bo 张");
}

#[test]
fn objects_over_many_lines_need_no_array() {
    let rows = rows("{\n \"full_name\": \"Ana\"\n}\n{\n \"full_name\": \"Bo\"\n}\n");
    assert_eq!(places(&rows), [place(1, 1, ""), place(2, 4, "")]);
}

#[test]
fn a_wrong_object_names_its_field_and_spares_the_others() {
    let rows = rows(
        r#"[{"full_name":"Ana","emails":"ana@x.org"},
{"full_name":5},
{"full_name":"Ana","shoe_size":39},
{"full_name":"Ana","experience":[{"title":"Dev","start":2019}]},
{"full_name":"Ana","emails":["x@y.org","nope"]},
42,
"Ana", [1, [2]],
{"full_name":"Ana",},
{"full_name":"Ana","full_name":"Bo"},
{"headline":"x"},
{"full_name":"A\u0000"},
{"full_name":"Zoë"}]"#,
    );
    let found: Vec<(u64, Option<&str>, &str)> = rows[..12]
        .iter()
        .map(|row| {
            let problem = problem(row);
            (
                problem.line,
                problem.field.as_deref(),
                problem.code.as_str(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (1, Some("emails"), "invalid_type"),
            (2, Some("full_name"), "invalid_type"),
            (3, Some("shoe_size"), "unknown_field"),
            (4, Some("experience[0].start"), "invalid_type"),
            (5, Some("emails[1]"), "invalid_email"),
            (6, None, "invalid_type"),
            (7, None, "invalid_type"),
            (7, None, "invalid_type"),
            (8, None, "invalid_json"),
            (9, Some("full_name"), "invalid_json"),
            (10, Some("full_name"), "required"),
            (11, Some("full_name"), "invalid_text"),
        ]
    );
    assert_eq!(person(&rows[12]).full_name, "Zoë");
    let message = &problem(&rows[1]).message;
    assert!(
        message.contains("integer `5`") && !message.contains("column"),
        "{message}"
    );
}

#[test]
fn a_broken_line_spares_the_next_ones() {
    let rows = rows(
        "{\"full_name\":\"Ana\"}\n{\"full_name\":\"Bo\nnot json\n{\"full_name\":\"Cy\"} x\n{\"full_name\":\"Di\"}",
    );
    assert_eq!(
        places(&rows),
        [
            place(1, 1, ""),
            place(2, 2, "invalid_json"),
            place(3, 3, "invalid_json"),
            place(4, 4, "invalid_json"),
            place(5, 5, ""),
        ]
    );
}

#[test]
fn a_broken_array_says_where_and_ends() {
    for (content, line) in [
        ("[{\"full_name\":\"Ana\"},\n{\"full_name\":\"Bo\"", 2),
        ("[{\"full_name\":\"Ana\"}\n", 2),
        ("[{\"full_name\":\"Ana\"},\n{\"full_name\":\"B\no\"}]", 2),
        ("[{\"full_name\":\"Ana\"}]\n{\"full_name\":\"Bo\"}", 2),
    ] {
        assert_eq!(
            places(&rows(content)),
            [place(1, 1, ""), place(2, line, "invalid_json")],
            "{content}"
        );
    }
    assert_eq!(rows("[ ]"), []);
}

#[test]
fn an_enormous_or_deep_object_does_not_eat_memory_or_stack() {
    let long = "x".repeat(MAX_RECORD_BYTES);
    for content in [
        format!("[{{\"notes\":\"{long}\"}},{{\"full_name\":\"Ana\"}}]"),
        format!("{{\"notes\":\"{long}\"}}\n{{\"full_name\":\"Ana\"}}"),
    ] {
        let rows = rows(content);
        assert_eq!(problem(&rows[0]).code, "record_too_large");
        assert_eq!(person(&rows[1]).full_name, "Ana");
    }
    let deep = format!(
        "[{{\"notes\":{}1{}}}]",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(rows(deep).len(), 1);
}

#[test]
fn an_array_is_read_element_by_element() {
    let one = "{\"full_name\":\"Ana Maria Li\",\"headline\":\"Engineer\"},\n".repeat(20_000);
    let content = format!("[{one}{{\"full_name\":\"Bo\"}}]");
    let total = content.len() as u64;
    let mut file = open(content, ImportFormat::Json).unwrap();
    file.next().unwrap().unwrap();
    assert!(file.bytes_read() <= 64 * 1024);
    assert_eq!(file.by_ref().count(), 20_000);
    assert_eq!(file.bytes_read(), total);
}
