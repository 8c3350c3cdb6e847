// Made by `cargo xtask gen` from the command list. Do not edit: change the command instead.

/** One candidate for one job. */
export interface ApplicationView {
  /** The candidate. */
  candidate_id: string;
  /** The candidate's name. */
  candidate_name: string;
  /** Id. */
  id: string;
  /** Interviews may be scheduled. */
  interview_enabled: boolean;
  /** The job. */
  job_id: string;
  /** The job's title. */
  job_title: string;
  /** How the score came about. */
  match?: StoredMatch | null;
  /** Online interviews may be scheduled and joined. */
  online_interview_enabled: boolean;
  /** Score 0 to 100; null when there is nothing to compare. */
  score: number | null;
  /** The candidate is on the job's shortlist. */
  shortlisted: boolean;
  /** Stage of the pipeline. */
  stage: string;
}

/** A candidate as commands answer with it. */
export interface CandidateView {
  id: string;
  full_name: string;
  first_name: string | null;
  last_name: string | null;
  emails: string[];
  phones: string[];
  location: string | null;
  time_zone: string | null;
  headline: string | null;
  company: string | null;
  title: string | null;
  linkedin_url: string | null;
  links: string[];
  skills: string[];
  experience: ExperienceFields[];
  education: EducationFields[];
  notes: string | null;
  source: string | null;
  tags: string[];
  created_at: string;
  updated_at: string;
}

/** One change. */
export interface ChangeView {
  /** Id of the acting user. */
  actor: string;
  /** When. */
  at: string;
  /** The command that wrote. */
  command: string;
  /** Its id. */
  id: string;
  /** The host it came from. */
  origin: string;
  /** One line in words. */
  summary: string;
  /** Whether `change_undo` can take it back now. */
  undoable: boolean;
  /** The change it took back. */
  undoes: string | null;
  /** The change that took it back. */
  undone_by: string | null;
  /** Name of the acting user. */
  actor_name: string;
  /** When, in words, in the reader's zone. */
  spoken_at: string;
}

/** One skill that the job names. */
export interface Criterion {
  /** Where the candidate's record shows it, at most three places. */
  evidence: Evidence[];
  /** Where the job names it, at most three places. */
  job_evidence: Evidence[];
  /** Whether the candidate's record shows it. */
  met: boolean;
  /** The skill. */
  name: string;
  /** 2 when the job lists it, 1 when the job's text mentions it. */
  weight: number;
}

/** A message to a candidate, before and after it is sent. */
export interface DraftView {
  id: string;
  candidate_id: string;
  candidate_name: string;
  job_id: string | null;
  job_title: string | null;
  /** Where it will be sent. */
  channel: "linkedin_connection" | "linkedin_message" | "inmail" | "email";
  /** How far it is. */
  state: "draft" | "ready" | "copied" | "sent" | "accepted" | "replied" | "discarded";
  subject: string | null;
  text: string;
  updated_at: string;
}

/** A school and degree. */
export interface EducationFields {
  school: string | null;
  degree: string | null;
  field: string | null;
  start: string | null;
  end: string | null;
}

/** A place in a record that shows a skill. */
export interface Evidence {
  /** The character after the last one. */
  end: number;
  /** The field, such as `resume_text`, `skills[2]` or `experience[0].description`. */
  field: string;
  /** First character, in Unicode code points of that field. */
  start: number;
  /** The characters themselves. */
  text: string;
}

/** A position held. */
export interface ExperienceFields {
  title: string | null;
  company: string | null;
  start: string | null;
  end: string | null;
  description: string | null;
}

/** An interview (FORMATS.md), with the names and the times in words that a list shows. */
export interface InterviewView {
  /** The application it belongs to. */
  application_id: string;
  /** Why it was cancelled; empty when it was not. */
  cancel_reason: string;
  /** The candidate. */
  candidate_id: string;
  /** First join of the candidate. */
  candidate_joined_at: string | null;
  /** The candidate's name. */
  candidate_name: string;
  /** End. */
  ends_at: string;
  /** Id. */
  id: string;
  /** Kind ("screen", "technical", …). */
  interview_type: string;
  /** Interviewers, in the order they were named. */
  interviewer_ids: string[];
  /** First join of an interviewer. */
  interviewer_joined_at: string | null;
  /** Interviewers with their names. */
  interviewers: InterviewerView[];
  /** The job. */
  job_id: string;
  /** The job's title. */
  job_title: string;
  /** The wall time that was promised, in `time_zone`. */
  local_start: string;
  /** Place of an interview in person. */
  location: string;
  /** A pasted meeting link. */
  meeting_link: string;
  /** "ONLINE" or "OFFLINE". */
  mode: string;
  /** Its end has passed and a person has to say what happened. */
  needs_confirmation: boolean;
  /** Notes for the team. */
  notes: string;
  /** Rules that were broken on purpose. */
  overrides: string[];
  /** Reminder leads of its own, in minutes; null for the workspace's. */
  reminder_leads: number[] | null;
  /** The room's id; null without a room, or when this computer's keyring does not hold the key. */
  room_id: string | null;
  /** Id of the user who scheduled it. */
  scheduled_by: string;
  /** iCalendar SEQUENCE. */
  sequence: number;
  /** The start in words, in the reader's zone. */
  spoken: string;
  /** The start in words, in the reader's zone and in the candidate's (or the promised one). */
  spoken_both: string;
  /** Start. */
  starts_at: string;
  /** Where it stands. */
  status: string;
  /** The IANA zone of the promise. */
  time_zone: string;
  /** iCalendar UID, for life. */
  uid: string;
  /** The candidate's clock alone, as `09:00 New York (UTC−5)`; null when it is the reader's own. */
  spoken_theirs: string | null;
  /** The reader's local day, as `Tue 24 Nov`. */
  spoken_day: string;
  /** The reader's local start and end, as `15:00–15:45`. */
  spoken_time: string;
}

/** An interviewer of an interview. */
export interface InterviewerView {
  /** Name. */
  full_name: string;
  /** Id. */
  id: string;
}

/** Whether a job is recruited for. */
export type JobStatus = "open" | "closed";

/** A job. */
export interface JobView {
  /** Language of coding rounds. */
  coding_language: string;
  /** Company; empty when not told. */
  company: string;
  /** When it was added. */
  created_at: string;
  /** Department; empty when not told. */
  department: string;
  /** Description as text. */
  description: string;
  /** Field of business; empty when not told. */
  domain: string;
  /** Id. */
  id: string;
  /** Location; empty when not told. */
  location: string;
  /** Skills the job asks for. */
  skills: string[];
  /** "open" or "closed". */
  status: string;
  /** Legacy list of technologies. */
  tech_stack_details: string;
  /** Title. */
  title: string;
  /** When it was last changed. */
  updated_at: string;
  /** How many applications it has. */
  applications: number;
}

/** Which interviews a list shows. */
export type ListView = "upcoming" | "today" | "completed" | "all";

/** One page of a list. */
export interface Listed {
  /** The rows. */
  items: ChangeView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed2 {
  /** The rows. */
  items: ApplicationView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed3 {
  /** The rows. */
  items: InterviewView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed4 {
  /** The rows. */
  items: JobView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One entry of an interview's trail. */
export interface LogView {
  /** What ("SCHEDULED", "RESCHEDULED", …). */
  action: string;
  /** Who: a user's id, "candidate", or "muster". */
  actor: string;
  /** When. */
  at: string;
  /** The fields after. */
  new: unknown;
  /** The fields before. */
  old: unknown;
  /** Why; empty when no reason was given. */
  reason: string;
  /** The actor's name. */
  actor_name: string;
  /** When, in words, in the reader's zone. */
  spoken_at: string;
}

/** One reminder. */
export interface ReminderView {
  /** "desktop". */
  channel: string;
  /** When it is due. */
  due_at: string;
  /** The interview. */
  interview_id: string;
  /** Minutes before the start. */
  lead_minutes: number;
  /** "pending", "fired", "skipped" or "cancelled". */
  state: string;
  /** The candidate's name. */
  candidate_name: string;
  /** When it is due, in words, in the reader's zone. */
  spoken_due: string;
}

/**
 * The one status of an interview. Provider words are mapped to it; the raw word is kept
 * beside it (FEATURES.md 0.2).
 */
export type Status =
  | "draft"
  | "awaiting_candidate"
  | "tentative"
  | "scheduled"
  | "in_progress"
  | "completed"
  | "cancelled"
  | "no_show"
  | "expired";

/** The answer of `workspace_status`. */
export interface Status2 {
  /** Id of the acting user. */
  actor: string;
  /** The workspace folder. */
  folder: string;
  /** The present instant of this process. */
  now: string;
  /** Version of the time zone rules. */
  tz_database: string;
  /** Muster's version. */
  version: string;
  /** The workspace's id. */
  workspace_id: string;
  /** Name of the acting user. */
  user_name: string;
  /** How many candidates there are. */
  candidates: number;
  /** What waits to be sent or has failed. */
  undelivered: number;
  /** The workspace cannot be written. */
  read_only: boolean;
  /** The next interview that is not over. */
  next_interview: InterviewView | null;
}

/** A score with its reasons, as it was computed. */
export interface StoredMatch {
  /**
   * The share, 0 to 1, of the four parts that the record has: skills, headline or summary,
   * experience, résumé text. A score over few parts is less sure.
   */
  completeness: number;
  /** One for each skill the job names, in the order of appearance. */
  criteria: Criterion[];
  /** [`ENGINE`]. */
  engine: string;
  /** SHA-256 of engine, candidate and job as they were read. */
  input_hash: string;
  /**
   * 0 to 100; `null` when there is nothing to compare: the job names no skill, or the
   * candidate's record has no text.
   */
  score: number | null;
}

/** What was taken back. */
export interface UndoneView {
  /** The change that was taken back. */
  change_id: string;
  /** Its summary. */
  summary: string;
  /** The tables whose rows were put back. */
  tables: string[];
}

/** Parameters of `activity_list`. */
export interface ActivityListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type ActivityListResult = Listed;

/** Parameters of `application_list`. */
export interface ApplicationListParams {
  /** Only of this candidate. */
  candidate_id?: string | null;
  /** Where to go on. */
  cursor?: string | null;
  /** Only for this job. */
  job_id?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only shortlisted ones, or only the others. */
  shortlisted?: boolean | null;
}

export type ApplicationListResult = Listed2;

export interface CandidateGetParams {
  id: string;
}

export type CandidateGetResult = CandidateView;

export interface CandidateListParams {
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Where to go on. */
  cursor?: string | null;
}

export interface CandidateListResult {
  items: CandidateView[];
  next_cursor: string | null;
}

export interface CandidateSearchParams {
  query: string;
  limit?: number | null;
}

export interface CandidateSearchResult {
  items: {
    id: string;
    full_name: string;
    headline: string | null;
    snippet: string | null;
  }[];
}

/** Parameters of `candidate_shortlist`. */
export interface CandidateShortlistParams {
  /** The application. */
  application_id: string;
  /** Cancel interviews that are still scheduled. */
  cancel_interviews?: boolean;
  /** Why they are cancelled. */
  reason?: string | null;
  /** On or off. */
  shortlisted: boolean;
}

export type CandidateShortlistResult = ApplicationView;

/** Parameters of `candidate_toggle_interview`. */
export interface CandidateToggleInterviewParams {
  /** The application. */
  application_id: string;
  /** Whether interviews may be scheduled. */
  interview_enabled?: boolean | null;
  /** Whether online interviews may be scheduled and joined. */
  online_interview_enabled?: boolean | null;
}

export type CandidateToggleInterviewResult = ApplicationView;

/** Parameters of `change_undo`. */
export interface ChangeUndoParams {
  /** Which change; the last one that can be undone when absent. */
  change_id?: string | null;
}

export type ChangeUndoResult = UndoneView;

export type DashboardGetParams = Record<string, never>;

/** What needs the recruiter now. */
export interface DashboardGetResult {
  /** The reader's local day, as `Saturday 21 November`. */
  spoken_today: string;
  today: InterviewView[];
  upcoming: InterviewView[];
  completed: InterviewView[];
  replies: number;
  feedback_due: number;
  undelivered: number;
  accounts_attention: number;
}

export interface DraftListParams {
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Where to go on. */
  cursor?: string | null;
}

export interface DraftListResult {
  items: DraftView[];
  next_cursor: string | null;
}

export interface DraftRenderParams {
  template: string;
  subject_template?: string | null;
  channel: string;
  data: unknown;
  limits?: Record<string, number>;
}

/** A rendered message with its exact length. */
export interface DraftRenderResult {
  text: string;
  subject: string | null;
  characters: number;
  limit: number | null;
  fits: boolean;
  unresolved: string[];
  warnings: string[];
}

/** Names an interview. */
export interface InterviewGetParams {
  /** Its id. */
  id: string;
}

export type InterviewGetResult = InterviewView;

/** Parameters of `interview_list`. */
export interface InterviewListParams {
  /** Only of this application. */
  application_id?: string | null;
  /** Only of this candidate. */
  candidate_id?: string | null;
  /** Where to go on. */
  cursor?: string | null;
  /** Only for this job. */
  job_id?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only with this status. */
  status?: Status | null;
  /** Which ones; all when absent. */
  view?: ListView;
}

export type InterviewListResult = Listed3;

/** Names an interview. */
export interface InterviewLogsParams {
  /** Its id. */
  id: string;
}

export type InterviewLogsResult = LogView[];

/** Names a job. */
export interface JobGetParams {
  /** Its id. */
  id: string;
}

export type JobGetResult = JobView;

/** Parameters of `job_list`. */
export interface JobListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only open or only closed jobs. */
  status?: JobStatus | null;
}

export type JobListResult = Listed4;

/** Parameters of `reminder_list`. */
export interface ReminderListParams {
  /** Only of this interview; the waiting ones of all interviews when absent. */
  interview_id?: string | null;
}

export type ReminderListResult = ReminderView[];

/** A command without parameters. */
export type WorkspaceStatusParams = Record<string, never>;

export type WorkspaceStatusResult = Status2;

/** The parameter and result types of every command. */
export interface CommandTypes {
  /** List what was changed, by whom, newest first. */
  activity_list: { params: ActivityListParams; result: ActivityListResult };

  /** List applications by candidate name. */
  application_list: { params: ApplicationListParams; result: ApplicationListResult };

  /** Gives one candidate. */
  candidate_get: { params: CandidateGetParams; result: CandidateGetResult };

  /** Lists candidates by name. */
  candidate_list: { params: CandidateListParams; result: CandidateListResult };

  /** Finds candidates as one types, over names, headlines, skills, notes and résumé text. */
  candidate_search: { params: CandidateSearchParams; result: CandidateSearchResult };

  /** Put a candidate on a job's shortlist, or take them off. */
  candidate_shortlist: { params: CandidateShortlistParams; result: CandidateShortlistResult };

  /** Switch interviews, or online interviews, on or off for an application. */
  candidate_toggle_interview: {
    params: CandidateToggleInterviewParams;
    result: CandidateToggleInterviewResult;
  };

  /** Undo the last change, or the named one. */
  change_undo: { params: ChangeUndoParams; result: ChangeUndoResult };

  /** What needs you now: interviews, replies, feedback and what could not be delivered. */
  dashboard_get: { params: DashboardGetParams; result: DashboardGetResult };

  /** Lists drafts, newest first. */
  draft_list: { params: DraftListParams; result: DraftListResult };

  /** Fills a template and counts it exactly as the channel does. */
  draft_render: { params: DraftRenderParams; result: DraftRenderResult };

  /** Show one interview. */
  interview_get: { params: InterviewGetParams; result: InterviewGetResult };

  /** List interviews. */
  interview_list: { params: InterviewListParams; result: InterviewListResult };

  /** Show what happened to an interview, by whom and why. */
  interview_logs: { params: InterviewLogsParams; result: InterviewLogsResult };

  /** Show one job. */
  job_get: { params: JobGetParams; result: JobGetResult };

  /** List jobs by title. */
  job_list: { params: JobListParams; result: JobListResult };

  /** List reminders of an interview, or all that still wait. */
  reminder_list: { params: ReminderListParams; result: ReminderListResult };

  /** Describe this workspace: folder, versions, time zone rules. */
  workspace_status: { params: WorkspaceStatusParams; result: WorkspaceStatusResult };
}

/** The name of a command, as the shell, the loopback host and the command line know it. */
export type CommandName = keyof CommandTypes;

export type Params<K extends CommandName> = CommandTypes[K]["params"];

export type Result<K extends CommandName> = CommandTypes[K]["result"];

/** `pure` needs no workspace, `background` may run long, `testing` is not in the shipped Muster. */
export type CommandKind = "read" | "write" | "pure" | "background" | "testing";

/** What a change can make stale. */
export type Tag =
  | "applications"
  | "busy"
  | "candidates"
  | "changes"
  | "drafts"
  | "interviews"
  | "jobs"
  | "operations"
  | "people"
  | "reminders"
  | "settings"
  | "templates"
  | "users";

/** What the window knows about a command beside its types. */
export interface CommandInfo {
  help: string;
  kind: CommandKind;
  offline: boolean;
  reads: readonly Tag[];
  changes: readonly Tag[];
  required: readonly string[];
}

export const commands: Readonly<Record<CommandName, CommandInfo>> = {
  activity_list: {
    help: "List what was changed, by whom, newest first.",
    kind: "read",
    offline: true,
    reads: ["changes"],
    changes: [],
    required: [],
  },

  application_list: {
    help: "List applications by candidate name.",
    kind: "read",
    offline: true,
    reads: ["applications", "candidates", "jobs"],
    changes: [],
    required: [],
  },

  candidate_get: {
    help: "Gives one candidate.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: ["id"],
  },

  candidate_list: {
    help: "Lists candidates by name.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: [],
  },

  candidate_search: {
    help: "Finds candidates as one types, over names, headlines, skills, notes and résumé text.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: ["query"],
  },

  candidate_shortlist: {
    help: "Put a candidate on a job's shortlist, or take them off.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["applications", "interviews", "reminders"],
    required: ["application_id", "shortlisted"],
  },

  candidate_toggle_interview: {
    help: "Switch interviews, or online interviews, on or off for an application.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["applications"],
    required: ["application_id"],
  },

  change_undo: {
    help: "Undo the last change, or the named one.",
    kind: "write",
    offline: true,
    reads: [],
    changes: [
      "applications",
      "busy",
      "candidates",
      "drafts",
      "interviews",
      "jobs",
      "people",
      "settings",
      "templates",
      "users",
    ],
    required: [],
  },

  dashboard_get: {
    help: "What needs you now: interviews, replies, feedback and what could not be delivered.",
    kind: "read",
    offline: true,
    reads: ["drafts", "interviews"],
    changes: [],
    required: [],
  },

  draft_list: {
    help: "Lists drafts, newest first.",
    kind: "read",
    offline: true,
    reads: ["drafts"],
    changes: [],
    required: [],
  },

  draft_render: {
    help: "Fills a template and counts it exactly as the channel does.",
    kind: "pure",
    offline: true,
    reads: [],
    changes: [],
    required: ["channel", "data", "template"],
  },

  interview_get: {
    help: "Show one interview.",
    kind: "read",
    offline: true,
    reads: ["interviews"],
    changes: [],
    required: ["id"],
  },

  interview_list: {
    help: "List interviews.",
    kind: "read",
    offline: true,
    reads: ["interviews"],
    changes: [],
    required: [],
  },

  interview_logs: {
    help: "Show what happened to an interview, by whom and why.",
    kind: "read",
    offline: true,
    reads: ["interviews"],
    changes: [],
    required: ["id"],
  },

  job_get: {
    help: "Show one job.",
    kind: "read",
    offline: true,
    reads: ["jobs"],
    changes: [],
    required: ["id"],
  },

  job_list: {
    help: "List jobs by title.",
    kind: "read",
    offline: true,
    reads: ["jobs"],
    changes: [],
    required: [],
  },

  reminder_list: {
    help: "List reminders of an interview, or all that still wait.",
    kind: "read",
    offline: true,
    reads: ["reminders"],
    changes: [],
    required: [],
  },

  workspace_status: {
    help: "Describe this workspace: folder, versions, time zone rules.",
    kind: "read",
    offline: true,
    reads: ["candidates", "interviews", "settings"],
    changes: [],
    required: [],
  },
};

export const commandNames = Object.keys(commands) as readonly CommandName[];

/** A command that the palette offers, with its key where it has one. */
export interface PaletteEntry {
  command: CommandName;
  title: string;
  key?: string;
}

export const paletteEntries: readonly PaletteEntry[] = [
  { command: "candidate_shortlist", title: "Shortlist", key: "L" },
  { command: "candidate_toggle_interview", title: "Enable interviews", key: "I" },
  { command: "change_undo", title: "Undo last change", key: "Z" },
];

/** Every code an answer can be refused with. */
export type ErrorCode =
  | "already_exists"
  | "cancelled"
  | "candidate_conflict"
  | "changed_since"
  | "day_cap"
  | "disk_full"
  | "file_unreadable"
  | "in_the_past"
  | "internal"
  | "interview_not_enabled"
  | "interviewer_conflict"
  | "interviews_scheduled"
  | "invalid_parameter"
  | "invalid_state"
  | "keyring_missing"
  | "link_expired"
  | "newer_workspace"
  | "not_found"
  | "not_joinable"
  | "not_shortlisted"
  | "nothing_to_undo"
  | "notice_too_short"
  | "online_not_enabled"
  | "outside_working_hours"
  | "read_only"
  | "reason_required"
  | "room_mismatch"
  | "too_early"
  | "too_far_ahead"
  | "too_late"
  | "unsupported_file"
  | "week_cap"
  | "workspace_busy"
  | "workspace_unreadable";

export const errorCodes: readonly ErrorCode[] = [
  "already_exists",
  "cancelled",
  "candidate_conflict",
  "changed_since",
  "day_cap",
  "disk_full",
  "file_unreadable",
  "in_the_past",
  "internal",
  "interview_not_enabled",
  "interviewer_conflict",
  "interviews_scheduled",
  "invalid_parameter",
  "invalid_state",
  "keyring_missing",
  "link_expired",
  "newer_workspace",
  "not_found",
  "not_joinable",
  "not_shortlisted",
  "nothing_to_undo",
  "notice_too_short",
  "online_not_enabled",
  "outside_working_hours",
  "read_only",
  "reason_required",
  "room_mismatch",
  "too_early",
  "too_far_ahead",
  "too_late",
  "unsupported_file",
  "week_cap",
  "workspace_busy",
  "workspace_unreadable",
];

/** Sends one command and gives its answer. */
export type Call = (command: string, params: object) => Promise<unknown>;

/** One method for each command. */
export type Client = { readonly [K in CommandName]: (params: Params<K>) => Promise<Result<K>> };

/** The typed client over one `call`. */
export function createClient(call: Call): Client {
  return Object.fromEntries(
    commandNames.map((name) => [name, (params: object) => call(name, params)]),
  ) as unknown as Client;
}
