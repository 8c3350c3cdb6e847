//! The one HTTP client under all vendors (DESIGN.md sections 2 and 7).
//!
//! [`Http`] is made once. Each account gets a [`Line`] from it, with a budget of requests, a limit
//! of requests at once and a circuit breaker of its own. A line repeats what may be repeated:
//!
//! - a request that only reads, after anything that passes (no connection, time limit, 429, 5xx);
//! - a request that writes, only when the server certainly did nothing (no connection, 429, 503
//!   with `Retry-After`). After anything else its outcome is unknown, and [`HttpError`] says so:
//!   the caller looks up before it writes again (DESIGN.md section 4).
//!
//! Clock, sleep and chance come in through [`Timing`]. Errors and logs name the host and nothing
//! else of a request: paths, queries, headers and bodies may hold secrets and people.

mod breaker;
mod budget;
mod client;
mod error;
mod line;
mod redirect;
mod request;
mod retry;
mod timing;

pub use budget::Budget;
pub use client::Http;
pub use error::HttpError;
pub use line::{Limits, Line};
pub use redirect::{allowed, same_site};
pub use request::{Credentials, Effect, Request, Response};
pub use timing::{ClockTiming, Timing};
