// Made by `cargo xtask gen` from the command list. Do not edit: change the command instead.

/** One candidate for one job, with the three gates. */
export interface Application {
  id: string;
  candidate_id: string;
  candidate_name: string;
  job_id: string;
  job_title: string;
  stage: string;
  score: number | null;
  shortlisted: boolean;
  interview_enabled: boolean;
  online_interview_enabled: boolean;
}

/** A person who may be hired. */
export interface Candidate {
  id: string;
  full_name: string;
  headline: string | null;
  summary: string | null;
  location: string | null;
  time_zone: string | null;
  emails: string[];
  phones: string[];
  linkedin_url: string | null;
  skills: string[];
  experience: Experience[];
  education: Education[];
  notes: string | null;
  source: string | null;
  created_at: string;
  updated_at: string;
}

/** A candidate found by search. */
export interface CandidateHit {
  id: string;
  full_name: string;
  headline: string | null;
  snippet: string | null;
}

/** One entry of the change log. */
export interface Change {
  id: string;
  at: string;
  spoken_at: string;
  actor_name: string;
  /** What happened, as a sentence without its actor. */
  summary: string;
  entity: string;
  entity_id: string;
  undoable: boolean;
  undone: boolean;
}

/** What an undo took back. */
export interface ChangeUndone {
  change_id: string;
  summary: string;
}

/** The language of a coding interview. */
export type CodingLanguage = "PYTHON" | "JAVASCRIPT" | "JAVA" | "PHP" | "RUBY" | "CSHARP" | "SQL";

/** What needs the recruiter now. */
export interface Dashboard {
  spoken_today: string;
  today: Interview[];
  upcoming: Interview[];
  completed: Interview[];
  replies: number;
  feedback_due: number;
  undelivered: number;
  accounts_attention: number;
}

/** A message to a candidate, before and after it is sent. */
export interface Draft {
  id: string;
  candidate_id: string;
  candidate_name: string;
  job_id: string | null;
  job_title: string | null;
  template_id: string | null;
  channel: DraftChannel;
  state: DraftState;
  subject: string | null;
  text: string;
  updated_at: string;
}

/** Where a message will be sent. */
export type DraftChannel = "linkedin_connection" | "linkedin_message" | "inmail" | "email";

/** Which stored field an inserted piece came from. */
export interface DraftClaim {
  start: number;
  end: number;
  field: string;
}

/** A rendered message with its exact length. */
export interface DraftRender {
  text: string;
  subject: string | null;
  characters: number;
  limit: number | null;
  fits: boolean;
  unresolved: string[];
  warnings: string[];
  claims: DraftClaim[];
}

/** How far a draft is. */
export type DraftState =
  | "draft"
  | "ready"
  | "copied"
  | "sent"
  | "accepted"
  | "replied"
  | "discarded";

/** One course of study. */
export interface Education {
  school: string;
  degree: string | null;
  field: string | null;
  start: string | null;
  end: string | null;
}

/** One position held. */
export interface Experience {
  title: string;
  company: string;
  start: string | null;
  end: string | null;
  description: string | null;
}

/** One interview, with the words that say when it is. */
export interface Interview {
  id: string;
  application_id: string;
  candidate_id: string;
  candidate_name: string;
  job_id: string;
  job_title: string;
  scheduled_by: string;
  interview_type: string;
  mode: InterviewMode;
  status: InterviewStatus;
  /** RFC 3339 with Z. */
  starts_at: string;
  ends_at: string;
  time_zone: string;
  interviewer_ids: string[];
  interviewer_names: string[];
  location: string | null;
  meeting_link: string | null;
  room_id: string | null;
  uid: string;
  sequence: number;
  candidate_joined_at: string | null;
  interviewer_joined_at: string | null;
  needs_confirmation: boolean;
  /** Weekday, date, time, place and offset for the reader, as `Tue 24 Nov 15:00 Berlin (UTC+1)`. */
  spoken: string;
  /** As `spoken`, with the candidate's clock beside it when it differs. */
  spoken_both: string;
  /** The candidate's clock alone, as `09:00 New York (UTC−5)`; null when it is the reader's own. */
  spoken_theirs: string | null;
  /** The reader's local day, as `Tue 24 Nov`. */
  spoken_day: string;
  /** The reader's local start and end, as `15:00–15:45`. */
  spoken_time: string;
}

/** One entry of an interview's history. */
export interface InterviewLog {
  at: string;
  action: string;
  actor: string;
  reason: string | null;
  old: unknown;
  new: unknown;
  spoken_at: string;
}

/** Where an interview happens. */
export type InterviewMode = "ONLINE" | "OFFLINE";

/** Where an interview stands. */
export type InterviewStatus =
  | "draft"
  | "awaiting_candidate"
  | "tentative"
  | "scheduled"
  | "in_progress"
  | "completed"
  | "cancelled"
  | "no_show"
  | "expired";

/** A job to fill. */
export interface Job {
  id: string;
  title: string;
  company: string | null;
  department: string | null;
  location: string | null;
  domain: string | null;
  description: string | null;
  tech_stack_details: string | null;
  coding_language: CodingLanguage;
  skills: string[];
  /** How many applications it has. */
  applications: number;
  created_at: string;
}

/** A reminder before an interview. */
export interface Reminder {
  interview_id: string;
  candidate_name: string;
  lead_minutes: number;
  due_at: string;
  channel: string;
  state: ReminderState;
  spoken_due: string;
}

/** What became of a reminder. */
export type ReminderState = "pending" | "fired" | "skipped" | "cancelled";

/** The state of the workspace, for the foot of the window. */
export interface WorkspaceStatus {
  user_name: string;
  time_zone: string;
  candidates: number;
  jobs: number;
  interviews: number;
  undelivered: number;
  read_only: boolean;
  /** Whether this process does the background work. */
  background: boolean;
  next_interview: Interview | null;
}

export interface ActivityListParams {
  /** Default 50, at most 500. */
  limit?: number;
  cursor?: string;
}

export interface ActivityListResult {
  items: Change[];
  next_cursor: string | null;
}

export interface ApplicationListParams {
  candidate_id?: string;
  job_id?: string;
  /** Default 50, at most 500. */
  limit?: number;
  cursor?: string;
}

export interface ApplicationListResult {
  items: Application[];
  next_cursor: string | null;
}

export interface CandidateGetParams {
  id: string;
}

export type CandidateGetResult = Candidate;

export interface CandidateListParams {
  /** Default 50, at most 500. */
  limit?: number;
  cursor?: string;
}

export interface CandidateListResult {
  items: Candidate[];
  next_cursor: string | null;
}

export interface CandidateSearchParams {
  query: string;
  limit?: number;
}

export interface CandidateSearchResult {
  items: CandidateHit[];
}

export interface CandidateShortlistParams {
  application_id: string;
  shortlisted: boolean;
  cancel_interviews?: boolean;
  reason?: string;
}

export type CandidateShortlistResult = Application;

export interface CandidateToggleInterviewParams {
  application_id: string;
  interview_enabled?: boolean;
  online_interview_enabled?: boolean;
}

export type CandidateToggleInterviewResult = Application;

export interface ChangeUndoParams {
  change_id?: string;
}

export type ChangeUndoResult = ChangeUndone;

export type DashboardGetParams = Record<string, never>;

export type DashboardGetResult = Dashboard;

export interface DraftListParams {
  candidate_id?: string;
  /** Default 50, at most 500. */
  limit?: number;
  cursor?: string;
}

export interface DraftListResult {
  items: Draft[];
  next_cursor: string | null;
}

export interface DraftRenderParams {
  template: string;
  subject_template?: string;
  channel: DraftChannel;
  data: Record<string, unknown>;
  limits?: Record<string, number>;
}

export type DraftRenderResult = DraftRender;

export interface InterviewGetParams {
  id: string;
}

export type InterviewGetResult = Interview;

export interface InterviewListParams {
  /** Which interviews. */
  view?: "upcoming" | "today" | "completed" | "all";
  job_id?: string;
  candidate_id?: string;
  status?: InterviewStatus;
  /** Default 50, at most 500. */
  limit?: number;
  cursor?: string;
}

export interface InterviewListResult {
  items: Interview[];
  next_cursor: string | null;
}

export interface InterviewLogsParams {
  id: string;
}

export type InterviewLogsResult = InterviewLog[];

export interface JobGetParams {
  id: string;
}

export type JobGetResult = Job;

export interface JobListParams {
  /** Default 50, at most 500. */
  limit?: number;
  cursor?: string;
}

export interface JobListResult {
  items: Job[];
  next_cursor: string | null;
}

export interface ReminderListParams {
  interview_id?: string;
}

export type ReminderListResult = Reminder[];

export type WorkspaceStatusParams = Record<string, never>;

export type WorkspaceStatusResult = WorkspaceStatus;

/** The parameter and result types of every command. */
export interface CommandTypes {
  /** Lists what changed, newest first. */
  activity_list: { params: ActivityListParams; result: ActivityListResult };

  /** Lists the applications of a candidate or a job. */
  application_list: { params: ApplicationListParams; result: ApplicationListResult };

  /** Gives one candidate. */
  candidate_get: { params: CandidateGetParams; result: CandidateGetResult };

  /** Lists candidates by name. */
  candidate_list: { params: CandidateListParams; result: CandidateListResult };

  /** Finds candidates as you type, over names, headlines, skills, notes and résumé text. */
  candidate_search: { params: CandidateSearchParams; result: CandidateSearchResult };

  /** Shortlists an application, or takes it off the shortlist. */
  candidate_shortlist: { params: CandidateShortlistParams; result: CandidateShortlistResult };

  /** Switches interviews, or online interviews, on or off for an application. */
  candidate_toggle_interview: {
    params: CandidateToggleInterviewParams;
    result: CandidateToggleInterviewResult;
  };

  /** Undoes the last local change, or the named one. */
  change_undo: { params: ChangeUndoParams; result: ChangeUndoResult };

  /** What needs you now: interviews, replies, feedback and what could not be delivered. */
  dashboard_get: { params: DashboardGetParams; result: DashboardGetResult };

  /** Lists drafts, newest first. */
  draft_list: { params: DraftListParams; result: DraftListResult };

  /** Fills a template and counts it exactly as the channel does. */
  draft_render: { params: DraftRenderParams; result: DraftRenderResult };

  /** Gives one interview. */
  interview_get: { params: InterviewGetParams; result: InterviewGetResult };

  /** Lists interviews by time. */
  interview_list: { params: InterviewListParams; result: InterviewListResult };

  /** Gives the history of an interview, oldest first. */
  interview_logs: { params: InterviewLogsParams; result: InterviewLogsResult };

  /** Gives one job. */
  job_get: { params: JobGetParams; result: JobGetResult };

  /** Lists jobs. */
  job_list: { params: JobListParams; result: JobListResult };

  /** Lists reminders, soonest first. */
  reminder_list: { params: ReminderListParams; result: ReminderListResult };

  /** Tells whose workspace this is and what waits. */
  workspace_status: { params: WorkspaceStatusParams; result: WorkspaceStatusResult };
}

/** The name of a command, as the shell, the loopback host and the command line know it. */
export type CommandName = keyof CommandTypes;

export type Params<K extends CommandName> = CommandTypes[K]["params"];

export type Result<K extends CommandName> = CommandTypes[K]["result"];

/** `pure` needs no workspace, `background` may run long. */
export type CommandKind = "read" | "write" | "pure" | "background";

/** What a change can make stale. */
export type Tag =
  | "activity"
  | "applications"
  | "candidates"
  | "drafts"
  | "interviews"
  | "jobs"
  | "reminders";

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
    help: "Lists what changed, newest first.",
    kind: "read",
    offline: true,
    reads: ["activity"],
    changes: [],
    required: [],
  },

  application_list: {
    help: "Lists the applications of a candidate or a job.",
    kind: "read",
    offline: true,
    reads: ["applications"],
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
    help: "Finds candidates as you type, over names, headlines, skills, notes and résumé text.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: ["query"],
  },

  candidate_shortlist: {
    help: "Shortlists an application, or takes it off the shortlist.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["activity", "applications", "interviews"],
    required: ["application_id", "shortlisted"],
  },

  candidate_toggle_interview: {
    help: "Switches interviews, or online interviews, on or off for an application.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["activity", "applications"],
    required: ["application_id"],
  },

  change_undo: {
    help: "Undoes the last local change, or the named one.",
    kind: "write",
    offline: true,
    reads: [],
    changes: [
      "activity",
      "applications",
      "candidates",
      "drafts",
      "interviews",
      "jobs",
      "reminders",
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
    help: "Gives one interview.",
    kind: "read",
    offline: true,
    reads: ["interviews"],
    changes: [],
    required: ["id"],
  },

  interview_list: {
    help: "Lists interviews by time.",
    kind: "read",
    offline: true,
    reads: ["interviews"],
    changes: [],
    required: [],
  },

  interview_logs: {
    help: "Gives the history of an interview, oldest first.",
    kind: "read",
    offline: true,
    reads: ["interviews"],
    changes: [],
    required: ["id"],
  },

  job_get: {
    help: "Gives one job.",
    kind: "read",
    offline: true,
    reads: ["jobs"],
    changes: [],
    required: ["id"],
  },

  job_list: {
    help: "Lists jobs.",
    kind: "read",
    offline: true,
    reads: ["jobs"],
    changes: [],
    required: [],
  },

  reminder_list: {
    help: "Lists reminders, soonest first.",
    kind: "read",
    offline: true,
    reads: ["reminders"],
    changes: [],
    required: [],
  },

  workspace_status: {
    help: "Tells whose workspace this is and what waits.",
    kind: "read",
    offline: true,
    reads: ["interviews"],
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
  { command: "candidate_shortlist", title: "Shortlist candidate", key: "L" },
  { command: "candidate_toggle_interview", title: "Switch interviews on or off" },
  { command: "change_undo", title: "Undo last change", key: "Z" },
];

/** Every code an answer can be refused with. */
export type ErrorCode =
  | "candidate_conflict"
  | "day_cap"
  | "disk_full"
  | "in_the_past"
  | "internal"
  | "interview_not_enabled"
  | "interviewer_conflict"
  | "interviews_scheduled"
  | "invalid_parameter"
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
  | "unknown_command"
  | "unsupported_file"
  | "week_cap"
  | "workspace_busy";

export const errorCodes: readonly ErrorCode[] = [
  "candidate_conflict",
  "day_cap",
  "disk_full",
  "in_the_past",
  "internal",
  "interview_not_enabled",
  "interviewer_conflict",
  "interviews_scheduled",
  "invalid_parameter",
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
  "unknown_command",
  "unsupported_file",
  "week_cap",
  "workspace_busy",
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
