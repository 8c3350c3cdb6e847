//! The one command list. Every host, the TypeScript client, the palette and the reference page
//! (`docs/reference/commands.md`) are made from it.
//!
//! To add a command: write a line here and the function it names; nothing else knows of it.

mod declare;

use serde::Deserializer;
use serde::de::Error as _;
use serde_json::Value;

use crate::command::{self, CommandSpec, Kind, NoParameters, Palette};
use crate::operations::{self};
use crate::prepared::{self, Prepared};
use crate::{
    Desk, Failure, accounts, activity, applications, availability, background, backups, busy,
    calendars, candidates, dashboard, demo, diagnostics, drafts, export, holds, interview_loops,
    interview_plans, interviews, invitations, jobs, loops, mail, notices, outbox, people, pools,
    reminders, schedule, settings, slot_search, slots, users, vault,
};

declare::commands! {
    /// Find slots when everyone needed is free (FORMATS.md).
    slots_find(muster_scheduling::slots::SlotsRequest) -> muster_scheduling::slots::SlotsAnswer
        = slots::find, Pure;
    /// Plan the interview loops of many candidates at once (FORMATS.md).
    loop_plan(muster_scheduling::loops::request::PlanRequest)
        -> operations::MaybeStarted<muster_scheduling::loops::request::PlanAnswer>
        = loops::plan, Pure;
    /// Repair planned loops after somebody dropped out or got busy: the smallest change.
    loop_repair(muster_scheduling::loops::request::RepairRequest)
        -> operations::MaybeStarted<muster_scheduling::loops::request::RepairAnswer>
        = loops::repair, Pure;

    /// Add an interviewer or colleague.
    person_create(people::Create) -> people::PersonView = people::create, Write,
        changes [people], palette "Add interviewer";
    /// List interviewers and colleagues by name.
    person_list(people::List) -> crate::paging::Listed<people::PersonView> = people::list, Read,
        reads [people];
    /// Change an interviewer: hours, zone, buffers, caps.
    person_update(people::Update) -> people::PersonView = people::update, Write,
        changes [people, interviews];

    /// List pools of interviewers by name.
    pool_list(pools::List) -> crate::paging::Listed<pools::PoolView> = pools::list, Read,
        reads [pools, people];
    /// Add a pool of interviewers, by skill or any other name.
    pool_create(pools::Create) -> pools::PoolView = pools::create, Write, changes [pools],
        palette "Add interviewer pool";
    /// Change a pool, its people, their weights and their training.
    pool_update(pools::Update) -> pools::PoolView = pools::update, Write,
        changes [pools, interview_plans];
    /// Remove a pool that no interview plan uses.
    pool_remove(pools::PoolId) -> pools::Removed = pools::remove, Write, changes [pools];

    /// List interview plans and templates by name.
    interview_plan_list(interview_plans::List)
        -> crate::paging::Listed<interview_plans::view::PlanView> = interview_plans::list, Read,
        reads [interview_plans, pools, people, jobs, settings];
    /// Show one interview plan, with what of it can never work.
    interview_plan_get(interview_plans::PlanId) -> interview_plans::view::PlanView
        = interview_plans::get, Read, reads [interview_plans, pools, people, jobs, settings];
    /// Plan the interviews of a job, or make a template.
    interview_plan_create(interview_plans::Create) -> interview_plans::view::PlanView
        = interview_plans::create, Write, changes [interview_plans], palette "Plan interviews";
    /// Change an interview plan and its steps.
    interview_plan_update(interview_plans::Update) -> interview_plans::view::PlanView
        = interview_plans::update, Write, changes [interview_plans];
    /// Remove an interview plan.
    interview_plan_remove(interview_plans::PlanId) -> pools::Removed = interview_plans::remove,
        Write, changes [interview_plans];

    /// Keep a time for a candidate until it runs out; it blocks like an interview.
    hold_create(holds::create::Create) -> holds::HoldView = holds::create::create, Write,
        changes [holds], palette "Hold time";
    /// List holds by start.
    hold_list(holds::List) -> crate::paging::Listed<holds::HoldView> = holds::list, Read,
        reads [holds, applications, candidates, jobs, people, users];
    /// Give the time of a hold back.
    hold_release(holds::HoldId) -> holds::HoldView = holds::release, Write, changes [holds],
        palette "Release held time";
    /// Make the interview that a hold kept the time for.
    hold_confirm(holds::confirm::Confirm) -> interviews::view::InterviewView
        = holds::confirm::confirm, Write, changes [holds, interviews, reminders],
        palette "Confirm held time";

    /// Show the settings of a person's availability with where each comes from; without a person
    /// those of a team or of the workspace.
    availability_get(availability::Get) -> availability::Availability = availability::get, Read,
        reads [availability_settings, people];
    /// Change settings of availability of the workspace, a team or a person; null inherits again.
    availability_set(availability::set::Set) -> availability::set::Changed
        = availability::set::set, Write, changes [availability_settings, people, interviews],
        palette "Change availability";
    /// Put people into a team, whose settings they inherit.
    availability_team(availability::team::Assign) -> availability::team::Assigned
        = availability::team::assign, Write, changes [people, availability_settings, interviews],
        palette "Put people into a team";
    /// Show how many interviews everyone has, week by week, and how evenly they are shared.
    availability_load(availability::load::Show) -> availability::load::Load
        = availability::load::show, Read,
        reads [availability_settings, people, pools, interviews, holds, users];

    /// Read an interviewer's busy times from an `.ics` file.
    busy_import(busy::import::Import) -> busy::import::Imported = busy::import::import, Write, changes [busy],
        palette "Import busy times";
    /// Show a person's calendar items in a window, without titles.
    busy_list(busy::List) -> Vec<busy::BlockView> = busy::list, Read, reads [busy];

    /// Connect a CalDAV account or an `.ics` address; it is tried first.
    calendar_connect(calendars::Connect) -> calendars::Connected = calendars::connect, Write,
        changes [calendars, busy];
    /// List calendar accounts with their calendars and how they are.
    calendar_account_list(NoParameters) -> calendars::Accounts = calendars::list, Read,
        reads [calendars, people, users];
    /// Say whose busy times a calendar holds, and whether they count.
    calendar_choose(calendars::Choose) -> calendars::AccountView = calendars::choose, Write,
        changes [calendars, busy];
    /// Read calendars now.
    calendar_sync(calendars::Sync) -> calendars::Accounts = calendars::sync, Write,
        changes [calendars, busy];
    /// Disconnect a calendar account; what was read of it goes too unless it shall stay.
    calendar_disconnect(calendars::Disconnect) -> calendars::Disconnected = calendars::disconnect,
        Write, changes [calendars, busy];

    /// Add a job.
    job_create(jobs::Create) -> jobs::JobView = jobs::create, Write,
        changes [jobs], palette "Add job";
    /// Show one job.
    job_get(jobs::JobId) -> jobs::JobView = jobs::get, Read,
        reads [jobs, applications];
    /// List jobs by title.
    job_list(jobs::List) -> crate::paging::Listed<jobs::JobView> = jobs::list, Read,
        reads [jobs, applications];
    /// Change a job, or close it.
    job_update(jobs::Update) -> jobs::JobView = jobs::update, Write, changes [jobs];

    /// Match a candidate with a job by their skills; makes the application.
    matching_match(applications::Match) -> applications::ApplicationView
        = applications::match_pair, Write, changes [applications], palette "Match with a job";
    /// List applications by candidate name.
    application_list(applications::List) -> crate::paging::Listed<applications::ApplicationView>
        = applications::list, Read, reads [applications, candidates, jobs];
    /// Move an application to another stage.
    application_move(applications::moving::Move) -> applications::ApplicationView
        = applications::moving::move_stage, Write, changes [applications], palette "Move to stage" key "M";
    /// Put a candidate on a job's shortlist, or take them off.
    candidate_shortlist(applications::Shortlist) -> applications::ApplicationView
        = applications::shortlist, Write, changes [applications, interviews, reminders, holds],
        palette "Shortlist" key "L";
    /// Switch interviews, or online interviews, on or off for an application.
    candidate_toggle_interview(applications::ToggleInterview) -> applications::ApplicationView
        = applications::toggle, Write, changes [applications, holds], palette "Enable interviews" key "I";
    /// Show where an application stands with its interviews, and what is in the way.
    candidate_interview_status(applications::ApplicationId) -> applications::InterviewStatus
        = applications::interview_status, Read, reads [applications, interviews];

    /// Schedule an interview, by every rule.
    interview_create(interviews::create::Create) -> interviews::view::InterviewView
        = interviews::create::create, Write, changes [interviews, reminders],
        palette "Schedule interview" key "S";
    /// List interviews, and what is held of the same days.
    interview_list(interviews::read::List) -> interviews::read::InterviewPage
        = interviews::read::list, Read, reads [interviews, holds, candidates, jobs, people, users];
    /// Show one interview.
    interview_get(interviews::read::InterviewId) -> interviews::view::InterviewView
        = interviews::read::get, Read, reads [interviews, candidates, jobs, people, users];
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
        = interviews::read::logs, Read, reads [interviews, users];
    /// List the countries whose public holidays are known.
    availability_countries(NoParameters) -> availability::Countries = availability::countries, Pure;
    /// Show the times most worth taking for an interview, each with its reasons.
    slots_suggest(slot_search::suggest::Suggest) -> slot_search::suggest::SlotSuggestions
        = slot_search::suggest::suggest, Read,
        judges [interview_plans, pools],
        palette "Suggest interview times";
    /// Show for every time whether it is offered or what blocks it, and what would open more.
    slots_xray(slot_search::Ask) -> slot_search::xray::SlotsXray
        = slot_search::xray::look, Read,
        judges [interview_plans, pools];
    /// Show what would open one time.
    slots_open(slot_search::xray::Open) -> slot_search::xray::SlotOpening
        = slot_search::xray::open, Read,
        judges [interview_plans, pools];
    /// Show how an interview can be mended, those ways first that fewest people notice.
    interview_repair(interviews::repair::Repair) -> interviews::repair::Repairs
        = interviews::repair::repair, Read,
        judges [interview_plans, pools];
    /// Mend an interview and the others that change along, or nothing: a repair that was shown.
    interview_repair_apply(interviews::repair::apply::Apply) -> interviews::repair::apply::Applied
        = interviews::repair::apply::apply, Write, changes [interviews, reminders];
    /// List interviews to come that would not be arranged today.
    drift_list(NoParameters) -> interviews::drift::DriftList = interviews::drift::list, Read,
        reads [interviews, people, busy, applications, candidates, jobs, users, holds,
            availability_settings];
    /// Plan all interviews of a job's plan for one candidate: up to three ways, with reasons.
    loop_suggest(interview_loops::suggest::Suggest) -> interview_loops::suggest::LoopSuggestions
        = interview_loops::suggest::suggest, Read,
        judges [interview_plans, pools],
        palette "Plan the whole loop";
    /// List who may take a seat of a loop at a time, free ones first.
    loop_seat_options(interview_loops::seats::SeatOptions) -> interview_loops::seats::SeatOptionList
        = interview_loops::seats::options, Read,
        reads [interviews, interview_plans, pools, people, busy, holds, availability_settings];
    /// Show what the rules say about the sessions of a loop, before anything is written.
    loop_check(interview_loops::check::Check) -> interview_loops::check::LoopCheck
        = interview_loops::check::check, Read,
        judges [interview_plans];
    /// Schedule all interviews of a loop, or none.
    loop_commit(interview_loops::commit::Commit) -> interview_loops::commit::Committed
        = interview_loops::commit::commit, Write, changes [interviews, reminders, holds];
    /// Plan the loops of everybody who waits together.
    loop_week_suggest(interview_loops::week::Suggest) -> interview_loops::week::WeekSuggestion
        = interview_loops::week::suggest, Read,
        judges [interview_plans, pools, jobs],
        palette "Plan loops for all who wait";
    /// Schedule several loops, each all or nothing.
    loop_week_commit(interview_loops::week::Commit) -> interview_loops::week::WeekCommitted
        = interview_loops::week::commit, Write, changes [interviews, reminders, holds];
    /// Record how past interviews ended, as far as the records tell.
    interview_auto_update(NoParameters) -> interviews::auto::AutoUpdated
        = interviews::auto::auto_update_all, Write, changes [interviews];
    /// Find times for an interview from stored calendars and interviews.
    interview_slots(interviews::slots::Find) -> interviews::slots::InterviewSlots
        = interviews::slots::find, Read,
        judges [],
        palette "Find interview times";
    /// Show whether an interview can be held at a time, before anything is written.
    interview_check(interviews::check::Check) -> interviews::check::InterviewCheck
        = interviews::check::check, Read,
        judges [];
    /// List the kinds of interviews with their usual lengths.
    interview_type_list(NoParameters) -> Vec<interviews::types::TypeView>
        = interviews::types::list, Read, reads [interviews, settings];

    /// Show some days of the reader's calendar: interviews, holds, hours of work and busy times.
    schedule_days(schedule::days::Show) -> schedule::views::ScheduleDays
        = schedule::days::show, Read,
        reads [interviews, holds, people, busy, applications, candidates, jobs, users];
    /// Read a date or time as one types it: "thu 3pm berlin".
    time_read(schedule::typed::Read) -> schedule::typed::TimesRead = schedule::typed::read, Read,
        reads [users];
    /// List reminders of an interview, or all that still wait.
    reminder_list(reminders::List) -> Vec<reminders::ReminderView> = reminders::list, Read,
        reads [reminders, interviews, candidates, users];
    /// Add a candidate.
    candidate_create(muster_domain::candidate::CandidateFields) -> candidates::CandidateView
        = candidates::create, Write, changes [candidates], palette "Add candidate";
    /// Read one candidate with the list of documents.
    candidate_get(candidates::CandidateId) -> candidates::CandidateView = candidates::get, Read,
        reads [candidates];
    /// List candidates by name.
    candidate_list(candidates::List) -> crate::paging::Listed<candidates::CandidateView>
        = candidates::list, Read, reads [candidates];
    /// Change a candidate; only the given fields.
    candidate_update(candidates::Update) -> candidates::CandidateView = candidates::update, Write,
        changes [candidates];
    /// Find candidates as one types: names, headlines, skills, notes, résumés.
    candidate_search(candidates::Search) -> candidates::Found = candidates::search, Read,
        reads [candidates];
    /// Import candidates from CSV, a LinkedIn export or JSON.
    candidate_import(candidates::import::Import)
        -> operations::MaybeStarted<candidates::import::ImportView>
        = candidates::import::import, Write, changes [candidates], palette "Import candidates";
    /// Show the beginning of a file of people and what its columns are taken for.
    candidate_import_preview(candidates::import_preview::Preview)
        -> candidates::import_preview::PreviewView = candidates::import_preview::preview, Read;
    /// Show what happened around a candidate, newest first.
    candidate_timeline(candidates::timeline::Timeline)
        -> crate::paging::Listed<candidates::timeline::TimelineItem> = candidates::timeline::list,
        Read, reads [candidates, applications, interviews, drafts, messages, jobs, people, users,
            changes];
    /// List pairs of candidates that may be one person.
    candidate_duplicates(candidates::duplicates::Suspects) -> candidates::duplicates::Suspected
        = candidates::duplicates::suspected, Read, reads [candidates],
        palette "Find duplicate candidates";
    /// Remember that two candidates are different people.
    candidate_distinct(candidates::duplicates::Distinct) -> candidates::duplicates::Distinct
        = candidates::duplicates::distinct, Write, changes [candidates];
    /// Show two candidates field by field before a merge.
    candidate_merge_preview(candidates::merging::Merge) -> candidates::merging::PreviewView
        = candidates::merging::preview, Read, reads [candidates];
    /// Merge a candidate into another; one undo separates them again.
    candidate_merge(candidates::merging::Merge) -> candidates::CandidateView
        = candidates::merging::into_one, Write,
        changes [candidates, applications, interviews, drafts, holds];
    /// Add a résumé or other document to a candidate.
    candidate_document_add(candidates::documents::Add) -> candidates::documents::DocumentView
        = candidates::documents::add, Write, changes [candidates];
    /// List a candidate's documents.
    candidate_document_list(candidates::documents::Of)
        -> crate::paging::Listed<candidates::documents::DocumentView>
        = candidates::documents::list, Read, reads [candidates];
    /// Read the text of a document.
    candidate_document_text(candidates::documents::DocumentId)
        -> candidates::documents::DocumentText = candidates::documents::text, Read,
        reads [candidates];

    /// Fill a template with the facts of a record and count it for its channel (FORMATS.md).
    draft_render(muster_domain::draft::RenderRequest) -> muster_domain::draft::RenderAnswer
        = drafts::render::render, Pure;
    /// Add a message template.
    template_create(drafts::templates::Create) -> drafts::templates::TemplateView
        = drafts::templates::create, Write, changes [templates], palette "Add template";
    /// List message templates by name.
    template_list(drafts::templates::List) -> crate::paging::Listed<drafts::templates::TemplateView>
        = drafts::templates::list, Read, reads [templates];
    /// Change a message template.
    template_update(drafts::templates::Update) -> drafts::templates::TemplateView
        = drafts::templates::update, Write, changes [templates];
    /// Draft a message to a candidate, from a template or a text.
    draft_create(drafts::create::Create) -> drafts::view::DraftView = drafts::create::create, Write,
        changes [drafts], palette "Draft message" key "D";
    /// Show one draft with its counters.
    draft_get(drafts::read::DraftId) -> drafts::view::DraftView = drafts::read::get, Read,
        reads [drafts, candidates, jobs, settings];
    /// List drafts, the last changed first.
    draft_list(drafts::read::List) -> crate::paging::Listed<drafts::view::DraftView>
        = drafts::read::list, Read, reads [drafts, candidates, jobs, settings];
    /// Change the words of a draft that is not sent.
    draft_update(drafts::change::Update) -> drafts::view::DraftView = drafts::change::update, Write,
        changes [drafts];
    /// Say what was done with a draft, or what came of it: ready, copied, sent, accepted, replied.
    draft_mark(drafts::mark::Mark) -> drafts::view::DraftView = drafts::mark::mark, Write,
        changes [drafts, messages];
    /// List what was said to a candidate and what came back.
    message_list(drafts::messages::List) -> crate::paging::Listed<drafts::messages::MessageView>
        = drafts::messages::list, Read, reads [messages];

    /// Show what must be known first: interviews, replies, what waits.
    dashboard_get(NoParameters) -> dashboard::Dashboard = dashboard::get, Read,
        reads [interviews, holds, drafts, notices, candidates, jobs, people, users, accounts,
            calendars, outbox];
    /// List what Muster told you, newest first.
    notice_list(notices::List) -> notices::NoticeList = notices::list, Read,
        reads [notices, users];
    /// Mark a notice, or all of them, as read.
    notice_read(notices::MarkRead) -> notices::Unread = notices::mark_read, Write,
        changes [notices];
    /// Do background work that is due, once: reminders, outcomes of interviews.
    background_run(background::Run) -> background::Ran = background::run, Background,
        changes [reminders, notices, interviews, holds, calendars, busy, outbox, mail, messages];

    /// Show how mail leaves, and when people are told of interviews.
    mail_account_get(NoParameters) -> mail::MailSettings = mail::get, Read, reads [mail, users];
    /// Say how mail leaves.
    mail_account_set(mail::Set) -> mail::MailSettings = mail::set, Write, changes [mail];
    /// Try whether mail can leave, and answers be read; nothing is sent.
    mail_account_test(NoParameters) -> mail::Tried = mail::test, Write needs network,
        changes [mail];
    /// Forget how mail leaves.
    mail_account_remove(NoParameters) -> mail::MailSettings = mail::remove, Write, changes [mail];
    /// Say whether people are told by themselves, and how long letters wait.
    mail_sending_set(mail::Sending) -> mail::MailSettings = mail::sending, Write, changes [mail];
    /// Show who knows what of an interview, and who answered.
    interview_invitations(invitations::list::Of) -> invitations::list::Invitations
        = invitations::list::list, Read, reads [outbox, interviews, mail, people, candidates, users];
    /// Write letters to everybody who does not know an interview as it is.
    interview_invite(invitations::list::Of) -> invitations::list::Invitations
        = invitations::list::invite, Write, changes [outbox];
    /// Read an answer to an invitation from a saved mail or calendar file.
    invitation_answer_import(invitations::answers::Import) -> invitations::answers::AnswerImported
        = invitations::answers::import, Write, changes [outbox, notices];
    /// List letters that are on their way, or need somebody.
    outbox_list(outbox::list::List) -> outbox::list::Outbox = outbox::list::list, Read,
        reads [outbox, interviews, users];
    /// Show a letter as its reader will see it.
    outbox_message(outbox::preview::LetterId) -> outbox::preview::OutboxMessage
        = outbox::preview::show, Read, reads [outbox, mail];
    /// Stop a letter, let it go, try it again, hand it over, or say what became of it.
    outbox_act(outbox::act::Act) -> outbox::act::OutboxActed = outbox::act::act, Write,
        changes [outbox, messages];

    /// Show who keeps the key of passwords and sign-ins, and whether it is open.
    vault_status(NoParameters) -> vault::VaultStatus = vault::status, Read, reads [vault];
    /// Keep the key of passwords and sign-ins with a passphrase, or change the passphrase.
    vault_passphrase_set(vault::Set) -> vault::VaultStatus = vault::set, Write, changes [vault];
    /// Unlock the key of passwords and sign-ins with the passphrase, until Muster is closed.
    vault_unlock(vault::Unlock) -> vault::VaultStatus = vault::unlock, Write,
        changes [vault, accounts, calendars, mail, interviews];
    /// Renew the key of passwords and sign-ins: everything is sealed anew, and stays signed in.
    vault_key_rotate(NoParameters) -> vault::VaultStatus = vault::rotate, Write, changes [vault];

    /// List the outside services one can sign in to, with what each is for.
    account_vendors(NoParameters) -> accounts::vendors::Vendors = accounts::vendors::list, Read,
        reads [accounts];
    /// Enter or remove Muster's registration with an outside service.
    account_client_set(accounts::clients::Set) -> accounts::vendors::VendorView
        = accounts::clients::set, Write, changes [accounts];
    /// Start to sign in to an outside service; the address is for the browser.
    account_sign_in_start(accounts::sign_in::Start) -> accounts::sign_in::Begun
        = accounts::sign_in::start, Write needs network, changes [accounts];
    /// Finish a sign-in with the browser's last address.
    account_sign_in_paste(accounts::sign_in::Paste) -> accounts::sign_in::Pasted
        = accounts::sign_in::paste, Write needs network, changes [accounts, notices];
    /// Stop waiting for a sign-in.
    account_sign_in_cancel(accounts::sign_in::Cancel) -> accounts::sign_in::Stopped
        = accounts::sign_in::cancel, Write, changes [accounts];
    /// List the accounts that are signed in, and the sign-ins that wait for the browser.
    account_list(NoParameters) -> accounts::list::Accounts = accounts::list::list, Read,
        reads [accounts, users];
    /// Try whether an account works.
    account_test(accounts::AccountId) -> accounts::test::Tested = accounts::test::test,
        Write needs network, changes [accounts];
    /// Give an account back to its service and forget it.
    account_disconnect(accounts::AccountId) -> accounts::disconnect::Gone
        = accounts::disconnect::disconnect, Write needs network, changes [accounts];
    /// List what was asked of outside services and how it ended, newest first.
    account_activity(accounts::activity::Show) -> accounts::activity::Activity
        = accounts::activity::show, Read, reads [accounts, users];

    /// List the users of this workspace, the current one first.
    user_list(NoParameters) -> Vec<users::UserView> = users::list, Read, reads [users];
    /// Add a user of this workspace.
    user_create(users::Create) -> users::UserView = users::create, Write, changes [users];
    /// Change a user, or make one the current user.
    user_update(users::Update) -> users::UserView = users::update, Write, changes [users];

    /// Read the workspace settings.
    settings_get(NoParameters) -> settings::WorkspaceSettings = settings::get, Read,
        reads [settings];
    /// Change workspace settings: notice, horizon, reminders, lengths of interviews, LinkedIn account.
    settings_update(settings::Update) -> settings::WorkspaceSettings = settings::update, Write,
        changes [settings];

    /// List what was changed, by whom, newest first.
    activity_list(activity::List) -> crate::paging::Listed<activity::ChangeView> = activity::list,
        Read, reads [changes, users];
    /// Undo the last change, or the named one.
    change_undo(activity::Undo) -> activity::UndoneView = activity::undo, Write,
        changes [settings, users, people, candidates, jobs, applications, interviews, drafts, templates,
            messages, busy, pools, interview_plans, holds, availability_settings],
        palette "Undo last change" key "Z";

    /// Read how far long work is.
    operation_get(operations::OperationId) -> operations::OperationView = operations::get, Read,
        reads [operations];
    /// Ask long work to stop.
    operation_cancel(operations::OperationId) -> operations::OperationView = operations::cancel,
        Write, changes [operations];

    /// Describe this workspace: folder, versions, time zone rules.
    workspace_status(NoParameters) -> diagnostics::Status = diagnostics::status, Read,
        reads [settings, candidates, interviews, jobs, users];
    /// Copy the workspace to a file that is checked, with its documents.
    workspace_backup(backups::Backup) -> operations::MaybeStarted<backups::BackupView>
        = backups::backup, Read, palette "Back up now";
    /// List the backups in the workspace's own folder, newest first.
    backup_list(NoParameters) -> Vec<backups::OwnBackup> = backups::list, Read, reads [users];
    /// Put a backup in the place of this workspace, after checking it.
    workspace_restore(backups::Restore) -> backups::RestoredView = backups::restore, Write,
        changes [settings, users, people, candidates, jobs, applications, interviews, reminders,
            drafts, templates, busy, calendars, pools, interview_plans, holds, availability_settings, changes,
            operations],
        palette "Restore a backup";
    /// Fill an empty workspace with invented people, jobs and interviews, to try Muster out.
    workspace_demo(NoParameters) -> demo::Filled = demo::fill_here, Write,
        changes [settings, users, people, candidates, jobs, applications, interviews, reminders,
            notices, drafts, messages, templates, busy, pools, interview_plans, holds,
            availability_settings],
        palette "Fill with demo data";
    /// Write everything to a folder of JSON and CSV files.
    workspace_export(export::Export) -> operations::MaybeStarted<export::ExportView>
        = export::export, Read, palette "Export everything";
    /// Advance the clock of a test build.
    clock_advance(diagnostics::Advance) -> diagnostics::Present = diagnostics::advance, Testing;
}
