//! Twilio's numbers for why it refuses a message, in words.

use crate::delivery::DeliveryError;

/// The number for too many requests, where it comes without the status 429.
pub(super) const TOO_MANY: u32 = 20_429;

/// What a refusal means.
pub(super) fn of_code(code: Option<u32>, status: u16) -> DeliveryError {
    let known = match code {
        Some(20_003 | 20_006 | 20_404) => return DeliveryError::SignIn,
        Some(21_211 | 21_217) => "Twilio says that this is no telephone number. Correct it.",
        Some(21_214 | 21_612) => {
            "Twilio cannot send to this number from yours. Write by e-mail instead."
        }
        Some(21_408) => {
            "The Twilio account may not send to this country. Allow it in Twilio's console under \
             Messaging, Geo permissions."
        }
        Some(21_610) => {
            "The person has answered STOP to messages from this number, so none may be sent. \
             Write by e-mail instead."
        }
        Some(21_614) => "This is not a mobile number. Write by e-mail instead.",
        Some(21_603 | 21_606 | 21_659 | 21_660) => {
            "The sender's number does not belong to the Twilio account or cannot send messages. \
             Choose another in the settings."
        }
        Some(21_608) => {
            "A Twilio trial account sends only to numbers verified there. Verify this one, or \
             upgrade the account."
        }
        Some(21_617 | 21_605) => "The message is too long for Twilio. Shorten it.",
        Some(21_703..=21_705) => {
            "The messaging service in the settings has no number that can send. Add one in \
             Twilio's console."
        }
        Some(30_034 | 30_032) => {
            "The sender's number is not registered for messages to this country. Register it in \
             Twilio's console."
        }
        _ if status == 401 => return DeliveryError::SignIn,
        Some(code) => {
            let words = format!(
                "Twilio refused the message (error {code}). Look the number up in Twilio's list of \
                 errors, or write by e-mail."
            );
            return DeliveryError::refused(Some(code), words);
        }
        None => {
            let words = format!(
                "Twilio refused the message (status {status}) and gave no reason. Write by e-mail \
                 instead."
            );
            return DeliveryError::refused(None, words);
        }
    };
    DeliveryError::refused(code, known)
}

/// Why a message that was taken did not arrive, by the number that came with it.
pub(super) fn of_failed(code: Option<u32>) -> DeliveryError {
    let words = match code {
        Some(30_003 | 30_005 | 30_006) => {
            "The message did not arrive: the phone is off, the number does not exist, or it is a \
             landline. Write by e-mail instead."
        }
        Some(30_004 | 30_007) => {
            "The message did not arrive: the network holds it for unwanted. Write by e-mail \
             instead."
        }
        Some(code) => match of_code(Some(code), 400) {
            refused @ DeliveryError::Refused { .. } => return refused,
            _ => "The message did not arrive. Write by e-mail instead.",
        },
        None => "The message did not arrive, and Twilio gives no reason. Write by e-mail instead.",
    };
    DeliveryError::refused(code, words)
}
