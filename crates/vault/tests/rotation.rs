//! A new master key, cut off at every moment.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use muster_vault::{
    KeyRotation, Keyring, KeyringError, MasterKey, MemoryKeyring, RotationError, SealedRow, Secret,
    Vault, VaultState, forget, reseal,
};
use proptest::prelude::*;

const WORKSPACE: &str = "0192f0c1-7a51-7000-8000-000000000001";

fn row(vault: &Vault, id: &str, plain: &[u8]) -> SealedRow {
    let mut row = SealedRow {
        table: "accounts".to_owned(),
        id: id.to_owned(),
        column: "tokens".to_owned(),
        sealed: Vec::new(),
    };
    row.sealed = vault.seal(plain, row.identity()).unwrap().into_bytes();
    row
}

fn opens(vault: &Vault, rows: &[SealedRow]) -> bool {
    rows.iter()
        .all(|row| vault.unseal(&row.sealed, row.identity()).is_ok())
}

fn workspace() -> (MemoryKeyring, Vault, Vec<SealedRow>) {
    let keyring = MemoryKeyring::default();
    let vault = Vault::open_in(&keyring, WORKSPACE, false).unwrap();
    let rows = vec![
        row(&vault, "a1", b"first"),
        row(&vault, "a2", b""),
        row(&vault, "a3", b"third"),
    ];
    (keyring, vault, rows)
}

#[test]
fn every_value_opens_under_the_new_key_and_none_under_the_old() {
    let (keyring, old, rows) = workspace();
    let rotation = KeyRotation::begin(&keyring, WORKSPACE, rows.first()).unwrap();
    let anew = rotation.reseal(&old, &rows).unwrap();
    let new = rotation.finish().unwrap();
    assert!(opens(&new, &anew));
    for (before, after) in rows.iter().zip(&anew) {
        assert_eq!(before.identity(), after.identity());
        assert!(old.unseal(&after.sealed, after.identity()).is_err());
        assert!(new.unseal(&before.sealed, before.identity()).is_err());
    }
    let next_start = Vault::open_settled(&keyring, WORKSPACE, anew.first()).unwrap();
    assert!(opens(&next_start, &anew));
}

#[test]
fn one_value_that_does_not_open_stops_all() {
    let (keyring, old, mut rows) = workspace();
    rows[2].sealed[30] ^= 1;
    let rotation = KeyRotation::begin(&keyring, WORKSPACE, rows.first()).unwrap();
    let error = rotation.reseal(&old, &rows).unwrap_err();
    assert!(
        matches!(&error, RotationError::Unreadable { id, .. } if id == "a3"),
        "{error:?}"
    );
    rotation.abandon().unwrap();
    let next_start = Vault::open_settled(&keyring, WORKSPACE, rows.first()).unwrap();
    assert!(
        opens(&next_start, &rows[..2]),
        "the old key is still the key"
    );
}

#[test]
fn a_death_before_the_transaction_keeps_the_old_key() {
    let (keyring, old, rows) = workspace();
    let rotation = KeyRotation::begin(&keyring, WORKSPACE, rows.first()).unwrap();
    let _never_written = rotation.reseal(&old, &rows).unwrap();
    drop(rotation);
    let next_start = Vault::open_settled(&keyring, WORKSPACE, rows.first()).unwrap();
    assert!(opens(&next_start, &rows));
    // The key that was never used is dropped when the change is made again.
    let rotation = KeyRotation::begin(&keyring, WORKSPACE, rows.first()).unwrap();
    let anew = rotation.reseal(&next_start, &rows).unwrap();
    assert!(opens(&rotation.finish().unwrap(), &anew));
    assert!(
        keyring
            .read(&format!("{WORKSPACE}.next"))
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_death_after_the_transaction_takes_the_new_key() {
    let (keyring, old, rows) = workspace();
    let rotation = KeyRotation::begin(&keyring, WORKSPACE, rows.first()).unwrap();
    let written = rotation.reseal(&old, &rows).unwrap();
    drop(rotation);
    let next_start = Vault::open_settled(&keyring, WORKSPACE, written.first()).unwrap();
    assert!(opens(&next_start, &written));
    let later = Vault::open_settled(&keyring, WORKSPACE, written.first()).unwrap();
    assert!(opens(&later, &written));
    assert!(
        keyring
            .read(&format!("{WORKSPACE}.next"))
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_second_change_first_ends_the_one_that_was_cut_off() {
    let (keyring, old, rows) = workspace();
    let rotation = KeyRotation::begin(&keyring, WORKSPACE, rows.first()).unwrap();
    let written = rotation.reseal(&old, &rows).unwrap();
    drop(rotation);
    let rotation = KeyRotation::begin(&keyring, WORKSPACE, written.first()).unwrap();
    let current = Vault::open_in(&keyring, WORKSPACE, true).unwrap();
    let anew = rotation.reseal(&current, &written).unwrap();
    assert!(opens(&rotation.finish().unwrap(), &anew));
}

#[test]
fn two_keys_of_which_none_fits_are_both_kept() {
    let (keyring, _, _) = workspace();
    let stranger = Vault::with_key(MasterKey::generate().unwrap());
    let probe = row(&stranger, "a1", b"x");
    let other = MemoryKeyring::default();
    Vault::open_in(&other, WORKSPACE, false).unwrap();
    let next = other.read(WORKSPACE).unwrap().unwrap();
    keyring.write(&format!("{WORKSPACE}.next"), &next).unwrap();
    let state = Vault::open_settled(&keyring, WORKSPACE, Some(&probe)).unwrap_err();
    assert_eq!(state, VaultState::KeyLost);
    assert!(keyring.read(WORKSPACE).unwrap().is_some());
    assert!(
        keyring
            .read(&format!("{WORKSPACE}.next"))
            .unwrap()
            .is_some()
    );
}

/// A keyring that accepts new entries and forgets them.
#[derive(Debug, Default)]
struct Forgetful(MemoryKeyring);

impl Keyring for Forgetful {
    fn read(&self, account: &str) -> Result<Option<Secret<String>>, KeyringError> {
        self.0.read(account)
    }

    fn write(&self, _account: &str, _text: &Secret<String>) -> Result<(), KeyringError> {
        Ok(())
    }

    fn remove(&self, account: &str) -> Result<(), KeyringError> {
        self.0.remove(account)
    }
}

#[test]
fn a_keyring_that_forgets_gets_no_rotation() {
    let state = KeyRotation::begin(&Forgetful::default(), WORKSPACE, None).unwrap_err();
    assert!(
        matches!(state, VaultState::KeyringFailed { .. }),
        "{state:?}"
    );
}

#[test]
fn a_forgotten_workspace_leaves_nothing_of_a_change_that_was_cut_off() {
    let (keyring, _, rows) = workspace();
    drop(KeyRotation::begin(&keyring, WORKSPACE, rows.first()).unwrap());
    forget(&keyring, WORKSPACE).unwrap();
    for place in [WORKSPACE.to_owned(), format!("{WORKSPACE}.next")] {
        assert!(keyring.read(&place).unwrap().is_none(), "{place}");
    }
    forget(&keyring, WORKSPACE).unwrap();
}

proptest! {
    #[test]
    fn resealing_changes_no_value(plains in proptest::collection::vec(
        proptest::collection::vec(any::<u8>(), 0..80), 0..12)) {
        let old = Vault::with_key(MasterKey::generate().unwrap());
        let new = Vault::with_key(MasterKey::generate().unwrap());
        let rows: Vec<_> = plains.iter().enumerate()
            .map(|(place, plain)| row(&old, &place.to_string(), plain)).collect();
        let anew = reseal(&old, &new, &rows).unwrap();
        prop_assert_eq!(anew.len(), rows.len());
        for (row, plain) in anew.iter().zip(&plains) {
            let opened = new.unseal(&row.sealed, row.identity()).unwrap();
            prop_assert_eq!(opened.expose(), plain);
        }
    }
}
