//! Résumés: kept, read, and honest about scans.

use std::fmt::Write as _;
use std::fs;

use serde_json::json;

use super::{call, create, found, new_desk, refusal, undo};

/// A PDF of one page that draws a line and no text.
fn scan() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << >> >>",
        "<< /Length 24 >>\nstream\n10 10 m 100 100 l S     \nendstream",
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        writeln!(pdf, "{} 0 obj\n{object}\nendobj", number + 1).unwrap();
    }
    let table = pdf.len();
    pdf.push_str("xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        writeln!(pdf, "{place:010} 00000 n ").unwrap();
    }
    writeln!(
        pdf,
        "trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF"
    )
    .unwrap();
    pdf.into_bytes()
}

#[tokio::test]
async fn a_resume_is_kept_and_searched_and_the_same_content_is_one_document() {
    let (folder, desk) = new_desk();
    let id = create(&desk, json!({ "full_name": "Ana Li" })).await;
    let path = folder.path().join("cv of Ana.txt");
    fs::write(&path, "Ana Li\r\nKubernetes & Ünïcode").unwrap();
    let added = call(
        &desk,
        "candidate_document_add",
        json!({ "candidate_id": id, "path": path }),
    )
    .await;
    assert_eq!(added["file_name"], "cv of Ana.txt");
    assert_eq!(
        (&added["kind"], &added["has_text"]),
        (&json!("text"), &json!(true))
    );
    fs::remove_file(&path).unwrap();
    fs::write(
        folder.path().join("copy.txt"),
        "Ana Li\r\nKubernetes & Ünïcode",
    )
    .unwrap();
    let again = call(
        &desk,
        "candidate_document_add",
        json!({ "candidate_id": id, "path": folder.path().join("copy.txt") }),
    )
    .await;
    assert_eq!(again, added);
    let view = call(&desk, "candidate_get", json!({ "id": id })).await;
    assert_eq!(view["documents"], json!([added]));
    let text = call(
        &desk,
        "candidate_document_text",
        json!({ "id": added["id"] }),
    )
    .await;
    assert_eq!(text["text"], "Ana Li\nKubernetes & Ünïcode");
    assert_eq!(found(&desk, "kuber").await, ["Ana Li"]);

    let sha256 = muster_store::documents::content_hash("Ana Li\r\nKubernetes & Ünïcode".as_bytes());
    let kept = muster_store::documents::path(folder.path(), &sha256);
    assert_eq!(
        fs::read(&kept).unwrap(),
        "Ana Li\r\nKubernetes & Ünïcode".as_bytes()
    );
    let beside: Vec<_> = fs::read_dir(kept.parent().unwrap()).unwrap().collect();
    assert_eq!(beside.len(), 1, "no temporary file is left: {beside:?}");

    undo(&desk).await;
    assert!(found(&desk, "kuber").await.is_empty());
    let list = call(
        &desk,
        "candidate_document_list",
        json!({ "candidate_id": id }),
    )
    .await;
    assert_eq!(list["items"], json!([]));
}

#[tokio::test]
async fn a_scan_says_that_it_has_no_text() {
    let (folder, desk) = new_desk();
    let id = create(&desk, json!({ "full_name": "Ana Li" })).await;
    let path = folder.path().join("scan.pdf");
    fs::write(&path, scan()).unwrap();
    let added = call(
        &desk,
        "candidate_document_add",
        json!({ "candidate_id": id, "path": path }),
    )
    .await;
    assert_eq!(
        (&added["has_text"], &added["pages"]),
        (&json!(false), &json!(1))
    );
    assert!(
        added["message"]
            .as_str()
            .unwrap()
            .contains("No text was found in scan.pdf"),
        "{added}"
    );
    let text = call(
        &desk,
        "candidate_document_text",
        json!({ "id": added["id"] }),
    )
    .await;
    assert_eq!(text["text"], "");
    assert_eq!(text["message"], added["message"]);
}

#[tokio::test]
async fn what_is_no_resume_is_refused_and_nothing_is_kept() {
    let (folder, desk) = new_desk();
    let id = create(&desk, json!({ "full_name": "Ana Li" })).await;
    let path = |name: &str| folder.path().join(name);
    fs::write(path("photo.pdf"), b"\x89PNG\r\n\x1a\n0000").unwrap();
    fs::write(path("empty.txt"), b"").unwrap();
    for (name, code) in [
        ("photo.pdf", "unsupported_file"),
        ("empty.txt", "unsupported_file"),
        ("missing.pdf", "file_unreadable"),
        ("documents", "file_unreadable"),
    ] {
        let params = json!({ "candidate_id": id, "path": path(name) });
        let refused = refusal(&desk, "candidate_document_add", params).await;
        assert_eq!(refused.code.as_str(), code, "{name}");
        assert!(refused.message.contains(name), "{}", refused.message);
    }
    let params = json!({ "candidate_id": "nobody", "path": path("photo.pdf") });
    assert_eq!(
        refusal(&desk, "candidate_document_add", params)
            .await
            .code
            .as_str(),
        "not_found"
    );
    assert_eq!(fs::read_dir(path("documents")).unwrap().count(), 0);
    assert_eq!(
        call(&desk, "candidate_get", json!({ "id": id })).await["documents"],
        json!([])
    );
}
