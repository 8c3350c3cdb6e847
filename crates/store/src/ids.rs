//! Ids: UUIDv7, random in their tail, and for the demo workspace the same on each run.

use std::cell::RefCell;
use std::future::Future;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

tokio::task_local! {
    static SEED: RefCell<Sequence>;
}

/// The tails that a seed gives, one after the other.
struct Sequence {
    seed: String,
    next: u64,
}

impl Sequence {
    fn bytes(&mut self) -> [u8; 32] {
        self.next += 1;
        Sha256::digest(format!("{}:{}", self.seed, self.next)).into()
    }
}

/// A new random, time-ordered id (UUIDv7) stamped with `at`. Inside [`seeded`] its tail comes from
/// the seed.
pub fn new_id(at: DateTime<Utc>) -> String {
    let tail = SEED.try_with(|sequence| {
        let bytes = sequence.borrow_mut().bytes();
        let mut tail = [0; 10];
        tail.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        tail
    });
    let Ok(tail) = tail else { return random_id(at) };
    let at = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(at, &tail)
        .into_uuid()
        .to_string()
}

/// As [`new_id`], random also inside [`seeded`]: for what must differ between two machines.
pub fn random_id(at: DateTime<Utc>) -> String {
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    let stamp = uuid::Timestamp::from_unix(uuid::NoContext, seconds, at.timestamp_subsec_nanos());
    uuid::Uuid::new_v7(stamp).to_string()
}

/// 128 bits for a name that is never used again, such as an iCalendar UID. Not for secrets: inside
/// [`seeded`] they come from the seed.
pub fn unique_bits() -> [u8; 16] {
    let bits = SEED.try_with(|sequence| {
        let mut bits = [0; 16];
        bits.iter_mut()
            .zip(sequence.borrow_mut().bytes())
            .for_each(|(to, from)| *to = from);
        bits
    });
    // A version 4 UUID is the operating system's randomness but for six bits.
    bits.unwrap_or_else(|_| uuid::Uuid::new_v4().into_bytes())
}

/// Runs `work` with ids that follow from `seed`: the same work gives the same ids. Tasks that it
/// spawns have random ids.
pub async fn seeded<F: Future>(seed: String, work: F) -> F::Output {
    SEED.scope(RefCell::new(Sequence { seed, next: 0 }), work)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn three(seed: &str) -> Vec<String> {
        seeded(seed.to_owned(), async {
            let at = DateTime::from_timestamp_millis(1_774_000_000_123).unwrap();
            vec![new_id(at), new_id(at), hex::encode(unique_bits())]
        })
        .await
    }

    #[tokio::test]
    async fn a_seed_gives_the_same_ids_and_no_seed_gives_new_ones() {
        assert_eq!(three("a").await, three("a").await);
        assert_ne!(three("a").await, three("b").await);
        let ids = three("a").await;
        assert_ne!(ids[0], ids[1]);
        let id: uuid::Uuid = ids[0].parse().unwrap();
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_timestamp().unwrap().to_unix().0, 1_774_000_000);

        let at = DateTime::UNIX_EPOCH;
        assert_ne!(new_id(at), new_id(at));
        assert_ne!(unique_bits(), unique_bits());
        let random = seeded("a".to_owned(), async { random_id(at) });
        assert_ne!(
            random.await,
            seeded("a".to_owned(), async { random_id(at) }).await
        );
    }
}
