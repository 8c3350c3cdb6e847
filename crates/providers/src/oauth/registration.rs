//! Who Muster is at a vendor: the client id, and the secret where the vendor gives one.
//!
//! A team registers Muster with each vendor itself (the set-up guides say how) and enters the id in
//! the settings. A build may also carry ids in its environment.

use super::failure::SignInFailure;
use super::secret::SecretText;
use super::vendor::{SecretNeed, Vendor};

/// Muster's registration with one vendor.
#[derive(Debug, Clone)]
pub struct Registration {
    /// The client id, which is no secret.
    pub client_id: String,
    /// The client secret, where the vendor gives one and wants it.
    pub client_secret: Option<SecretText>,
}

impl Registration {
    /// Finds the registration: what the settings hold comes first, then the environment
    /// (`MUSTER_GOOGLE_CLIENT_ID`, `MUSTER_GOOGLE_CLIENT_SECRET`).
    ///
    /// `setting` is asked for `oauth.google.client_id` and `oauth.google.client_secret`; the desk
    /// unseals the second. An id is only ever paired with a secret from the same place.
    ///
    /// # Errors
    /// [`SignInFailure::NoClient`] when there is no id, or no secret where one is required.
    pub fn find(
        vendor: &Vendor,
        setting: impl Fn(&str) -> Option<String>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, SignInFailure> {
        let word = vendor.id.to_ascii_uppercase();
        let (id_variable, secret_variable) = (
            format!("MUSTER_{word}_CLIENT_ID"),
            format!("MUSTER_{word}_CLIENT_SECRET"),
        );
        let filled = |value: Option<String>| {
            value
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        let own = filled(setting(&format!("oauth.{}.client_id", vendor.id)));
        let (client_id, secret) = match own {
            Some(id) => (
                id,
                filled(setting(&format!("oauth.{}.client_secret", vendor.id))),
            ),
            None => (
                filled(environment(&id_variable)).ok_or_else(|| SignInFailure::NoClient {
                    vendor: vendor.name.clone(),
                    missing: "client id",
                    variable: id_variable.clone(),
                })?,
                filled(environment(&secret_variable)),
            ),
        };
        if vendor.secret == SecretNeed::Required && secret.is_none() {
            return Err(SignInFailure::NoClient {
                vendor: vendor.name.clone(),
                missing: "client secret",
                variable: secret_variable,
            });
        }
        Ok(Self {
            client_id,
            client_secret: secret
                .filter(|_| vendor.secret != SecretNeed::None)
                .map(SecretText::new),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::catalogue;
    use super::*;

    fn none(_: &str) -> Option<String> {
        None
    }

    fn both(name: &str) -> Option<String> {
        name.to_ascii_lowercase()
            .contains("google")
            .then(|| format!("value of {name}"))
    }

    #[test]
    fn settings_come_before_the_environment_and_are_not_mixed() {
        let google = catalogue::google(false);
        let found = Registration::find(&google, both, both).unwrap();
        assert_eq!(found.client_id, "value of oauth.google.client_id");
        let only_id = |name: &str| both(name).filter(|_| name.ends_with("client_id"));
        let found = Registration::find(&google, only_id, both).unwrap();
        assert!(
            found.client_secret.is_none(),
            "a secret of another registration"
        );
        let found = Registration::find(&google, none, both).unwrap();
        assert_eq!(found.client_id, "value of MUSTER_GOOGLE_CLIENT_ID");
        assert!(!format!("{found:?}").contains("CLIENT_SECRET"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let failure =
            Registration::find(&catalogue::google(false), none, |_| Some("  ".into())).unwrap_err();
        assert!(
            failure.hint().contains("MUSTER_GOOGLE_CLIENT_ID"),
            "{failure:?}"
        );
        let id = |name: &str| name.ends_with("client_id").then(|| "id".to_owned());
        let failure = Registration::find(&catalogue::linkedin(), id, none).unwrap_err();
        assert!(failure.to_string().contains("client secret"), "{failure}");
    }
}
