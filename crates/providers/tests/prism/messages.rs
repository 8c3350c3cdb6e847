//! Messages through Twilio and WhatsApp.

use chrono::DateTime;
use muster_providers::http::Credentials;
use muster_providers::phone::Phone;
use muster_providers::twilio::{AccountSid, Sender, Twilio};
use muster_providers::whatsapp::{PhoneNumberId, Template, WhatsApp};

use crate::line;
use crate::prism::{Prism, Wrong};

#[tokio::test]
async fn twilio_takes_a_message_from_a_number_and_from_a_service() {
    let account = AccountSid::parse(&format!("AC{}", "0".repeat(32))).unwrap();
    let path = format!("/2010-04-01/Accounts/{}/Messages.json", account.as_str());
    let many = format!("{path}?PageSize=many");
    let wrong = [Wrong::Form(&path), Wrong::Query(&many)];
    let Some(prism) = Prism::serve("twilio-messages.openapi.json", &wrong).await else {
        return;
    };
    let key = Credentials::basic(account.as_str(), "token");
    let twilio = Twilio::new(line(), prism.url.clone(), account, key);
    let to = Phone::parse("+49 151 12345678").unwrap();
    for from in ["+14155552345".to_owned(), format!("MG{}", "b".repeat(32))] {
        let from = Sender::parse(&from).unwrap();
        let text = "Grüße & bis morgen\n10:00 👍";
        let taken = twilio.send(&from, &to, text).await.unwrap();
        twilio.state(&taken).await.unwrap();
    }
    // The specification's own list is not as specified, so no answer comes; the request is.
    let _ = twilio.find(&to, "Hello", DateTime::UNIX_EPOCH).await;
    prism.took(&format!("get {path}")).await;
}

#[tokio::test]
async fn whatsapp_takes_a_template_with_and_without_places() {
    let wrong = [Wrong::Json("POST", "/v23.0/106540352242922/messages")];
    let Some(prism) = Prism::serve("whatsapp-cloud.openapi.json", &wrong).await else {
        return;
    };
    let number = PhoneNumberId::parse("106540352242922").unwrap();
    let base = prism.url.join("v23.0").unwrap();
    let whatsapp = WhatsApp::new(line(), base, number, Credentials::bearer("x"));
    let to = Phone::parse("+49 151 12345678").unwrap();
    for parameters in [vec![], vec!["Maria".to_owned(), "Monday 10:00".to_owned()]] {
        let template = Template {
            name: "interview_reminder".to_owned(),
            language: "en_US".to_owned(),
            parameters,
        };
        whatsapp.send(&to, &template).await.unwrap();
    }
}
