//! The kinds of background work. To add one: a value here, and what [`Work::is_due`] and
//! [`Work::run`] then ask for; without them it does not compile. What it did goes into [`Ran`].

use muster_store::due;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Notification, reminders};
use crate::candidates::indexing;
use crate::command::NoParameters;
use crate::interviews::auto;
use crate::{Desk, Failure, accounts, backups, busy, calendars, holds, invitations, outbox};

/// One kind of background work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Reminds of interviews.
    Reminders,
    /// Records how past interviews ended, as far as the records tell.
    Statuses,
    /// Ends holds that ran out.
    Holds,
    /// Expands calendars whose expansion runs out.
    Busy,
    /// Reads calendars at other servers, each every ten minutes.
    Calendars,
    /// Looks whether interviews still hold after calendars were read.
    Drift,
    /// Notices interviews that changed and writes letters about them.
    Telling,
    /// Sends letters and writes events into calendars.
    Outgoing,
    /// Reads answers to invitations.
    Answers,
    /// Moves what was written lately into the search index, so that searching stays quick.
    Search,
    /// Makes the daily backup.
    Backup,
    /// Warns of accounts whose sign-in ends soon.
    Accounts,
}

/// A reminder that was shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FiredReminder {
    /// The interview.
    pub interview_id: String,
    /// Minutes before the start it was meant for.
    pub lead_minutes: u32,
    /// What it says.
    pub text: String,
    /// Id of its notice in the in-app list; several reminders may share a summary.
    pub notice_id: String,
}

/// What background work did.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Ran {
    /// Reminders that fired, soonest interview first.
    pub reminders: Vec<FiredReminder>,
    /// How many reminders were passed over: a later one of the same interview fired instead, or
    /// the interview is over.
    pub reminders_skipped: u32,
    /// Ids of interviews that turned out completed.
    pub completed: Vec<String>,
    /// Ids of interviews to which the candidate did not come.
    pub no_show: Vec<String>,
    /// Ids of past interviews of which a person has to say what happened.
    pub unconfirmed: Vec<String>,
    /// Ids of holds that ran out.
    pub holds_expired: Vec<String>,
    /// How many calendars were expanded further ahead.
    pub calendars_expanded: usize,
    /// How many calendar accounts were read, or began to be.
    pub calendar_accounts: usize,
    /// How many changed interviews were looked at for letters.
    pub interviews_told: usize,
    /// How many letters and copies of events were to leave.
    pub outgoing: usize,
    /// Whether the mailbox was read for answers, or began to be.
    pub answers_read: bool,
    /// How many candidates were moved into the search index.
    pub candidates_indexed: usize,
    /// The daily backup that was made.
    pub backup: Option<String>,
}

impl Work {
    /// All kinds, the one whose delay harms most first.
    pub const ALL: &'static [Self] = &[
        Self::Reminders,
        Self::Statuses,
        Self::Holds,
        Self::Busy,
        Self::Calendars,
        Self::Drift,
        Self::Telling,
        Self::Outgoing,
        Self::Answers,
        Self::Search,
        Self::Backup,
        Self::Accounts,
    ];

    /// Whether there is anything to do now. Asked every second, so it only reads, and little.
    pub(super) async fn is_due(self, desk: &Desk) -> Result<bool, Failure> {
        let workspace = desk.workspace().await?;
        Ok(match self {
            Self::Reminders => due::reminders(workspace, desk.now()).await?,
            Self::Statuses => due::outcomes(workspace, desk.now()).await?,
            Self::Holds => due::holds(workspace, desk.now()).await?,
            Self::Busy => !busy::running_out(desk).await?.is_empty(),
            Self::Calendars => calendars::is_due(desk).await?,
            Self::Drift => calendars::drift_is_due(desk).await?,
            Self::Telling => invitations::telling_is_due(desk).await?,
            Self::Outgoing => outbox::is_due(desk).await?,
            Self::Answers => invitations::answers_are_due(desk).await?,
            Self::Search => indexing::is_due(desk).await?,
            Self::Backup => backups::daily_is_due(desk).await?,
            Self::Accounts => due::accounts(workspace, desk.now()).await?,
        })
    }

    /// Does what is due now, once, and gives what is to be shown outside the window.
    pub(super) async fn run(
        self,
        desk: &Desk,
        ran: &mut Ran,
    ) -> Result<Vec<Notification>, Failure> {
        match self {
            Self::Reminders => reminders::fire(desk, ran).await,
            Self::Statuses => {
                let found = auto::auto_update_all(desk, NoParameters {}).await?;
                ran.completed = found.completed;
                ran.no_show = found.no_show;
                ran.unconfirmed = found.unconfirmed;
                Ok(Vec::new())
            }
            Self::Holds => {
                ran.holds_expired = holds::expire(desk).await?;
                Ok(Vec::new())
            }
            Self::Busy => {
                ran.calendars_expanded = busy::renew(desk).await?;
                Ok(Vec::new())
            }
            Self::Calendars => {
                ran.calendar_accounts = calendars::read_due(desk).await?;
                Ok(Vec::new())
            }
            Self::Drift => calendars::look_for_drift(desk).await,
            Self::Telling => {
                ran.interviews_told = invitations::follow(desk).await?;
                Ok(Vec::new())
            }
            Self::Outgoing => {
                ran.outgoing = outbox::deliver_due(desk).await?;
                Ok(Vec::new())
            }
            Self::Answers => {
                ran.answers_read = invitations::read_answers(desk).await?;
                Ok(Vec::new())
            }
            Self::Search => {
                ran.candidates_indexed = indexing::catch_up(desk).await?;
                Ok(Vec::new())
            }
            Self::Backup => {
                ran.backup = backups::daily(desk)
                    .await?
                    .map(|path| path.display().to_string());
                Ok(Vec::new())
            }
            Self::Accounts => accounts::warning::look(desk).await,
        }
    }
}
