//! What tests against servers share: a server to lie to us, a clock that only moves when somebody
//! sleeps, and a mirror in memory.

pub mod fake;
pub mod mirror;
pub mod timing;
