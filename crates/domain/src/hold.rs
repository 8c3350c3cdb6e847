//! Holds: time that is kept for a candidate (FEATURES.md SC13).

use crate::wire::wire_enum;

wire_enum! {
    /// Where a hold stands.
    pub enum HoldState as "state of a hold" {
        /// It blocks like an interview.
        Active = "active",
        /// Its time ran out; it blocks nothing.
        Expired = "expired",
        /// Somebody gave the time back.
        Released = "released",
        /// It became an interview.
        Confirmed = "confirmed",
    }
}
