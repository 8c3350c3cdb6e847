//! Ways to reach a person, checked, with the form used to compare them.
//!
//! Every type keeps what is shown apart from its *identity*: two values with the same
//! identity are the same address (FORMATS.md, "The same person is").

mod email;
mod link;
mod linkedin;
mod phone;

pub use email::Email;
pub use link::Link;
pub use linkedin::LinkedInUrl;
pub use phone::Phone;

use thiserror::Error;

/// Why a way to reach a person was refused. The message says what to write instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ContactError {
    /// Not one e-mail address.
    #[error("This is not an e-mail address. Write one address, for example name@example.org.")]
    Email,
    /// Not a telephone number.
    #[error(
        "This is not a telephone number. Write 7 to 20 digits, for example +49 30 1234567; \
         an extension goes behind \"ext\"."
    )]
    Phone,
    /// Not a web address, or not http or https.
    #[error("This is not a web address. Write one that begins with https:// or http://.")]
    Link,
    /// Not the address of a person's `LinkedIn` profile.
    #[error(
        "This is not a LinkedIn profile. Write its address, for example \
         https://www.linkedin.com/in/name."
    )]
    LinkedIn,
}

/// Lets a checked text be stored as a JSON string and checked again when it is read.
macro_rules! as_json_string {
    ($($type:ty),+) => {$(
        impl std::str::FromStr for $type {
            type Err = ContactError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $type {
            type Error = ContactError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.as_str().to_owned()
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}

as_json_string!(Email, Phone, Link, LinkedInUrl);
