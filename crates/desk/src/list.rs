//! The one command list. Every host, the TypeScript client, the palette and the reference page
//! (`docs/reference/commands.md`) are made from it.
//!
//! To add a command: write a line here and the function it names; nothing else knows of it.

use serde_json::Value;

use crate::command::{self, CommandSpec, Kind, NoParameters, Palette};
use crate::operations::{self};
use crate::{
    Desk, Failure, activity, applications, backups, diagnostics, export, interviews, jobs, people, reminders, settings, slots, users,
};

macro_rules! commands {
    ($(
        $(#[doc = $help:literal])+
        $name:ident ( $params:ty ) -> $result:ty = $handler:path, $kind:ident
        $(, reads [$($read:ident),*])?
        $(, changes [$($change:ident),*])?
        $(, palette $title:literal $(key $key:literal)?)?
        ;
    )*) => {
        /// Every command there is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(non_camel_case_types, reason = "the names are the commands' names, letter by letter")]
        pub enum Command { $( $(#[doc = $help])+ $name, )* }

        impl Command {
            /// All commands, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The command's name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }

            /// The command of this name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $(stringify!($name) => Some(Self::$name),)* _ => None }
            }

            /// What it does to the workspace.
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// Everything about it, its JSON Schemas included.
            pub fn spec(self) -> CommandSpec {
                match self { $(Self::$name => CommandSpec {
                    name: stringify!($name),
                    help: [$($help.trim()),+].join(" "),
                    kind: Kind::$kind,
                    offline: true,
                    reads: &[$($(stringify!($read)),*)?],
                    changes: &[$($(stringify!($change)),*)?],
                    palette: commands!(@palette $($title $(key $key)?)?),
                    params: command::params_schema::<$params>(),
                    result: command::result_schema::<$result>(),
                },)* }
            }
        }

        /// Runs one command. A command without a function does not compile.
        pub(crate) async fn dispatch(
            desk: &Desk,
            command: Command,
            params: Value,
        ) -> Result<Value, Failure> {
            match command { $(Command::$name => {
                let params = command::decode::<$params>(params)?;
                // Boxed, so that the dispatcher's future is not as large as the largest command's.
                let result: $result = Box::pin($handler(desk, params)).await?;
                command::encode(&result)
            })* }
        }
    };
    (@palette) => { None };
    (@palette $title:literal) => { Some(Palette { title: $title, key: None }) };
    (@palette $title:literal key $key:literal) => { Some(Palette { title: $title, key: Some($key) }) };
}

commands! {
    /// Find slots when everyone needed is free (FORMATS.md).
    slots_find(muster_scheduling::slots::SlotsRequest) -> muster_scheduling::slots::SlotsAnswer
        = slots::find, Pure;

    /// Add an interviewer or colleague.
    person_create(people::Create) -> people::PersonView = people::create, Write,
        changes [people], palette "Add interviewer";
    /// List interviewers and colleagues by name.
    person_list(people::List) -> crate::paging::Listed<people::PersonView> = people::list, Read,
        reads [people];
    /// Change an interviewer: hours, zone, buffers, caps.
    person_update(people::Update) -> people::PersonView = people::update, Write,
        changes [people, interviews];

    /// Add a job.
    job_create(jobs::Create) -> jobs::JobView = jobs::create, Write,
        changes [jobs], palette "Add job";
    /// Show one job.
    job_get(jobs::JobId) -> jobs::JobView = jobs::get, Read, reads [jobs];
    /// List jobs by title.
    job_list(jobs::List) -> crate::paging::Listed<jobs::JobView> = jobs::list, Read, reads [jobs];
    /// Change a job, or close it.
    job_update(jobs::Update) -> jobs::JobView = jobs::update, Write, changes [jobs];

    /// Match a candidate with a job by their skills; makes the application.
    matching_match(applications::Match) -> applications::ApplicationView
        = applications::match_pair, Write, changes [applications], palette "Match with a job";
    /// List applications by candidate name.
    application_list(applications::List) -> crate::paging::Listed<applications::ApplicationView>
        = applications::list, Read, reads [applications, candidates, jobs];
    /// Move an application to another stage.
    application_move(applications::Move) -> applications::ApplicationView
        = applications::move_stage, Write, changes [applications], palette "Move to stage" key "M";
    /// Put a candidate on a job's shortlist, or take them off.
    candidate_shortlist(applications::Shortlist) -> applications::ApplicationView
        = applications::shortlist, Write, changes [applications, interviews, reminders],
        palette "Shortlist" key "L";
    /// Switch interviews, or online interviews, on or off for an application.
    candidate_toggle_interview(applications::ToggleInterview) -> applications::ApplicationView
        = applications::toggle, Write, changes [applications], palette "Enable interviews" key "I";
    /// Show where an application stands with its interviews, and what is in the way.
    candidate_interview_status(applications::ApplicationId) -> applications::InterviewStatus
        = applications::interview_status, Read, reads [applications, interviews];

    /// Schedule an interview, by every rule.
    interview_create(interviews::create::Create) -> interviews::view::InterviewView
        = interviews::create::create, Write, changes [interviews, reminders],
        palette "Schedule interview" key "S";
    /// List interviews.
    interview_list(interviews::read::List) -> crate::paging::Listed<interviews::view::InterviewView>
        = interviews::read::list, Read, reads [interviews];
    /// Show one interview.
    interview_get(interviews::read::InterviewId) -> interviews::view::InterviewView
        = interviews::read::get, Read, reads [interviews];
    /// Move an interview, change its people, or say what happened.
    interview_update(interviews::update::Update) -> interviews::view::InterviewView
        = interviews::update::update, Write, changes [interviews, reminders],
        palette "Reschedule interview" key "R";
    /// Cancel an interview, with a reason.
    interview_cancel(interviews::cancel::Cancel) -> interviews::view::InterviewView
        = interviews::cancel::cancel, Write, changes [interviews, reminders],
        palette "Cancel interview";
    /// Join the room of an online interview.
    interview_join(interviews::join::Join) -> interviews::view::InterviewView
        = interviews::join::join, Write, changes [interviews];
    /// Give an online interview a new room; the old link stops working.
    interview_room_renew(interviews::read::InterviewId) -> interviews::view::InterviewView
        = interviews::join::renew, Write, changes [interviews];
    /// Show what happened to an interview, by whom and why.
    interview_logs(interviews::read::InterviewId) -> Vec<interviews::read::LogView>
        = interviews::read::logs, Read, reads [interviews];
    /// Record how past interviews ended, as far as the records tell.
    interview_auto_update(NoParameters) -> interviews::auto::AutoUpdated
        = interviews::auto::auto_update_all, Write, changes [interviews];
    /// Find times for an interview from stored calendars and interviews.
    interview_slots(interviews::slots::Find) -> muster_scheduling::slots::SlotsAnswer
        = interviews::slots::find, Read, reads [interviews, people, busy],
        palette "Find interview times";
    /// List reminders of an interview, or all that still wait.
    reminder_list(reminders::List) -> Vec<reminders::ReminderView> = reminders::list, Read,
        reads [reminders];

    /// List the users of this workspace, the current one first.
    user_list(NoParameters) -> Vec<users::UserView> = users::list, Read, reads [users];
    /// Add a user of this workspace.
    user_create(users::Create) -> users::UserView = users::create, Write, changes [users];
    /// Change a user, or make one the current user.
    user_update(users::Update) -> users::UserView = users::update, Write, changes [users];

    /// Read the workspace settings.
    settings_get(NoParameters) -> settings::WorkspaceSettings = settings::get, Read,
        reads [settings];
    /// Change workspace settings: notice, horizon, reminders, LinkedIn account.
    settings_update(settings::Update) -> settings::WorkspaceSettings = settings::update, Write,
        changes [settings];

    /// List what was changed, by whom, newest first.
    activity_list(activity::List) -> crate::paging::Listed<activity::ChangeView> = activity::list,
        Read, reads [changes];
    /// Undo the last change, or the named one.
    change_undo(activity::Undo) -> activity::UndoneView = activity::undo, Write,
        changes [settings, users, people, candidates, jobs, applications, interviews, drafts, templates, busy],
        palette "Undo last change" key "Z";

    /// Read how far long work is.
    operation_get(operations::OperationId) -> operations::OperationView = operations::get, Read,
        reads [operations];
    /// Ask long work to stop.
    operation_cancel(operations::OperationId) -> operations::OperationView = operations::cancel,
        Write, changes [operations];

    /// Describe this workspace: folder, versions, time zone rules.
    workspace_status(NoParameters) -> diagnostics::Status = diagnostics::status, Read,
        reads [settings];
    /// Copy the workspace to a file that is checked, with its documents.
    workspace_backup(backups::Backup) -> operations::MaybeStarted<backups::BackupView>
        = backups::backup, Read, palette "Back up now";
    /// Put a backup in the place of this workspace, after checking it.
    workspace_restore(backups::Restore) -> backups::RestoredView = backups::restore, Write,
        changes [settings, users, people, candidates, jobs, applications, interviews, reminders,
            drafts, templates, busy, changes, operations],
        palette "Restore a backup";
    /// Write everything to a folder of JSON and CSV files.
    workspace_export(export::Export) -> operations::MaybeStarted<export::ExportView>
        = export::export, Read, palette "Export everything";
    /// Advance the clock of a test build.
    clock_advance(diagnostics::Advance) -> diagnostics::Present = diagnostics::advance, Testing;
}
