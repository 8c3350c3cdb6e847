//! Calendars behind an address.

use muster_providers::ics_subscription::{Address, Feed, Seen, SubscriptionError, fetch};
use muster_scheduling::zone::Zones;
use url::Url;

use crate::dav::event;
use crate::support::fake::{Asked, Say, serve};
use crate::support::timing::{FakeTiming, line};

async fn read(url: &Url, path: &str, seen: &Seen) -> Result<Feed, SubscriptionError> {
    let address = Address::parse(url.join(path).unwrap().as_str()).unwrap();
    fetch(&line(&FakeTiming::new()), &address, seen, &Zones::bundled()).await
}

async fn server() -> Url {
    serve(|asked: &Asked| {
        let body = event("a", 2);
        match asked.path.as_str() {
            "/etag" if asked.header("if-none-match") == Some("\"1\"") => Say::status(304),
            "/etag" => Say::Answer(200, vec![("ETag", "\"1\"".to_owned())], body),
            "/date"
                if asked.header("if-modified-since") == Some("Sat, 21 Nov 2026 00:00:00 GMT") =>
            {
                Say::status(304)
            }
            "/date" => Say::Answer(
                200,
                vec![("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT".to_owned())],
                body,
            ),
            "/moved" => Say::Answer(302, vec![("Location", "/etag".to_owned())], String::new()),
            "/plain" => Say::Answer(
                302,
                vec![("Location", "http://cal.example.org/secret.ics".to_owned())],
                String::new(),
            ),
            "/login" => Say::Answer(200, Vec::new(), "<html>Sign in</html>".to_owned()),
            "/empty" => Say::status(200),
            "/huge" => Say::Answer(200, Vec::new(), " ".repeat(33 * 1024 * 1024)),
            "/gone-secret" => Say::status(404),
            _ => Say::status(418),
        }
    })
    .await
}

#[tokio::test]
async fn it_is_read_once_and_then_only_when_it_has_changed() {
    let url = server().await;
    for path in ["/etag", "/date", "/moved"] {
        let Ok(Feed::Read { file, seen, .. }) = read(&url, path, &Seen::default()).await else {
            panic!("{path}");
        };
        assert_eq!(file.series[0].uid, "a");
        assert!(!serde_json::to_string(&file).unwrap().contains("Secret"));
        let again = read(&url, path, &seen).await.unwrap();
        assert!(matches!(again, Feed::Unchanged { .. }), "{path}");
    }
}

#[tokio::test]
async fn what_is_no_calendar_replaces_nothing_and_no_word_tells_the_address() {
    let url = server().await;
    for (path, expected) in [
        ("/login", "sign in"),
        ("/empty", "no calendar"),
        ("/huge", "too large"),
        ("/gone-secret", "address"),
        ("/plain", "https"),
        ("/teapot-secret", "418"),
    ] {
        let error = read(&url, path, &Seen::default()).await.unwrap_err();
        let words = error.to_string();
        assert!(words.contains(expected), "{path}: {words}");
        assert!(!words.contains("secret") && !format!("{error:?}").contains("secret"));
    }
}
