//! `slots_find`: the pure engine as a command.

use muster_scheduling::slots::{SlotsAnswer, SlotsRequest};

use crate::{Desk, Failure};

/// `slots_find`.
pub async fn find(desk: &Desk, params: SlotsRequest) -> Result<SlotsAnswer, Failure> {
    Ok(muster_scheduling::slots::find(desk.zones(), &params)?)
}
