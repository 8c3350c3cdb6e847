//! Search as one types.

use serde_json::json;

use super::{call, create, found, new_desk};

#[tokio::test]
async fn each_key_press_narrows_and_the_name_leads() {
    let (folder, desk) = new_desk();
    create(
        &desk,
        json!({ "full_name": "Notes Only", "notes": "Asked about Mariadb for a while" }),
    )
    .await;
    create(
        &desk,
        json!({ "full_name": "Skills Only", "skills": ["MariaDB"] }),
    )
    .await;
    create(
        &desk,
        json!({ "full_name": "Headline Only", "headline": "MariaDB administrator" }),
    )
    .await;
    let cv = create(&desk, json!({ "full_name": "Resume Only" })).await;
    create(&desk, json!({ "full_name": "Mariadb Costa" })).await;
    let path = folder.path().join("cv.txt");
    std::fs::write(
        &path,
        "Ran MariaDB clusters, and many other things, for a very long time.",
    )
    .unwrap();
    call(
        &desk,
        "candidate_document_add",
        json!({ "candidate_id": cv, "path": path }),
    )
    .await;
    let order = [
        "Mariadb Costa",
        "Headline Only",
        "Skills Only",
        "Notes Only",
        "Resume Only",
    ];
    for typed in ["mar", "maria", "mariadb", " MARIADB "] {
        assert_eq!(found(&desk, typed).await, order, "{typed}");
    }
    assert_eq!(found(&desk, "mariadb cos").await, ["Mariadb Costa"]);
    assert_eq!(
        found(&desk, "admin mariadb").await,
        Vec::<String>::new(),
        "an earlier word is whole"
    );
    assert_eq!(found(&desk, "administrator mar").await, ["Headline Only"]);
    let answer = call(
        &desk,
        "candidate_search",
        json!({ "query": "mariadb", "limit": 2 }),
    )
    .await;
    assert_eq!(answer["items"].as_array().unwrap().len(), 2);
    assert_eq!(answer["items"][1]["headline"], "MariaDB administrator");
}

#[tokio::test]
async fn snippets_show_the_persons_own_words_around_the_find() {
    let (folder, desk) = new_desk();
    let id = create(
        &desk,
        json!({ "full_name": "Ana Li", "headline": "Engineer", "notes": "<b>Prefers</b>\nmail in Zürich" }),
    )
    .await;
    let path = folder.path().join("cv.txt");
    std::fs::write(
        &path,
        format!(
            "{} Knows COBOL well. {}",
            "x ".repeat(500),
            "y ".repeat(500)
        ),
    )
    .unwrap();
    call(
        &desk,
        "candidate_document_add",
        json!({ "candidate_id": id, "path": path }),
    )
    .await;
    let snippet = async |query: &str| {
        let answer = call(&desk, "candidate_search", json!({ "query": query })).await;
        answer["items"][0]["snippet"].as_str().unwrap().to_owned()
    };
    assert_eq!(snippet("zuri").await, "<b>Prefers</b> mail in Zürich");
    assert_eq!(snippet("ana").await, "Engineer");
    let from_resume = snippet("cob").await;
    assert!(
        from_resume.contains("Knows COBOL well.") && from_resume.len() < 250,
        "{from_resume}"
    );
}

#[tokio::test]
async fn accents_apostrophes_and_programming_languages_are_found_as_typed() {
    let (_folder, desk) = new_desk();
    create(&desk, json!({ "full_name": "Søren Łukasz Weiß" })).await;
    create(
        &desk,
        json!({ "full_name": "Zoe O'Neill", "skills": ["C++"] }),
    )
    .await;
    create(
        &desk,
        json!({ "full_name": "Cara Doe", "skills": ["C#", "C"] }),
    )
    .await;
    for query in ["soren", "SØREN łu", "weiss", "lukasz", "so\u{308}ren"] {
        assert_eq!(found(&desk, query).await.len(), 1, "{query}");
    }
    for query in ["oneill", "o'neill", "neil", "O’Nei"] {
        assert_eq!(found(&desk, query).await, ["Zoe O'Neill"], "{query}");
    }
    assert_eq!(found(&desk, "c++").await, ["Zoe O'Neill"]);
    assert_eq!(found(&desk, "c#").await, ["Cara Doe"]);
}

#[tokio::test]
async fn any_part_of_a_name_without_spaces_is_found() {
    let (_folder, desk) = new_desk();
    create(
        &desk,
        json!({ "full_name": "欧阳伟明", "headline": "北京大学毕业Rust工程师" }),
    )
    .await;
    create(&desk, json!({ "full_name": "김민수" })).await;
    create(&desk, json!({ "full_name": "たなか ガブリエル" })).await;
    for query in [
        "欧",
        "欧阳",
        "阳伟",
        "伟明",
        "明",
        "京大学",
        "rust",
        "工程师",
        "毕业rust",
    ] {
        assert_eq!(found(&desk, query).await, ["欧阳伟明"], "{query}");
    }
    assert!(found(&desk, "伟阳").await.is_empty(), "the order counts");
    assert_eq!(found(&desk, "민수").await, ["김민수"]);
    assert_eq!(found(&desk, "ブリ").await, ["たなか ガブリエル"]);
}

#[tokio::test]
async fn no_text_that_is_typed_is_an_error() {
    let (_folder, desk) = new_desk();
    create(
        &desk,
        json!({ "full_name": "Ana Li", "notes": "and or not near" }),
    )
    .await;
    let long = "long ".repeat(2_048);
    let unbroken = "x".repeat(10_240);
    let han = "張".repeat(4_000);
    for query in [
        "",
        " ",
        "\"",
        "\"\"\"",
        "'",
        "*",
        "ana*",
        "^ana",
        "ana AND",
        "NOT",
        "OR OR",
        "NEAR(ana li)",
        "full_name:ana",
        "{full_name headline}: ana",
        "ana + li",
        "-ana",
        "(",
        ")",
        "ana\0li",
        "\0",
        "%",
        "\\",
        ";--",
        "\u{202e}ana",
        "\u{1F680}",
        "i\u{307}",
        &long,
        &unbroken,
        &han,
    ] {
        call(&desk, "candidate_search", json!({ "query": query })).await;
        call(&desk, "candidate_list", json!({ "query": query })).await;
    }
    assert!(found(&desk, " \" ").await.is_empty());
    assert_eq!(found(&desk, "\"ana\" li").await, ["Ana Li"]);
    assert_eq!(
        found(&desk, "not near").await,
        ["Ana Li"],
        "words of the language are plain words"
    );
}
