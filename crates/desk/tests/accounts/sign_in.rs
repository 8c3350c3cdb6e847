use serde_json::json;

use crate::office::Office;
use crate::peer::client;

#[tokio::test]
async fn the_browser_calls_muster_and_the_account_is_connected_used_and_given_back() {
    let mut office = Office::new().await;
    let begun = office.start("loopback").await;
    let waiting = office.waiting().await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0]["attempt_id"], begun["attempt_id"]);
    let last = office.browse(&begun).await;
    let page = client().get(last.clone()).send().await.unwrap();
    assert_eq!(page.status(), 200);
    office.until_ended().await;

    let accounts = office.accounts().await;
    assert_eq!(accounts.len(), 1, "{accounts:?}");
    let account = &accounts[0];
    assert_eq!(account["label"], "mia@example.com");
    assert_eq!(account["state"], "connected");
    assert_eq!(account["vendor_name"], "127.0.0.1");
    assert_eq!(account["features"][0]["on"], true);
    assert_eq!(account["last_used_words"], json!(null));
    assert_eq!(
        office.notices().await,
        ["127.0.0.1 is connected as mia@example.com."]
    );
    // The code, and what it gave, are nowhere in clear.
    let code = last
        .query_pairs()
        .find(|(name, _)| name == "code")
        .map(|(_, code)| code.into_owned())
        .unwrap();
    let database = office.database();
    for secret in [code.as_str(), "\"refresh\"", "\"access\""] {
        let found = database
            .windows(secret.len())
            .any(|bytes| bytes == secret.as_bytes());
        assert!(!found, "{secret} is in the workspace file");
    }
    // Nothing of it can be undone.
    let activity = office.call("activity_list", json!({})).await;
    let items = activity["items"].as_array().unwrap();
    assert!(
        items
            .iter()
            .all(|change| !change.to_string().contains("account")),
        "{activity}"
    );

    // Another start of Muster goes on with what is stored.
    office.restart();
    let id = json!({ "account_id": account["id"] });
    let tested = office.call("account_test", id.clone()).await;
    assert_eq!(tested["ok"], true, "{tested}");
    assert!(office.accounts().await[0]["last_used_words"].is_string());

    let gone = office.call("account_disconnect", id.clone()).await;
    assert_eq!(gone["revoked"], true, "{gone}");
    assert!(office.accounts().await.is_empty());
    assert_eq!(
        office.refusal("account_test", id).await.code,
        muster_desk::Code::NotFound
    );
    let activity = office.call("account_activity", json!({})).await;
    let kinds: Vec<_> = activity["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["kind"].clone(), row["result"].clone()))
        .collect();
    let ok = |kind: &str| (json!(kind), json!("ok"));
    assert_eq!(kinds, [ok("disconnect"), ok("test"), ok("sign_in")]);
}

#[tokio::test]
async fn who_says_no_is_told_so_and_nothing_is_connected() {
    let office = Office::new().await;
    let begun = office.start("loopback").await;
    let last = office.refuse(&begun).await;
    client().get(last).send().await.unwrap();
    office.until_ended().await;
    assert!(office.accounts().await.is_empty());
    assert_eq!(
        office.notices().await,
        ["You did not give Muster access to your 127.0.0.1 account, so nothing was connected."]
    );
    let activity = office.call("account_activity", json!({})).await;
    assert_eq!(activity["rows"][0]["result"], "sign_in_denied");
}

#[tokio::test]
async fn a_pasted_address_is_good_once() {
    let office = Office::new().await;
    let nonsense = office
        .refusal(
            "account_sign_in_paste",
            json!({ "address": "https://example.com" }),
        )
        .await;
    assert_eq!(nonsense.details.unwrap()["field"], "address");
    let last = office.browse(&office.start("paste").await).await;
    let address = json!({ "address": format!("  {last}\n") });
    let pasted = office.call("account_sign_in_paste", address.clone()).await;
    assert_eq!(pasted["outcome"], "connected", "{pasted}");
    assert_eq!(pasted["account"]["label"], "mia@example.com");
    let again = office.call("account_sign_in_paste", address).await;
    assert_eq!(again["outcome"], "replayed", "{again}");
    assert_eq!(office.accounts().await.len(), 1);
    assert_eq!(office.notices().await.len(), 1);
}

#[tokio::test]
async fn signing_in_again_renews_the_same_account() {
    let office = Office::new().await;
    let first = office.connect().await;
    let second = office.connect().await;
    assert_eq!(first["id"], second["id"]);
    assert_eq!(office.accounts().await.len(), 1);
    let tested = office
        .call("account_test", json!({ "account_id": first["id"] }))
        .await;
    assert_eq!(tested["ok"], true, "{tested}");
}

#[tokio::test]
async fn a_cancelled_sign_in_waits_no_more() {
    let office = Office::new().await;
    let first = office.start("loopback").await;
    // A second start for the same takes the place of the first.
    let second = office.start("loopback").await;
    assert_eq!(office.waiting().await.len(), 1);
    let old = json!({ "attempt_id": first["attempt_id"] });
    office.refusal("account_sign_in_cancel", old).await;
    let last = office.browse(&second).await;
    let new = json!({ "attempt_id": second["attempt_id"] });
    office.call("account_sign_in_cancel", new).await;
    assert!(office.waiting().await.is_empty());
    assert!(
        client().get(last.clone()).send().await.is_err(),
        "somebody still listens"
    );
    let pasted = office
        .call("account_sign_in_paste", json!({ "address": last.as_str() }))
        .await;
    assert_eq!(pasted["outcome"], "cancelled", "{pasted}");
    assert!(office.accounts().await.is_empty());
}

#[tokio::test]
async fn without_a_registration_the_way_to_one_is_told() {
    let office = Office::new().await;
    let vendors = office.call("account_vendors", json!({})).await;
    let vendors = vendors["vendors"].as_array().unwrap();
    let google = vendors.iter().find(|v| v["id"] == "google").unwrap();
    assert_eq!(google["name"], "Google");
    assert_eq!(google["client"]["id"], json!(null));
    assert_eq!(google["ways"], json!(["loopback", "paste"]));
    assert!(google["features"].as_array().unwrap().len() > 2, "{google}");
    let start = json!({ "vendor": "google", "features": ["send_mail"] });
    let refusal = office.refusal("account_sign_in_start", start).await;
    assert!(refusal.message.contains("client id"), "{refusal:?}");
    let unknown = json!({ "vendor": "google", "features": ["bookings"] });
    let refusal = office.refusal("account_sign_in_start", unknown).await;
    assert_eq!(refusal.details.unwrap()["field"], "features");

    // LinkedIn gives nothing without its secret, which is sealed and never shown.
    let mut client = json!({ "vendor": "linkedin", "client_id": "ours" });
    let refusal = office.refusal("account_client_set", client.clone()).await;
    assert_eq!(refusal.details.unwrap()["field"], "client_secret");
    client["client_secret"] = json!("open-sesame");
    let set = office.call("account_client_set", client).await;
    assert_eq!(set["client"]["has_secret"], true);
    assert!(!set.to_string().contains("open-sesame"));
    let database = office.database();
    assert!(!database.windows(11).any(|bytes| bytes == b"open-sesame"));
    let removed = office
        .call(
            "account_client_set",
            json!({ "vendor": "linkedin", "client_id": "" }),
        )
        .await;
    assert_eq!(removed["client"]["id"], json!(null));
}
