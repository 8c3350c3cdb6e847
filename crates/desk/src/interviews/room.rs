//! Rooms of online interviews: 128 random bits, hashed to check a join and sealed to show again.
//!
//! Without a keyring the room id is shown once, when it is made; it is never kept in clear.

use muster_domain::interview::Mode;
use muster_store::interviews::Interview;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::{Desk, Failure};

/// A new room: its id, what is stored of it.
pub(crate) struct NewRoom {
    /// The id that goes into the link.
    pub id: String,
    /// SHA-256 of the id, hex.
    pub hash: String,
    /// The id sealed for this interview; empty when there is no key to seal it with.
    pub sealed: String,
}

/// Makes a room for an interview.
pub(crate) async fn make(desk: &Desk, interview_id: &str) -> Result<NewRoom, Failure> {
    let mut bits = [0u8; 16];
    getrandom::fill(&mut bits).map_err(Failure::internal)?;
    let id = hex::encode(bits);
    let sealed = match desk
        .seal("interviews", interview_id, "room_sealed", id.as_bytes())
        .await
    {
        Ok(sealed) => sealed,
        Err(state) => {
            tracing::warn!(code = ?state.code, "the room id cannot be sealed; it is shown once");
            String::new()
        }
    };
    Ok(NewRoom {
        hash: hash(&id),
        id,
        sealed,
    })
}

/// The room of an interview in this mode: none in person.
pub(crate) async fn for_mode(
    desk: &Desk,
    mode: Mode,
    interview_id: &str,
) -> Result<Option<NewRoom>, Failure> {
    match mode {
        Mode::Online => make(desk, interview_id).await.map(Some),
        Mode::Offline => Ok(None),
    }
}

/// The room id of an interview, when the key is at hand.
pub(crate) async fn reveal(desk: &Desk, interview: &Interview) -> Option<String> {
    if interview.room_sealed.is_empty() {
        return None;
    }
    let opened = desk
        .unseal(
            "interviews",
            &interview.id,
            "room_sealed",
            &interview.room_sealed,
        )
        .await;
    match opened {
        Ok(bytes) => String::from_utf8(bytes).ok(),
        Err(state) => {
            tracing::warn!(code = ?state.code, "the room id cannot be shown");
            None
        }
    }
}

/// Compares a room id with a stored hash in constant time.
pub(crate) fn matches(room_id: &str, stored_hash: &str) -> bool {
    let given = hash(room_id.trim());
    !stored_hash.is_empty() && bool::from(given.as_bytes().ct_eq(stored_hash.as_bytes()))
}

fn hash(room_id: &str) -> String {
    hex::encode(Sha256::digest(format!("muster-room/1:{room_id}")))
}
