use muster_desk::CameBack;

use crate::office::Office;

#[tokio::test]
async fn a_link_brings_the_answer() {
    let office = Office::new().await;
    let last = office.browse(&office.start("deep_link").await).await;
    assert_eq!(last.scheme(), "muster");
    let came = office.desk.sign_in_came_back(last.as_str()).await.unwrap();
    let CameBack::Told {
        connected, title, ..
    } = came
    else {
        panic!("{came:?}");
    };
    assert!(connected, "{title}");
    assert_eq!(title, "127.0.0.1 is connected as mia@example.com.");
    assert_eq!(office.accounts().await.len(), 1);
    let again = office.desk.sign_in_came_back(last.as_str()).await.unwrap();
    assert!(
        matches!(
            &again,
            CameBack::Told {
                connected: false,
                ..
            }
        ),
        "{again:?}"
    );
    assert_eq!(office.notices().await.len(), 1);
}

#[tokio::test]
async fn a_link_that_nobody_asked_for_changes_nothing() {
    let mut office = Office::new().await;
    let forged = "muster://oauth/callback?code=a-secret-code&state=s";
    let came = office.desk.sign_in_came_back(forged).await.unwrap();
    assert_eq!(came, CameBack::NotAskedFor);
    // Neither does one beside a sign-in that waits: that one goes on waiting.
    let begun = office.start("deep_link").await;
    let came = office.desk.sign_in_came_back(forged).await.unwrap();
    assert!(
        matches!(
            came,
            CameBack::Told {
                connected: false,
                ..
            }
        ),
        "{came:?}"
    );
    assert_eq!(office.waiting().await.len(), 1);
    assert!(office.notices().await.is_empty());
    // After a new start of Muster nothing waits.
    let last = office.browse(&begun).await;
    office.restart();
    let came = office.desk.sign_in_came_back(last.as_str()).await.unwrap();
    assert_eq!(came, CameBack::NotAskedFor);
    assert!(office.accounts().await.is_empty());
}
