//! The one error at the edge: `{code, message, hint, details}`.

use muster_scheduling::InvalidSetting;
use muster_store::StoreError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $name:ident,)*) => {
        /// Why a command was refused or failed. A code exists only because something acts on it: the
        /// window's table of words and buttons, a script, or another part of Muster.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Code { $($(#[doc = $meaning])+ $name,)* }

        impl Code {
            /// Every code, for the reference page and the window's table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// What the code means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($meaning),+).trim_ascii(),)* }
            }
        }
    };
}

codes! {
    /// No row with this id.
    NotFound,
    /// A parameter is unknown, missing or has a wrong value; `details.field` names it.
    InvalidParameter,
    /// This needs a reason in words.
    ReasonRequired,
    /// Interviews are scheduled that this would orphan.
    InterviewsScheduled,
    /// The room id is not this interview's.
    RoomMismatch,
    /// Before the join window.
    TooEarly,
    /// After the join window.
    TooLate,
    /// The link died 24 hours after the end.
    LinkExpired,
    /// The interview's status or mode does not allow joining.
    NotJoinable,
    /// The workspace was made by a newer Muster.
    NewerWorkspace,
    /// The workspace cannot be written.
    ReadOnly,
    /// No room left on the disk.
    DiskFull,
    /// Another process is writing.
    WorkspaceBusy,
    /// The file is not of a kind that can be read here.
    UnsupportedFile,
    /// A file or folder could not be read or written.
    FileUnreadable,
    /// The workspace file is damaged or of another program.
    WorkspaceUnreadable,
    /// The change was followed by another one of the same rows.
    ChangedSince,
    /// There is nothing to undo.
    NothingToUndo,
    /// The same thing exists already.
    AlreadyExists,
    /// This step is not possible from the present state.
    InvalidState,
    /// The operation was cancelled.
    Cancelled,
    /// The operating system's keyring cannot be used.
    KeyringMissing,
    /// The candidate is not shortlisted for the job.
    NotShortlisted,
    /// Interviews are switched off for the application.
    InterviewNotEnabled,
    /// Online interviews are switched off for the application.
    OnlineNotEnabled,
    /// The start is not in the future.
    InThePast,
    /// The start is nearer than the minimum notice.
    NoticeTooShort,
    /// The start is beyond the booking horizon.
    TooFarAhead,
    /// Outside an interviewer's working hours.
    OutsideWorkingHours,
    /// An interviewer is busy.
    InterviewerConflict,
    /// The candidate has another interview then.
    CandidateConflict,
    /// An interviewer's daily maximum is reached.
    DayCap,
    /// An interviewer's weekly maximum is reached.
    WeekCap,
    /// A defect of Muster; the log has the details.
    Internal,
}

impl Code {
    /// The code as it is written in answers.
    pub fn as_str(self) -> String {
        match serde_json::to_value(self) {
            Ok(Value::String(text)) => text,
            _ => "internal".to_owned(),
        }
    }
}

/// A refusal or failure, in words a recruiter can act on.
#[derive(Debug, Clone, Serialize, JsonSchema, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What kind.
    pub code: Code,
    /// What happened, to whom.
    pub message: String,
    /// What to do next.
    pub hint: String,
    /// More, for programs: `field`, `violations`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Value>,
}

impl Failure {
    /// A failure without details.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: hint.into(),
            details: None,
        }
    }

    /// Adds details for programs.
    #[must_use]
    pub fn with(mut self, details: Value) -> Self {
        self.details = Some(details);
        self
    }

    /// A parameter that is missing, unknown or wrong.
    pub fn parameter(field: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::InvalidParameter, message, hint).with(json!({ "field": field }))
    }

    /// Nothing has this id.
    pub fn not_found(what: &str, id: &str) -> Self {
        Self::new(
            Code::NotFound,
            format!("There is no {what} with the id {id}."),
            format!(
                "Check the id, or list what there is; the {what} may have been undone or merged."
            ),
        )
    }

    /// A defect: logged with its cause, told without it.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "internal failure");
        Self::new(
            Code::Internal,
            "Muster met a problem it does not know. Nothing was changed.",
            "Try again. If it comes back, send us the log file named by `muster doctor`.",
        )
    }
}

impl From<InvalidSetting> for Failure {
    fn from(setting: InvalidSetting) -> Self {
        Self::parameter(&setting.field, setting.message, setting.hint)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::new(
                Code::WorkspaceBusy,
                "Another Muster is writing to this workspace. Nothing was changed.",
                "Wait a moment and try again, or close the other one.",
            ),
            StoreError::ReadOnly => Self::new(
                Code::ReadOnly,
                "The workspace cannot be written: its folder or disk is read-only. Nothing was changed.",
                "Give yourself write access to the folder, or open a workspace in another one.",
            )
            .with(json!({ "option": "--workspace" })),
            StoreError::DiskFull => Self::new(
                Code::DiskFull,
                "The disk is full. Nothing was changed.",
                "Free some room and try again.",
            ),
            StoreError::Newer { .. } => Self::new(
                Code::NewerWorkspace,
                format!("This workspace cannot be opened: {error}."),
                "Update Muster on this machine. The file was not touched.",
            ),
            StoreError::Unreadable { ref path, .. } => Self::new(
                Code::WorkspaceUnreadable,
                format!("The workspace cannot be read: {error}."),
                format!(
                    "Restore a backup from {}, or choose another folder.",
                    path.parent().unwrap_or(path).join("backups").display()
                ),
            ),
            StoreError::Damaged { .. } => Self::new(
                Code::WorkspaceUnreadable,
                format!("The workspace cannot be read: {error}."),
                "Restore a backup from the workspace's backups folder, or choose another folder.",
            ),
            StoreError::BadBackup { .. } => Self::new(
                Code::UnsupportedFile,
                format!("Nothing was restored: {error}. The workspace is as it was."),
                "Choose another backup; Muster keeps daily ones in the workspace's backups folder.",
            ),
            StoreError::Exists { .. } => Self::new(
                Code::AlreadyExists,
                format!("Nothing was written: {error}."),
                "Choose another name, or an empty folder.",
            ),
            StoreError::NotFound { what, ref id } => Self::not_found(what, id),
            StoreError::ChangedSince { ref table } => Self::new(
                Code::ChangedSince,
                format!("This cannot be undone: {error}."),
                format!("Undo the later change of {table} first."),
            ),
            StoreError::InUse => Self::new(
                Code::ChangedSince,
                "This cannot be done: something that was added later belongs to what would be removed.",
                "Undo or remove the later addition first; the list of activity shows it.",
            ),
            StoreError::BadCursor => Self::parameter(
                "cursor",
                "The cursor is not one that this list gave out.",
                "Start again without a cursor.",
            ),
            StoreError::Io { .. } => Self::new(
                Code::FileUnreadable,
                format!("A file could not be used: {error}."),
                "Check the path and your rights to it.",
            ),
            StoreError::Database(_) | StoreError::Migration(_) | StoreError::Stored { .. } => {
                Self::internal(error)
            }
        }
    }
}
