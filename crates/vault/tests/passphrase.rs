//! The passphrase in the keyring's place.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use muster_vault::{
    Cost, MasterKey, MemoryKeyring, OpenError, PassphraseError, PassphraseLock, PassphraseRecord,
    RowIdentity, Secret, Vault,
};

const WORKSPACE: &str = "0192f0c1-7a51-7000-8000-000000000001";
const ROW: RowIdentity<'static> = RowIdentity {
    table: "accounts",
    id: "a1",
    column: "tokens",
};
/// Cheap, because these tests are not about time.
const CHEAP: Cost = Cost {
    memory_kib: 32,
    passes: 1,
    lanes: 1,
};
const RIGHT: &str = "correct horse battery staple";

fn words(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

fn made() -> (PassphraseRecord, Vault) {
    PassphraseRecord::create(&words(RIGHT), WORKSPACE, CHEAP).unwrap()
}

#[test]
fn the_passphrase_opens_what_was_sealed_before() {
    let (record, vault) = made();
    let sealed = vault.seal(b"1//refresh", ROW).unwrap();
    let stored = record.to_text();
    let again = PassphraseRecord::from_text(&stored).unwrap();
    assert_eq!(again.cost(), CHEAP);
    let vault = again.open(&words(RIGHT), WORKSPACE).unwrap();
    assert_eq!(vault.unseal(&sealed, ROW).unwrap().expose(), b"1//refresh");
}

#[test]
fn a_wrong_passphrase_is_its_own_answer() {
    let (record, _) = made();
    for wrong in [
        "correct horse battery stable",
        "",
        "Correct horse battery staple",
    ] {
        let error = record.open(&words(wrong), WORKSPACE).unwrap_err();
        assert_eq!(error, PassphraseError::Wrong, "{wrong}");
    }
    let error = record.open(&words(RIGHT), "another workspace").unwrap_err();
    assert_eq!(
        error,
        PassphraseError::Wrong,
        "a record copied to another workspace"
    );
}

#[test]
fn letters_typed_in_two_ways_are_the_same_letter() {
    let (record, _) =
        PassphraseRecord::create(&words("gr\u{fc}ne Wiese am Bach"), WORKSPACE, CHEAP).unwrap();
    assert!(
        record
            .open(&words("gru\u{308}ne Wiese am Bach"), WORKSPACE)
            .is_ok()
    );
}

#[test]
fn a_short_passphrase_is_refused_before_anything_is_made() {
    for short in ["", "123456789", "   1234567   "] {
        let error = PassphraseRecord::create(&words(short), WORKSPACE, CHEAP).unwrap_err();
        assert_eq!(error, PassphraseError::TooShort);
    }
}

#[test]
fn a_new_passphrase_leaves_the_sealed_values_alone() {
    let (_, vault) = made();
    let sealed = vault.seal(b"1//refresh", ROW).unwrap();
    let next =
        PassphraseRecord::protect(&vault, &words("another four words"), WORKSPACE, CHEAP).unwrap();
    let opened = next.open(&words("another four words"), WORKSPACE).unwrap();
    assert_eq!(opened.unseal(&sealed, ROW).unwrap().expose(), b"1//refresh");
    assert_eq!(
        next.open(&words(RIGHT), WORKSPACE).unwrap_err(),
        PassphraseError::Wrong
    );
}

#[test]
fn the_key_moves_into_a_keyring_when_there_is_one() {
    let (_, vault) = made();
    let sealed = vault.seal(b"1//refresh", ROW).unwrap();
    let keyring = MemoryKeyring::default();
    vault.keep_in(&keyring, WORKSPACE).unwrap();
    let opened = Vault::open_in(&keyring, WORKSPACE, true).unwrap();
    assert_eq!(opened.unseal(&sealed, ROW).unwrap().expose(), b"1//refresh");
}

#[test]
fn damage_is_told_apart_from_a_wrong_passphrase() {
    let (record, _) = made();
    let text = record.to_text();
    let key = text.rsplit('$').next().unwrap();
    let other = made().0.to_text();
    let foreign_key = text.replace(key, other.rsplit('$').next().unwrap());
    let record = PassphraseRecord::from_text(&foreign_key).unwrap();
    let error = record.open(&words(RIGHT), WORKSPACE).unwrap_err();
    assert!(
        matches!(error, PassphraseError::Damaged { .. }),
        "{error:?}"
    );
}

#[test]
fn a_record_that_cannot_be_read_says_so_and_asks_for_no_memory() {
    let text = made().0.to_text();
    let cases = [
        String::new(),
        "no record".to_owned(),
        text.replace("m=32", "m=4294967295"),
        text.replace("t=1", "t=1000000"),
        text.replace("t=1", "t=0"),
        text.replace("m=32", "m=-1"),
        text.replace("$m=", "$x="),
        text.replace("p=1", "p=1,q=2"),
        format!("{text}$more"),
        text.replace('$', " "),
    ];
    for case in cases {
        let error = PassphraseRecord::from_text(&case).unwrap_err();
        assert!(
            matches!(error, PassphraseError::Damaged { .. }),
            "{case}: {error:?}"
        );
    }
    let newer = text.replace("passphrase-1", "passphrase-2");
    let error = PassphraseRecord::from_text(&newer).unwrap_err();
    assert_eq!(error, PassphraseError::UnknownLayout);
}

#[test]
fn weaker_parameters_than_it_was_made_with_open_nothing() {
    let (record, _) =
        PassphraseRecord::create(&words(RIGHT), WORKSPACE, Cost { passes: 2, ..CHEAP }).unwrap();
    let edited = PassphraseRecord::from_text(&record.to_text().replace("t=2", "t=1")).unwrap();
    assert_eq!(
        edited.open(&words(RIGHT), WORKSPACE).unwrap_err(),
        PassphraseError::Wrong
    );
}

#[test]
fn the_recommended_cost_is_the_one_of_the_standard() {
    let Cost {
        memory_kib,
        passes,
        lanes,
    } = Cost::RECOMMENDED;
    assert_eq!((memory_kib, passes, lanes), (65_536, 3, 4));
}

#[test]
fn nothing_of_it_prints_a_secret() {
    let (record, vault) = made();
    let sealed = vault.seal(b"1//refresh", ROW).unwrap();
    let wrong = record
        .open(&words("hunter2 hunter2"), WORKSPACE)
        .unwrap_err();
    let printed = format!(
        "{record:?} {record:#?} {vault:?} {wrong} {wrong:?} {:?}",
        words(RIGHT)
    );
    for part in record.to_text().split('$').skip(2) {
        assert!(!printed.contains(part), "{printed}");
    }
    assert!(
        !printed.contains("horse") && !printed.contains("hunter2"),
        "{printed}"
    );
    let stranger = PassphraseRecord::create(&words(RIGHT), WORKSPACE, CHEAP)
        .unwrap()
        .1;
    assert_eq!(
        stranger.unseal(&sealed, ROW).unwrap_err(),
        OpenError::Refused
    );
}

#[test]
fn an_opened_lock_locks_the_next_key_with_the_same_passphrase() {
    let (record, _) = made();
    let (_, lock) = record.unlock(&words(RIGHT), WORKSPACE).unwrap();
    assert_eq!(format!("{lock:?}"), "[redacted]");
    let next = Vault::with_key(MasterKey::generate().unwrap());
    let sealed = next.seal(b"1//refresh", ROW).unwrap();
    let stored = lock.protect(&next, WORKSPACE).unwrap();
    let opened = stored.open(&words(RIGHT), WORKSPACE).unwrap();
    assert_eq!(opened.unseal(&sealed, ROW).unwrap().expose(), b"1//refresh");
    let error = PassphraseLock::new(&words("too short"), CHEAP).unwrap_err();
    assert_eq!(error, PassphraseError::TooShort);
}
