//! What happens to a workspace's key, over keyrings that behave well and badly.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Mutex;

use muster_vault::{
    Keyring, KeyringError, MasterKey, MemoryKeyring, OpenError, OsKeyring, RowIdentity, SERVICE,
    Secret, Vault, VaultState,
};

const WORKSPACE: &str = "0192f0c1-7a51-7000-8000-000000000001";
const ROW: RowIdentity<'static> = RowIdentity {
    table: "account",
    id: "a1",
    column: "refresh_token",
};

/// Answers every call with the same failure, or swallows what it is given; counts the writes.
#[derive(Debug, Default)]
struct Sick {
    failure: Option<KeyringError>,
    writes: Mutex<usize>,
}

impl Keyring for Sick {
    fn read(&self, _account: &str) -> Result<Option<Secret<String>>, KeyringError> {
        self.failure.clone().map_or(Ok(None), Err)
    }

    fn write(&self, _account: &str, _text: &Secret<String>) -> Result<(), KeyringError> {
        *self.writes.lock().unwrap() += 1;
        Ok(())
    }

    fn remove(&self, _account: &str) -> Result<(), KeyringError> {
        Ok(())
    }
}

fn sick(failure: KeyringError) -> Sick {
    Sick {
        failure: Some(failure),
        writes: Mutex::default(),
    }
}

#[test]
fn the_next_start_opens_what_the_last_one_sealed() {
    let keyring = MemoryKeyring::default();
    let first = Vault::open_in(&keyring, WORKSPACE, false).unwrap();
    let sealed = first.seal(b"1//refresh", ROW).unwrap();
    drop(first);
    let second = Vault::open_in(&keyring, WORKSPACE, true).unwrap();
    assert_eq!(second.unseal(&sealed, ROW).unwrap().expose(), b"1//refresh");
}

#[test]
fn each_workspace_has_its_own_key() {
    let keyring = MemoryKeyring::default();
    let ours = Vault::open_in(&keyring, WORKSPACE, false).unwrap();
    let theirs = Vault::open_in(&keyring, "another", false).unwrap();
    let sealed = ours.seal(b"x", ROW).unwrap();
    assert_eq!(theirs.unseal(&sealed, ROW).unwrap_err(), OpenError::Refused);
}

#[test]
fn a_lost_key_is_told_and_never_replaced() {
    let keyring = MemoryKeyring::default();
    let state = Vault::open_in(&keyring, WORKSPACE, true).unwrap_err();
    assert_eq!(state, VaultState::KeyLost);
    assert!(
        keyring.read(WORKSPACE).unwrap().is_none(),
        "a new key would hide that the old one is gone"
    );
}

#[test]
fn an_entry_that_is_no_key_is_damage_and_is_left_alone() {
    for has_sealed in [false, true] {
        let keyring = MemoryKeyring::default();
        let entry = Secret::new("edited by hand".to_owned());
        keyring.write(WORKSPACE, &entry).unwrap();
        let state = Vault::open_in(&keyring, WORKSPACE, has_sealed).unwrap_err();
        assert!(matches!(state, VaultState::Damaged { .. }), "{state:?}");
        let after = keyring.read(WORKSPACE).unwrap().unwrap();
        assert_eq!(after.expose(), "edited by hand");
    }
}

#[test]
fn a_keyring_that_cannot_be_read_gets_no_new_key() {
    let failures = [
        KeyringError::Missing { reason: "r".into() },
        KeyringError::Locked { reason: "r".into() },
        KeyringError::Failed { reason: "r".into() },
        KeyringError::Unusable { reason: "r" },
    ];
    let states = [
        VaultState::KeyringMissing { reason: "r".into() },
        VaultState::KeyringLocked { reason: "r".into() },
        VaultState::KeyringFailed { reason: "r".into() },
        VaultState::Damaged { reason: "r" },
    ];
    for (failure, expected) in failures.into_iter().zip(states) {
        let keyring = sick(failure);
        let state = Vault::open_in(&keyring, WORKSPACE, false).unwrap_err();
        assert_eq!(state, expected);
        assert_eq!(*keyring.writes.lock().unwrap(), 0, "{expected:?}");
    }
}

#[test]
fn a_keyring_that_forgets_is_not_trusted_with_a_key() {
    let state = Vault::open_in(&Sick::default(), WORKSPACE, false).unwrap_err();
    assert!(
        matches!(state, VaultState::KeyringFailed { .. }),
        "{state:?}"
    );
}

#[test]
fn nothing_in_the_crate_prints_a_secret() {
    let keyring = MemoryKeyring::default();
    let vault = Vault::open_in(&keyring, WORKSPACE, false).unwrap();
    let key = keyring.read(WORKSPACE).unwrap().unwrap();
    let sealed = vault.seal(b"1//refresh", ROW).unwrap();
    let opened = vault.unseal(&sealed, ROW).unwrap();
    let mut changed = sealed.to_vec();
    changed[30] ^= 1;
    let other = MemoryKeyring::default();
    other
        .write(WORKSPACE, &Secret::new("hunter2".into()))
        .unwrap();

    let printed = [
        format!("{vault:?} {vault:#?}"),
        format!("{key} {key:?} {key:#?}"),
        format!("{opened} {opened:?} {opened:#?}"),
        format!("{sealed:?} {sealed:#?}"),
        format!("{keyring:?} {keyring:#?} {other:?}"),
        format!("{OsKeyring:?} {SERVICE}"),
        format!("{:?}", MasterKey::generate().unwrap()),
        format!("{:?}", vault.unseal(&changed, ROW).unwrap_err()),
        format!("{:?}", Vault::open_in(&other, WORKSPACE, true).unwrap_err()),
    ]
    .join("\n");
    let key_bytes = format!("{:?}", key.expose().as_bytes());
    let token_bytes = format!("{:?}", b"1//refresh");
    let sealed_bytes = format!("{:?}", &sealed[1..]);
    let secrets = [
        key.expose().as_str(),
        "1//refresh",
        "hunter2",
        key_bytes.trim_matches(['[', ']']),
        token_bytes.trim_matches(['[', ']']),
        sealed_bytes.trim_matches(['[', ']']),
    ];
    for secret in secrets {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert_eq!(printed.matches("[redacted]").count(), 9, "{printed}");
}

#[test]
fn every_state_says_what_to_do_next() {
    let states = [
        (
            VaultState::KeyringMissing {
                reason: "no bus".into(),
            },
            "try again",
        ),
        (
            VaultState::KeyringLocked {
                reason: "no prompt".into(),
            },
            "Unlock it",
        ),
        (
            VaultState::KeyringFailed {
                reason: "closed".into(),
            },
            "Try again",
        ),
        (VaultState::KeyLost, "connect the accounts again"),
        (
            VaultState::Damaged {
                reason: "not a key",
            },
            "connect the accounts again",
        ),
    ];
    for (state, advice) in states {
        assert!(state.to_string().contains(advice), "{state}");
    }
}
