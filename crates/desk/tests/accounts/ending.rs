use std::sync::{Arc, Mutex};

use muster_desk::{Notification, Notifier};
use muster_store::{ChangeOrigin, accounts};
use serde_json::json;

use crate::office::Office;
use crate::support::at;

const DAY: i64 = 86_400;

#[derive(Default)]
struct Nowhere(Mutex<Vec<String>>);

impl Notifier for Nowhere {
    fn notify(&self, notification: &Notification) -> Result<(), String> {
        self.0.lock().unwrap().push(notification.title.clone());
        Ok(())
    }
}

#[tokio::test]
async fn an_account_renews_itself_until_its_grant_is_dead() {
    let office = Office::new().await;
    let account = office.connect().await;
    let id = json!({ "account_id": account["id"] });
    // Access tokens live an hour there.
    office.pass(2 * 3600).await;
    let tested = office.call("account_test", id.clone()).await;
    assert_eq!(tested["ok"], true, "{tested}");
    // Refresh tokens live two weeks.
    office.pass(40 * DAY).await;
    let tested = office.call("account_test", id.clone()).await;
    assert_eq!(tested["ok"], false, "{tested}");
    let account = &office.accounts().await[0];
    assert_eq!(account["state"], "sign_in_again");
    assert_eq!(account["next_step"], "Sign in again");
    assert_eq!(account["state_words"], tested["words"]);
    let today = office.call("dashboard_get", json!({})).await;
    let needing = &today["accounts_needing_attention"];
    assert_eq!(*needing, json!([account["vendor_name"]]));
    // Signing in brings the same account back.
    let again = office.connect().await;
    let today = office.call("dashboard_get", json!({})).await;
    assert_eq!(today["accounts_needing_attention"], json!([]));
    assert_eq!(again["id"], account["id"]);
    assert_eq!(again["state"], "connected");
    let tested = office.call("account_test", id).await;
    assert_eq!(tested["ok"], true, "{tested}");
}

#[tokio::test]
async fn a_sign_in_that_nobody_finishes_ends_by_itself() {
    let office = Office::new().await;
    office.start("paste").await;
    let background = office.desk.start_background(Arc::new(Nowhere::default()));
    office.pass(11 * 60).await;
    office.until_ended().await;
    background.stop().await;
    assert!(office.accounts().await.is_empty());
    let notices = office.notices().await;
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(
        notices[0].starts_with("No answer came from the 127.0.0.1 page"),
        "{notices:?}"
    );
}

#[tokio::test]
async fn the_end_of_a_sign_in_is_told_once_at_each_threshold() {
    let office = Office::new().await;
    let workspace = office.desk.workspace().await.unwrap();
    let origin = ChangeOrigin {
        command: "test".to_owned(),
        actor: "muster".to_owned(),
        origin: "background".to_owned(),
        at: at(0),
        undoable: false,
    };
    let mut tx = workspace.begin(&origin).await.unwrap();
    let account = accounts::Account {
        id: "a1".to_owned(),
        vendor: "linkedin".to_owned(),
        issuer: String::new(),
        subject: "s".to_owned(),
        email: "mia@example.com".to_owned(),
        name: "Mia".to_owned(),
        features: r#"["identity"]"#.to_owned(),
        missing: "[]".to_owned(),
        state: "connected".to_owned(),
        trouble: String::new(),
        obtained_at: at(0),
        grant_until: Some(at(60 * DAY)),
        renewable: false,
        connected_at: at(0),
        last_used_at: None,
        look_at: at(DAY),
        warned: None,
    };
    accounts::put(&mut tx, &account).await.unwrap();
    tx.commit().await.unwrap();
    let run = json!({ "kinds": ["accounts"] });
    for (days, told) in [(30, 0), (17, 1), (1, 1), (6, 2), (4, 3)] {
        office
            .call("clock_advance", json!({ "seconds": days * DAY }))
            .await;
        office.call("background_run", run.clone()).await;
        office.call("background_run", run.clone()).await;
        assert_eq!(office.notices().await.len(), told, "after {days} more days");
    }
    assert_eq!(
        office.notices().await[2],
        "LinkedIn asks for a new sign-in in 12 days"
    );
    let listed = &office.accounts().await[0];
    assert_eq!(listed["state"], "ends_soon");
    assert_eq!(listed["next_step"], "Sign in again");
}
