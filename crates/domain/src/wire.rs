//! Words of the wire: small closed lists of strings that FORMATS.md fixes.

/// A word that is not in a closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a known {what}. Use one of: {}.", allowed.join(", "))]
pub struct UnknownWord {
    /// What the list names, such as `interview status`.
    pub what: &'static str,
    /// The word that was given.
    pub word: String,
    /// All words of the list, in their order.
    pub allowed: Vec<&'static str>,
}

/// Declares an enum whose values are exact strings on the wire and in the database.
///
/// It gives serde, a JSON Schema, `ALL`, `as_str`, `Display` and `FromStr`, so that the same
/// word is never spelled twice.
macro_rules! wire_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident as $what:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $text)] $variant, )+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The exact string used on the wire and in the database.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $text, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::wire::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or_else(|| {
                    $crate::wire::UnknownWord {
                        what: $what,
                        word: word.to_owned(),
                        allowed: Self::ALL.iter().map(|value| value.as_str()).collect(),
                    }
                })
            }
        }
    };
}

pub(crate) use wire_enum;

#[cfg(test)]
mod tests {
    use crate::interview::Status;

    #[test]
    fn a_wrong_word_lists_the_right_ones() {
        let error = "SCHEDULED".parse::<Status>().unwrap_err();
        assert!(
            error
                .to_string()
                .contains("`SCHEDULED` is not a known interview status")
        );
        assert!(error.to_string().contains("awaiting_candidate"));
    }

    #[test]
    fn the_wire_string_is_the_database_string() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
            assert_eq!(status.as_str().parse::<Status>().unwrap(), *status);
        }
    }
}
