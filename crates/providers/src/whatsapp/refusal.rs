//! Meta's numbers for why it refuses a message, in words.

use crate::delivery::DeliveryError;

/// Whether a refusal passes by itself: too much at once, for the app, the account, the number or
/// the pair of numbers.
pub(super) fn passes(code: u32) -> bool {
    matches!(code, 4 | 80_007 | 130_429 | 131_056 | 133_016)
}

/// What a refusal means.
pub(super) fn of_code(code: Option<u32>, status: u16) -> DeliveryError {
    let known = match code {
        Some(0 | 190) => return DeliveryError::SignIn,
        Some(3 | 10 | 200..=299 | 131_005) => {
            "The access token may not send WhatsApp messages. Give it the permission \
             whatsapp_business_messaging in Meta's settings."
        }
        Some(33 | 133_010) => {
            "The sender's number is not registered at WhatsApp. Check its id in the settings."
        }
        Some(368 | 130_497 | 131_031) => {
            "Meta has locked or limited this WhatsApp account. Look into WhatsApp Manager."
        }
        Some(131_008 | 131_009 | 132_000 | 132_012 | 132_018) => {
            "What Muster fills in does not fit the WhatsApp template: it has another number or \
             kind of places. Compare the template with the settings."
        }
        Some(131_026) => {
            "WhatsApp cannot deliver to this number: it may not be on WhatsApp, or has an old \
             version. Write by e-mail instead."
        }
        Some(131_030) => {
            "The sender is a test number, which reaches only the numbers listed at Meta. Add this \
             one there, or take a real number."
        }
        Some(131_042) => {
            "WhatsApp wants a payment method for this account. Add one in WhatsApp Manager."
        }
        Some(131_047) => {
            "The person has not written for 24 hours, so only an approved template may be sent. \
             Choose one in the settings."
        }
        Some(131_048..=131_050) => {
            "WhatsApp holds messages to this person back, because they or others did not want \
             them. Write by e-mail instead."
        }
        Some(132_001) => {
            "WhatsApp knows no approved template of this name in this language. Check both in the \
             settings."
        }
        Some(132_005 | 132_007) => {
            "WhatsApp does not take the filled-in template: too long, or against its rules. \
             Change the template."
        }
        Some(132_015 | 132_016) => {
            "WhatsApp has paused or disabled this template. Look into WhatsApp Manager, or choose \
             another."
        }
        _ if status == 401 => return DeliveryError::SignIn,
        Some(code) => {
            let words = format!(
                "WhatsApp refused the message (error {code}). Look the number up in Meta's list \
                 of errors, or write by e-mail."
            );
            return DeliveryError::refused(Some(code), words);
        }
        None => {
            let words = format!(
                "WhatsApp refused the message (status {status}) and gave no reason. Write by \
                 e-mail instead."
            );
            return DeliveryError::refused(None, words);
        }
    };
    DeliveryError::refused(code, known)
}
