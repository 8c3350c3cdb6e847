//! Calendars at other servers: CalDAV accounts and `.ics` subscriptions whose busy times count.
//!
//! Only times, status and kind are kept; a title never leaves the client. A calendar is read once
//! somebody says whose it is and that it counts, and forgotten when they take that back. What could
//! not be read, or not for a day, is unknown time and never free. Into one calendar the workspace's
//! own interviews are written ([`copies`]).

mod alerts;
mod choose;
mod client;
mod connect;
mod copies;
mod disconnect;
mod fresh;
mod lines;
mod mirror;
mod pull;
mod rounds;
mod times;
mod trouble;
mod view;

use crate::command::NoParameters;
use crate::{Desk, Failure};

pub(crate) use alerts::{is_due as drift_is_due, look as look_for_drift};
pub use choose::{Choose, choose};
pub use connect::{Connect, Connected, connect};
pub(crate) use copies::{copies_due, write_copies};
pub use disconnect::{Disconnect, Disconnected, disconnect};
pub(crate) use fresh::too_old;
pub(crate) use lines::Lines;
pub use rounds::{Sync, sync};
pub(crate) use rounds::{is_due, read_due};
pub(crate) use times::add;
pub(crate) use view::to_connect_again;
pub use view::{AccountState, AccountView, Accounts, CalendarView};

/// `calendar_account_list`.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<Accounts, Failure> {
    view::all(desk).await
}
