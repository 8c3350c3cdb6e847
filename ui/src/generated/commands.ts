// Made by `cargo xtask gen` from the command list. Do not edit: change the command instead.

/** An account that is signed in. */
export interface Account {
  /** When the person signed in. */
  connected_at: string;
  /** The same in words. */
  connected_words: string;
  /** When the sign-in must be repeated, where that is known. */
  expires_at: string | null;
  /** The same in words. */
  expires_words: string | null;
  /** What it may be used for. */
  features: AccountFeature[];
  /** Id. */
  id: string;
  /** `oauth`: signed in at a service. */
  kind: string;
  /** Whose account it is. */
  label: string;
  /** When it was used last, in words. */
  last_used_words: string | null;
  /** What the person does about it; null when nothing. */
  next_step: string | null;
  /** Where it stands. */
  state: AccountState;
  /** The same in words. */
  state_words: string;
  /** The service's word. */
  vendor: string;
  /** Its name. */
  vendor_name: string;
}

/** The newest things that were asked. */
export interface AccountActivity {
  /** The newest first. */
  rows: AccountAsked[];
}

/** One thing that was asked of a service. */
export interface AccountAsked {
  /** When it ended. */
  at: string;
  /** The same in words. */
  at_words: string;
  /** How long it took. */
  duration_ms: number;
  /** `sign_in`, `test` or `disconnect`. */
  kind: string;
  /** `ok`, or the code of the failure. */
  result: string;
  /** The service's name. */
  vendor_name: string;
  /** What came of it. */
  words: string;
}

/** A feature of an account. */
export interface AccountFeature {
  /** Its word. */
  id: string;
  /** What it is called. */
  name: string;
  /** Whether it was asked for and granted. */
  on: boolean;
}

/** An account that is not connected any more. */
export interface AccountGone {
  /** Whether the service has forgotten the connection, too. */
  revoked: boolean;
  /** What happened, and what is left to do. */
  words: string;
}

/** Accounts and sign-ins. */
export interface AccountList {
  /** By service and address. */
  accounts: Account[];
  /** The oldest first. */
  waiting: WaitingView[];
}

/** Where an account stands. */
export type AccountState = "connected" | "ends_soon" | "renewing" | "sign_in_again";

/** Whether an account works. */
export interface AccountTested {
  /** Whether the service accepted it. */
  ok: boolean;
  /** What it said, and what to do next. */
  words: string;
}

/** A service one can sign in to. */
export interface AccountVendor {
  /** Muster's registration. */
  client: ClientView;
  /** What an account may be used for. */
  features: FeatureView[];
  /** The page that says how to register Muster. */
  guide: string;
  /** Its word. */
  id: string;
  /** Its name. */
  name: string;
  /** What it is for, in one sentence. */
  sentence: string;
  /** How its answer may come back, the best first. */
  ways: Way[];
}

/** The services. */
export interface AccountVendors {
  /** In the order of the catalogue. */
  vendors: AccountVendor[];
}

/** Another plan. */
export interface Alternative {
  /** Where every interview lies. */
  assign: Assigned[];
  /** What it is better at: "fewest_days", "fairest" or "least_waiting". */
  kind: string;
  /** What the plan costs, by the weights of the request. */
  objective: number;
  /** The same in parts. */
  parts: Parts;
}

/** What a file answered. */
export interface AnswerImported {
  /** The interview it is about. */
  interview_id: string | null;
  /** Who answered what, in words. */
  words: string;
}

/** One candidate for one job. */
export interface Application {
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

/** Some people of a pool. */
export interface AskPool {
  /** How many of it. */
  choose: number;
  /** The pool. */
  pool_id: string;
}

/** Where one interview lies. */
export interface Assigned {
  /** The candidate. */
  c: number;
  /** The interview. */
  i: number;
  /** Who sits on each seat. */
  people: number[];
  /** Its first minute. */
  start: number;
}

/** One person whose time is asked for. */
export interface Attendee {
  /** Interviews they already have. */
  booked?: Booked[];
  /** Free minutes between two interviews that count as a break; 15 when absent. */
  break_minutes?: number;
  /** Free minutes wanted after a meeting. */
  buffer_after_minutes?: number;
  /** Free minutes wanted before a meeting. */
  buffer_before_minutes?: number;
  /** Calendar items. */
  busy?: BusyItem[];
  /** Exceptions by local date. */
  date_overrides?: DateOverride[];
  /** Local dates off. No weekly hours start on them; hours of `date_overrides` still do. */
  holidays?: string[];
  /** Names the person in pools, slots and reasons. */
  id: string;
  /**
   * Free time to protect at midday: a meeting may overlap the window only while so many minutes
   * in one piece stay free of blocking items and interviews.
   */
  lunch?: Lunch | null;
  /** Most interviews one after another without a break; absent for no limit. */
  maximum_in_a_row?: number | null;
  /** Most interviews that may start on one local date; absent for no limit. */
  maximum_per_day?: number | null;
  /** Most interviews that may start in one local calendar month; absent for no limit. */
  maximum_per_month?: number | null;
  /** Most interviews that may start in one local week; absent for no limit. */
  maximum_per_week?: number | null;
  /**
   * Whether the meeting needs this person; `false` only lists them when free. Says nothing
   * about a person that a pool names.
   */
  required?: boolean;
  /** What tentative items do. */
  tentative?: TentativePolicy;
  /** IANA name of the zone of the hours and caps. */
  time_zone: string;
  /** The first day of the attendee's week. */
  week_starts_on?: Weekday;
  /** Weekly hours; none means never. Required: unknown hours are not guessed. */
  working_hours: HoursRange[];
}

/** What was found, by interview id. */
export interface AutoUpdated {
  /** The candidate was there. */
  completed: string[];
  /** An interviewer waited and the candidate did not come. */
  no_show: string[];
  /** The records do not tell; a person has to. */
  unconfirmed: string[];
}

/** Every setting with where it comes from. */
export interface Availability {
  /** The person's name. */
  full_name: string | null;
  /** Public holidays of the next twelve months, where a country is set. */
  holidays: Holiday[];
  /** What is not known of them; null when nothing is missing. */
  holidays_note: string | null;
  /** The person; null for a team or the workspace. */
  person_id: string | null;
  /** The settings, in a fixed order. */
  settings: AvailabilitySetting[];
  /** The team; empty for none. */
  team: string;
}

/** What changed. */
export interface AvailabilityChanged {
  /** The settings whose given value is another one now. */
  changed: Setting[];
}

/** One setting. */
export interface AvailabilitySetting {
  /** What it is called. */
  label: string;
  /** Where it comes from. */
  level: Level;
  /** Its name. */
  name: Setting;
  /** Where it comes from, in words: "built in", "workspace", "team Platform", "this person". */
  source: string;
  /** The value in words. */
  spoken: string;
  /**
   * Its value; null for no limit, no country, and "none" where a level says so against the one
   * above.
   */
  value: unknown;
}

/** A backup that was made and checked. */
export interface BackupView {
  /** Its size in bytes. */
  bytes: number;
  /** Documents in the folder beside it. */
  documents: number;
  /** Documents whose files are missing or damaged here. */
  documents_missing: number;
  /** The file; give it to `workspace_restore`. */
  path: string;
  /** Rows of each table, counted in the copy. */
  rows: Record<string, number>;
}

/** A badge as the table shows it. */
export interface Badge {
  /** The name of the icon. */
  icon: string;
  /** The stable name, for filters and tests. */
  kind: BadgeKind;
  /** The words shown. */
  text: string;
}

/** What a badge says. */
export type BadgeKind =
  | "not_shortlisted"
  | "shortlisted"
  | "ready_to_schedule"
  | "awaiting_candidate"
  | "tentative"
  | "scheduled"
  | "in_progress"
  | "completed"
  | "cancelled"
  | "no_show"
  | "needs_confirmation"
  | "expired";

/** One closed gate, in words, with the key that opens it. */
export interface Blocked {
  /** The violation that scheduling would report. */
  code: ViolationCode;
  /** What opens it. */
  hint: string;
  /** The key that opens it in the candidate table and on the candidate page. */
  key: string;
  /** What is closed. */
  message: string;
}

/** One thing that blocks a start. */
export interface Blocker {
  /** The attendee, the pool, or none for `notice` and `horizon`. */
  attendee: string | null;
  /** The rule. */
  code: BlockerCode;
  /** When the code stops applying, where that is known; see [`crate::slots::find`]. */
  until?: string | null;
}

/** The rule that blocks, in the order of its name. */
export type BlockerCode =
  | "buffer"
  | "busy"
  | "day_cap"
  | "holiday"
  | "horizon"
  | "in_a_row"
  | "lunch"
  | "month_cap"
  | "not_working"
  | "notice"
  | "pool"
  | "tentative"
  | "unknown"
  | "week_cap";

/**
 * An interview of ours that the attendee already has: `[start, end)`. It blocks, and counts
 * towards the caps.
 */
export interface Booked {
  /** End of the interview. */
  end: string;
  /** Start of the interview. */
  start: string;
}

/** A stretch of a person's calendar. */
export interface BusyBlock {
  /** End. */
  end: string;
  /** Start. */
  start: string;
  /** What the calendar says. */
  status: BusyStatus;
}

/** An item of the attendee's calendar: `[start, end)`. */
export interface BusyItem {
  /** The item's own buffer after it, in minutes; adds to the attendee's. */
  buffer_after_minutes?: number;
  /** The item's own buffer before it, in minutes; adds to the attendee's. */
  buffer_before_minutes?: number;
  /** The first instant after it. */
  end: string;
  /** The first taken instant. */
  start: string;
  /** How it blocks; `busy` when absent. */
  status?: BusyStatus;
}

/** What a calendar says about a stretch of time. */
export type BusyStatus = "busy" | "out_of_office" | "tentative" | "free" | "unknown";

/** How an account is. */
export type CalendarAccountState = "fresh" | "stale" | "failing" | "sign_in_again";

/** A calendar account, or one subscription. */
export interface CalendarAccountView {
  /** The server's name; the rest of the address may be a secret. */
  address_words: string;
  /** The same in words. */
  as_of_words: string;
  /** Its calendars by name. */
  calendars: CalendarView[];
  /** Id. */
  id: string;
  /** What kind. */
  kind: CalendarKind;
  /** What it is called. */
  label: string;
  /** When everything that counts had been read last. */
  last_sync_at: string | null;
  /** What to do, when something is to be done. */
  next_step: string | null;
  /** How it is. */
  state: CalendarAccountState;
  /** The same in words. */
  state_words: string;
}

/** All accounts. */
export interface CalendarAccounts {
  /** In the order they were connected. */
  accounts: CalendarAccountView[];
}

/** The account that was connected. */
export interface CalendarConnected {
  /** The account with its calendars. */
  account: CalendarAccountView;
}

/** It is done. */
export type CalendarDisconnected = Record<string, unknown>;

/** What kind of server a calendar is at. */
export type CalendarKind = "caldav" | "ics" | "google" | "microsoft";

/** A calendar of an account. */
export interface CalendarView {
  /** Its colour there; null when the server does not tell. */
  colour: string | null;
  /** Whether its times count. */
  counts: boolean;
  /** How many events and series are held of it. */
  events: number;
  /** Id. */
  id: string;
  /** The name its owner gave it. */
  name: string;
  /** Whose busy times it holds. */
  person_id: string | null;
  /** Their name. */
  person_name: string | null;
  /** How many of them could not be read; while there are any, its person's time is unknown. */
  problems: number;
  /** Whether its server lets us write into it. */
  writable: boolean;
  /** Whether interviews are written into it. */
  writes: boolean;
}

/** A candidate as commands answer with it. */
export interface Candidate {
  /** The present employer. */
  company: string | null;
  /** What the person agreed to; `unknown` when nobody asked yet. */
  consent: Consent2;
  /** When the record was made. */
  created_at: string;
  /** Résumés and other documents, without their text. */
  documents: Document[];
  /** Schools and degrees. */
  education: EducationFields2[];
  /** E-mail addresses, the preferred one first. */
  emails: string[];
  /** Positions held. */
  experience: ExperienceFields2[];
  /** The given name. */
  first_name: string | null;
  /** The whole name. */
  full_name: string;
  /** One line about the person. */
  headline: string | null;
  /** Id. */
  id: string;
  /** The family name. */
  last_name: string | null;
  /** The web address of the profile on linkedin.com. */
  linkedin_url: string | null;
  /** Other web addresses. */
  links: string[];
  /** Where the person lives, in words. */
  location: string | null;
  /** The recruiter's own notes. */
  notes: string | null;
  /** Telephone numbers as they were typed, the preferred one first. */
  phones: string[];
  /** The id of the person in the system the record came from. */
  remote_id: string | null;
  /** Skills in the person's words. */
  skills: string[];
  /** Where the record came from. */
  source: string | null;
  /** Labels of the recruiting team. */
  tags: string[];
  /** The person's IANA time zone. */
  time_zone: string | null;
  /** The present job title. */
  title: string | null;
  /** When the record was last changed. */
  updated_at: string;
}

/** The loop of one candidate. */
export interface CandidateLoop {
  /** Minutes of rest between two interviews of one day. */
  gap_min?: number;
  /** Number of the candidate. */
  id: number;
  /** The interviews. */
  interviews: LoopInterview[];
  /** Days the loop may spread over. */
  max_days: number;
  /** Whether the interviews keep the order of the list. */
  ordered?: boolean;
  /** When the candidate can, from and to. */
  windows: number[][];
}

/** Whether a start is offered. */
export type CellState = "offered" | "blocked";

/** One change. */
export interface Change {
  /** Id of the acting user. */
  actor: string;
  /** The actor's name, or "Muster". */
  actor_name: string;
  /** When. */
  at: string;
  /** The command that wrote. */
  command: string;
  /** Its id. */
  id: string;
  /** The host it came from. */
  origin: string;
  /** When, in words, in the reader's zone; with the year when it is not the present one. */
  spoken_at: string;
  /** One line in words, with the reason where one was given. */
  summary: string;
  /** Whether `change_undo` can take it back now. */
  undoable: boolean;
  /** The change it took back. */
  undoes: string | null;
  /** The change that took it back. */
  undone_by: string | null;
}

/** What happened to a plan. */
export type ChangeRequest =
  | {
      remove_person: number;
    }
  | {
      busy: NewBusy;
    };

/** An interview that is not where it was, or not with whom. */
export interface ChangedInterview {
  /** How it is; null when no place could be found for the loop. */
  after: Sitting | null;
  /** How it was. */
  before: Sitting | null;
  /** The candidate. */
  c: number;
  /** The interview. */
  i: number;
}

/** Where a draft will be sent by hand. */
export type Channel = "linkedin_connection" | "linkedin_message" | "inmail" | "email";

/** One rule that an interview would break. */
export interface CheckedRule {
  /** Id of the person it concerns, when it concerns one. */
  attendee: string | null;
  /** That person's name. */
  attendee_name: string | null;
  /** The code. */
  code: ViolationCode;
  /** What is wrong and what to do next. */
  message: string;
  /** Whether it may be broken on purpose, with a reason. */
  overridable: boolean;
  /** The earliest instant at which it stops applying, when that is known. */
  until: string | null;
}

/** A session with what speaks against it. */
export interface CheckedSession {
  /** End. */
  ends_at: string;
  /** Kind. */
  interview_type: string;
  /** Interviewers. */
  interviewer_ids: string[];
  /** Their names, in the same order. */
  interviewer_names: string[];
  /** Online or in person. */
  mode: Mode;
  /** People who listen and learn. */
  shadow_ids: string[];
  /** Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45". */
  spoken: string;
  /** The start on the candidate's clock; null when that is the reader's own, or not known. */
  spoken_theirs: string | null;
  /** Start. */
  starts_at: string;
  /** The step of the plan. */
  step_id: string;
  /** The step's title. */
  title: string;
  /** Every rule that it breaks. */
  violations: SessionRule[];
}

/** A piece of the text and the stored field it came from. */
export interface Claim {
  /** The character after the last one, in Unicode code points. */
  end: number;
  /** The dotted path of the field. An item of a list has the path of the list. */
  field: string;
  /** First character, counted in Unicode code points. */
  start: number;
}

/** Where a registration was found. */
export type ClientSource = "settings" | "environment";

/** Muster's registration with a service, without its secret. */
export interface ClientView {
  /** The https address of the team's bounce page. */
  bounce: string | null;
  /** Whether a client secret is known. */
  has_secret: boolean;
  /** The client id; null while there is none. */
  id: string | null;
  /** The provider's address. */
  issuer: string | null;
  /** Whether the service comes back to a bounce page only. */
  needs_bounce: boolean;
  /** Whether the provider's address must be entered. */
  needs_issuer: boolean;
  /** Whether the service gives no tokens without a client secret. */
  needs_secret: boolean;
  /** Where it comes from. */
  source: ClientSource | null;
  /** Whether the service takes a client secret where there is one. */
  takes_secret: boolean;
}

/**
 * The programming language of a coding interview (FEATURES.md JB2).
 *
 * Stored typed on the job; the legacy words `CODING_LANG=…` are made only at the edge.
 */
export type CodingLanguage = "PYTHON" | "JAVASCRIPT" | "JAVA" | "PHP" | "RUBY" | "CSHARP" | "SQL";

/** What was made. */
export interface Committed {
  /** The interviews, in the order they were sent. */
  interviews: Interview[];
}

/** What a candidate agreed to, and how we know (FEATURES.md 5.10). */
export interface Consent {
  /** When the person answered (RFC 3339). */
  at?: string | null;
  /** How the answer reached us, such as `careers page`. */
  source?: string | null;
  /** The present state. */
  state: ConsentState;
  /** The version of the text the person saw. */
  text_version?: string | null;
}

/** What a candidate agreed to, and how we know (FEATURES.md 5.10). */
export interface Consent2 {
  /** When the person answered (RFC 3339). */
  at: string | null;
  /** How the answer reached us, such as `careers page`. */
  source: string | null;
  /** The present state. */
  state: ConsentState;
  /** The version of the text the person saw. */
  text_version: string | null;
}

/** The states of consent. */
export type ConsentState = "unknown" | "granted" | "refused" | "withdrawn";

/** The countries whose holidays are known. */
export interface Countries {
  /** By code. */
  items: Country[];
}

/** A country whose holidays are known. */
export interface Country {
  /** ISO 3166-1 code. */
  code: string;
  /** What the window shows: the code, until names are bundled. */
  name: string;
  /** Regions with days of their own. */
  regions: Region[];
}

/** Interviews in numbers. */
export interface Counts {
  /** Took place. */
  completed: number;
  /** Starting today in the reader's zone, whatever became of them. */
  today: number;
  /** Not over and not called off. */
  upcoming: number;
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

/** The first page. */
export interface Dashboard {
  /** Names of the accounts and calendars that work again only once somebody signs in anew. */
  accounts_needing_attention: string[];
  /** The last ten that took place, newest first. */
  completed: Interview[];
  /** How many there are of each. */
  counts: Counts;
  /** Drafts that are ready to be sent by hand. */
  drafts_ready: number;
  /** Scorecards that are due. Muster keeps no scorecards yet, so it is 0. */
  feedback_due: number;
  /** The next ten times that are held for a candidate, earliest first. */
  holds: Hold[];
  /** Past interviews of which a person has to say what happened. */
  needs_confirmation: number;
  /** The next interview to start. */
  next_interview: Interview | null;
  /** How many letters need somebody: held, doubtful, failed, to be handed over. */
  outbox_open: number;
  /** Drafts that were answered. */
  replies: number;
  /** Today in words, in the reader's zone: "Tuesday 24 November". */
  spoken_today: string;
  /** The oldest ten of them. */
  to_confirm: Interview[];
  /** Interviews that start today in the reader's zone, earliest first. */
  today: Interview[];
  /** What should have gone out and has not. */
  undelivered: number;
  /** Notices nobody has read. */
  unread_notices: number;
  /** The next ten interviews, earliest first. */
  upcoming: Interview[];
}

/**
 * An exception: what replaces the weekly ranges that start on one local date.
 *
 * It does not cut the range of the night before. No hours means a day off.
 */
export interface DateOverride {
  /** The local date. */
  date: string;
  /** Its hours; empty for a day off. */
  hours: DayRange[];
}

/** A place on the reader's calendar. */
export interface DayMinute {
  /** A local date of the reader. */
  date: string;
  /** Elapsed minutes since the start of that local day, as `schedule_days` counts them. */
  minutes: number;
}

/** Hours of one date; as in [`HoursRange`], they may pass midnight. */
export interface DayRange {
  /** Local wall time of the end. */
  end: WallTime;
  /** Local wall time of the start. */
  start: WallTime;
}

/** Which way a message went. */
export type Direction = "out" | "in";

/** Parameters of `candidate_distinct`. */
export interface Distinct {
  /** One person. */
  first_id: string;
  /** Another person. */
  second_id: string;
}

/** A document, without its text. */
export interface Document {
  /** Size in bytes. */
  bytes: number;
  /** Whose. */
  candidate_id: string;
  /** When it was added. */
  created_at: string;
  /** The name of the file as it was given. */
  file_name: string;
  /** False for a scan: no text was found in it. */
  has_text: boolean;
  /** Id. */
  id: string;
  /** "pdf", "docx" or "text". */
  kind: string;
  /** What to know about the text; null when all of it was read. */
  message: string | null;
  /** Pages, where the kind has them. */
  pages: number | null;
}

/** A document's text. */
export interface DocumentText {
  /** Size in bytes. */
  bytes: number;
  /** Whose. */
  candidate_id: string;
  /** When it was added. */
  created_at: string;
  /** The name of the file as it was given. */
  file_name: string;
  /** False for a scan: no text was found in it. */
  has_text: boolean;
  /** Id. */
  id: string;
  /** "pdf", "docx" or "text". */
  kind: string;
  /** What to know about the text; null when all of it was read. */
  message: string | null;
  /** Pages, where the kind has them. */
  pages: number | null;
  /** Its text; empty for a scan. */
  text: string;
}

/** Where a draft stands (FEATURES.md OD12). */
export type DraftState =
  | "draft"
  | "ready"
  | "copied"
  | "sent"
  | "accepted"
  | "replied"
  | "discarded";

/** A draft (FORMATS.md `draft_create`), with its counters. */
export interface DraftView {
  /** The candidate. */
  candidate_id: string;
  /** The candidate's name. */
  candidate_name: string;
  /** Where it will be sent by hand. */
  channel: Channel;
  /** Length of the text in UTF-16 units, as LinkedIn counts. */
  characters: number;
  /** Which stored field each piece of the text came from, in Unicode code points. */
  claims: Claim[];
  /** When it was made. */
  created_at: string;
  /** Whether it may be copied: nothing unresolved, and text and subject within their limits. */
  fits: boolean;
  /** Id. */
  id: string;
  /** The job it is about. */
  job_id: string | null;
  /** The job's title. */
  job_title: string | null;
  /** The most the text may have; null is no limit. */
  limit: number | null;
  /** The candidate's LinkedIn address, to open in the browser. */
  linkedin_url?: string | null;
  /** Where it stands. */
  state: DraftState;
  /** Subject; null on channels without one. */
  subject: string | null;
  /** Length of the subject in UTF-16 units; null on channels without one. */
  subject_characters: number | null;
  /** The most the subject may have. */
  subject_limit: number | null;
  /** The template it was made from. */
  template_id: string | null;
  /** Text; placeholders without a value stay as written. */
  text: string;
  /** Fields still to be filled in, each once, subject first. */
  unresolved: string[];
  /** When it was last changed. */
  updated_at: string;
  /** Remarks in plain words that do not stop anything. */
  warnings: string[];
}

/** Interviews that no longer hold. */
export interface DriftList {
  /** Earliest first. */
  items: Drifted[];
}

/** An interview that no longer holds. */
export interface Drifted {
  /** The interview. */
  interview: Interview;
  /** What speaks against it now. */
  problems: Problem2[];
}

/** One school or degree. */
export interface EducationFields {
  /** The degree, such as `MSc`. */
  degree?: string | null;
  /** When it ended. */
  end?: string | null;
  /** The field of study. */
  field?: string | null;
  /** The school or university. */
  school?: string | null;
  /** When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  start?: string | null;
}

/** One school or degree. */
export interface EducationFields2 {
  /** The degree, such as `MSc`. */
  degree: string | null;
  /** When it ended. */
  end: string | null;
  /** The field of study. */
  field: string | null;
  /** The school or university. */
  school: string | null;
  /** When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  start: string | null;
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

/** One position in a candidate's history. */
export interface ExperienceFields {
  /** The employer. */
  company?: string | null;
  /** What the person did; line breaks are kept. */
  description?: string | null;
  /** When it ended; missing for the present position. */
  end?: string | null;
  /** When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  start?: string | null;
  /** The job title. */
  title?: string | null;
}

/** One position in a candidate's history. */
export interface ExperienceFields2 {
  /** The employer. */
  company: string | null;
  /** What the person did; line breaks are kept. */
  description: string | null;
  /** When it ended; missing for the present position. */
  end: string | null;
  /** When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  start: string | null;
  /** The job title. */
  title: string | null;
}

/** What was written. */
export interface ExportView {
  /** Document files. */
  documents: number;
  /** Documents whose files are missing in the workspace. */
  documents_missing: number;
  /** The folder. */
  path: string;
  /** Rows of each kind; each has a `.jsonl` and a `.csv` file of its name. */
  rows: Record<string, number>;
}

/** How evenly interviews are shared. */
export interface Fairness {
  /** The same in words. */
  spoken: string;
  /** The difference between who has most and who has least, counted by weight; 0 is even. */
  spread: number;
}

/** How evenly interviews are spread over those who could hold them. */
export interface Fairness2 {
  /** In words. */
  spoken: string;
  /** Interviews of the busiest less those of the least busy. */
  spread: number;
}

/** What an account may be used for. */
export interface FeatureView {
  /** Its word. */
  id: string;
  /** What it is called. */
  name: string;
  /** What Muster does with the permission. */
  reason: string;
}

/** How much each evil weighs. */
export interface FileWeights {
  /** For each work day a loop ends later than on the first. */
  finish_day: number;
  /** For each quarter of an hour a candidate waits. */
  idle_quarter: number;
  /** For the growth of the sum of squared loads. */
  load: number;
  /** For each loop left out. */
  unscheduled_loop: number;
}

/** What was made. */
export interface Filled {
  /** Applications. */
  applications: number;
  /** Candidates. */
  candidates: number;
  /** Drafts. */
  drafts: number;
  /** Interviews. */
  interviews: number;
  /** Jobs. */
  jobs: number;
  /** The instant the demo is told for. */
  now: string;
  /** Interviewers. */
  people: number;
  /** Interview plans. */
  plans: number;
  /** Pools of interviewers. */
  pools: number;
  /** Templates. */
  templates: number;
}

/** A reminder that was shown. */
export interface FiredReminder {
  /** The interview. */
  interview_id: string;
  /** Minutes before the start it was meant for. */
  lead_minutes: number;
  /** Id of its notice in the in-app list; several reminders may share a summary. */
  notice_id: string;
  /** What it says. */
  text: string;
}

/** What a search found, the best first. */
export interface Found {
  /** The candidates. */
  items: FoundCandidate[];
}

/** A candidate that a search found. */
export interface FoundCandidate {
  /** Name. */
  full_name: string;
  /** Headline; empty when there is none. */
  headline: string;
  /** Id. */
  id: string;
  /** The piece of the candidate's own text that was found. It is plain text, never markup. */
  snippet: string;
}

/** Time that is kept for a candidate. */
export interface Hold {
  /** The application it belongs to. */
  application_id: string;
  /** The candidate's name. */
  candidate_name: string;
  /** End. */
  ends_at: string;
  /** When it runs out. */
  expires_at: string;
  /** When it runs out, in words. */
  expires_spoken: string;
  /** Id. */
  id: string;
  /** The interview it became. */
  interview_id: string | null;
  /** Kind of the interview. */
  interview_type: string;
  /** Interviewers, in the order they were named. */
  interviewer_ids: string[];
  /** Their names, in the same order. */
  interviewer_names: string[];
  /** The job's title. */
  job_title: string;
  /** Online or in person. */
  mode: Mode;
  /** The start in words, in the reader's zone. */
  spoken: string;
  /** The start on the candidate's clock; null when that is the reader's own, or not known. */
  spoken_theirs: string | null;
  /** Start. */
  starts_at: string;
  /** Where it stands. */
  state: HoldState;
  /** The step of a plan it was made for. */
  step_id: string | null;
  /** What the interview is called. */
  title: string;
}

/** Where a hold stands. */
export type HoldState = "active" | "expired" | "released" | "confirmed";

/** A public holiday. */
export interface Holiday {
  /** Its date. */
  date: string;
  /** Its name. */
  name: string;
  /** The date in words. */
  spoken: string;
}

/**
 * Weekly working hours: the same range on each of some days.
 *
 * A range whose end is not after its start passes midnight and belongs to the day it starts on.
 */
export interface HoursRange {
  /** The local days the range starts on. */
  days: Weekday[];
  /** Local wall time of the end. */
  end: WallTime;
  /** Local wall time of the start. */
  start: WallTime;
}

/** One column of a table. */
export interface ImportColumn {
  /** The field it is taken for; null when it is left out. */
  field: string | null;
  /** Its name, by which the mapping names it; each different. */
  name: string;
  /** Its first values, at most three, shortened. */
  samples: string[];
}

/** A field of a candidate that a column can be mapped to. */
export interface ImportField {
  /** Its name for people. */
  label: string;
  /** Its name, as `candidate_create` has it. */
  name: string;
}

/** The `format` parameter of `candidate_import` (FORMATS.md). */
export type ImportFormat = "auto" | "csv" | "linkedin_connections" | "json";

/** What a file of people looks like. */
export interface ImportPreview {
  /** The columns of a table in its order; empty for JSON, which names its fields itself. */
  columns: ImportColumn[];
  /** How its letters are written, as far as its beginning tells: `UTF-8`, `windows-1252`, … */
  encoding: string;
  /** The fields that a column can be mapped to. */
  fields: ImportField[];
  /** What kind of file it is: `csv`, `linkedin_connections` or `json`. */
  format: ImportFormat;
  /** Whether the file goes on behind the part that was read, so that it has more rows. */
  more_rows: boolean;
  /** What is worth knowing about the file. */
  notes: NoteView[];
  /** Data rows in the part that was read. */
  rows_seen: number;
}

/**
 * What an import did. `created + updated + unchanged + skipped + errors_total` is the number of
 * data rows.
 */
export interface ImportView {
  /** The change, for `change_undo`; null when nothing changed or nothing was to be changed. */
  change_id: string | null;
  /** People who were not here before. */
  created: number;
  /** The first 1,000 rejected rows. */
  errors: RowProblem[];
  /** How many rows were rejected. */
  errors_total: number;
  /** What is worth knowing about the file: its encoding, columns that are not used. */
  notes: NoteView[];
  /** Rows that are nobody: closed LinkedIn accounts and empty rows. */
  skipped: number;
  /** People of whom the file knew nothing new. */
  unchanged: number;
  /** People of whom the file knew more. */
  updated: number;
}

/** What an import did. */
export interface Imported {
  /** Events or series that are new. */
  created: number;
  /** What could not be read for certain, and was left out. */
  errors: Problem[];
  /** Events or series that are no longer in the file. */
  removed: number;
  /** Events that are as they were. */
  unchanged: number;
  /** Events or series that changed. */
  updated: number;
}

/** An interview (FORMATS.md), with the names and the times in words that a list shows. */
export interface Interview {
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
  interviewers: Interviewer[];
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
  /** The day of the start in the reader's zone: "Tue 24 Nov". */
  spoken_day: string;
  /** The start on the clock of the other side; null when that is the reader's own zone. */
  spoken_theirs: string | null;
  /** Start and end on the reader's clock: "15:00–15:45". */
  spoken_time: string;
  /** Start. */
  starts_at: string;
  /** Where it stands. */
  status: string;
  /** The IANA zone of the promise. */
  time_zone: string;
  /** iCalendar UID, for life. */
  uid: string;
}

/** Whether an interview can be held at a time, and how that time is said. */
export interface InterviewCheck {
  /** Whether no rule speaks against it. */
  allowed: boolean;
  /** End. */
  ends_at: string;
  /** The start in words, in the reader's zone. */
  spoken: string;
  /** The start in words, in the reader's zone and in the candidate's (or the promised one). */
  spoken_both: string;
  /** The start on the clock of the other side; null when that is the reader's own zone. */
  spoken_theirs: string | null;
  /** Start and end on the reader's clock: "15:00–15:45". */
  spoken_time: string;
  /** Start. */
  starts_at: string;
  /** Everything that speaks against it, in the order of FORMATS.md. */
  violations: CheckedRule[];
}

/** One entry of an interview's trail. */
export interface InterviewLogEntry {
  /** What ("SCHEDULED", "RESCHEDULED", …). */
  action: string;
  /** Who: a user's id, "candidate", or "muster". */
  actor: string;
  /** The actor's name, or "Muster". */
  actor_name: string;
  /** When. */
  at: string;
  /** The fields after. */
  new: unknown;
  /** The fields before. */
  old: unknown;
  /** Why; empty when no reason was given. */
  reason: string;
  /** When, in words, in the reader's zone; with the year when it is not the present one. */
  spoken_at: string;
}

/** One page of interviews. */
export interface InterviewPage {
  /**
   * On the first page what is held now of the same days, job, candidate or application, earliest
   * first; none where a status is asked for, or what took place.
   */
  holds: Hold[];
  /** The interviews. */
  items: Interview[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** The interviews of a job, or a template for any. */
export interface InterviewPlan {
  /** Whether one person may hold two of its interviews with the same candidate. */
  allow_same_interviewer: boolean;
  /** Minutes the candidate has between two interviews of one day. */
  gap_minutes: number;
  /** Id. */
  id: string;
  /** The job; null for a template. */
  job_id: string | null;
  /** The job's title. */
  job_title: string | null;
  /** Most days that the interviews may be spread over. */
  maximum_days: number;
  /** Its name. */
  name: string;
  /** Whether the interviews keep the order of the steps. */
  ordered: boolean;
  /** In plain words: what of it can never work as it stands. */
  problems: string[];
  /** The interviews. */
  steps: PlanStep[];
}

/** What was mended. */
export interface InterviewRepaired {
  /** The interview. */
  interview: Interview;
  /** The others that changed, in the order they were sent. */
  moved: Interview[];
}

/** The times that can be had, as `slots_find` answers, with the words of a list. */
export interface InterviewSlots {
  /** With `explain`, every start of the grid that something blocks, sorted by start; else empty. */
  reasons: Reason[];
  /** The offered slots, sorted by start. */
  slots: OfferedSlot[];
  /** Whether the limit cut the list. */
  truncated: boolean;
}

/** Where an application stands with its interviews. */
export interface InterviewStatus {
  /** What the table shows: words and an icon, never colour alone. */
  badge: Badge;
  /** Whether an interview in person can be scheduled. */
  can_schedule: boolean;
  /** Whether an online interview can be scheduled. */
  can_schedule_online: boolean;
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
  /** Why an online interview cannot be scheduled, each with the key that lifts it. */
  reasons: Blocked[];
  /** Score 0 to 100; null when there is nothing to compare. */
  score: number | null;
  /** The candidate is on the job's shortlist. */
  shortlisted: boolean;
  /** Stage of the pipeline. */
  stage: string;
  /** The next interview that is not over. */
  upcoming: Interview | null;
}

/** A kind of interview that can be chosen. */
export interface InterviewType {
  /** The usual length in whole minutes. */
  default_minutes: number;
  /** How a person reads it. */
  label: string;
  /** The word stored on the interview. */
  name: string;
}

/** An interviewer of an interview. */
export interface Interviewer {
  /** Name. */
  full_name: string;
  /** Id. */
  id: string;
}

/** Somebody who can interview. */
export interface Interviewer2 {
  /** Minutes kept free around busy times and between two interviews. */
  buffer?: number;
  /** Busy times, from and to. */
  busy?: number[][];
  /** Number that seats use. */
  id: number;
  /** Interviews had already. */
  load0?: number;
  /** Interviews in one local day at most. */
  max_day: number;
  /** Interviews in one ISO week at most. */
  max_week: number;
  /** IANA name; decides the local days and ISO weeks of the caps. */
  tz: string;
  /** Hours at work, from and to. */
  work: number[][];
}

/** What somebody answered. */
export type InvitationAnswer = "none" | "accepted" | "declined" | "tentative" | "delegated";

/** Somebody an interview concerns. */
export interface InvitationRow {
  /** Their address; what is missing when there is none. */
  address_words: string;
  /** What they answered. */
  answer: InvitationAnswer;
  /** The same in words; empty without an answer. */
  answer_words: string;
  /** As what. */
  audience: InvitedAs;
  /** Their name. */
  name: string;
  /** The letter to them that has not left, or that nobody knows about. */
  outbox_id: string | null;
  /** What they know, in words. */
  told_words: string;
}

/** Who knows what of an interview. */
export interface Invitations {
  /** The copy in a calendar, in words; null without one. */
  calendar_words: string | null;
  /** Why not; null when it would. */
  off_words: string | null;
  /** The candidate, then the interviewers. */
  rows: InvitationRow[];
  /** Whether inviting them would write letters. */
  sends: boolean;
}

/** As what somebody is invited. */
export type InvitedAs = "candidate" | "interviewer";

/** A job. */
export interface Job {
  /** How many applications it has. */
  applications: number;
  /** Language of coding rounds. */
  coding_language: string;
  /** Company; empty when not told. */
  company: string;
  /** When it was added. */
  created_at: string;
  /** Department; empty when not told. */
  department: string;
  /** Description as it was given: plain text or HTML. */
  description: string;
  /**
   * The description as HTML that is safe to show: no scripts, styles, pictures or forms; null
   * when it is plain text.
   */
  description_html: string | null;
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
}

/** Whether a job is recruited for. */
export type JobStatus = "open" | "closed";

/** Why a backup was made. */
export type Kind = "daily" | "manual" | "before_restore" | "before_upgrade" | "other";

/** A candidate without a loop. */
export interface LeftOut {
  /** The application. */
  application_id: string;
  /** The candidate's name. */
  candidate_name: string;
  /** Why, and what to do next. */
  words: string;
}

/** A length with its source. */
export interface Length {
  /** Whole minutes. */
  minutes: number;
  /** Where it comes from: "this step", "workspace (AI interview 45)", "built in". */
  source: string;
}

/** Where a value comes from. The later one of this order wins. */
export type Level = "built_in" | "workspace" | "team" | "person";

/** Which interviews a list shows. */
export type ListView = "upcoming" | "today" | "completed" | "all";

/** One page of a list. */
export interface Listed {
  /** The rows. */
  items: Change[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed10 {
  /** The rows. */
  items: MessageView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed11 {
  /** The rows. */
  items: Person[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed12 {
  /** The rows. */
  items: Pool2[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed13 {
  /** The rows. */
  items: TemplateView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed2 {
  /** The rows. */
  items: Application[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed3 {
  /** The rows. */
  items: Document[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed4 {
  /** The rows. */
  items: Candidate[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed5 {
  /** The rows. */
  items: TimelineItem[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed6 {
  /** The rows. */
  items: DraftView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed7 {
  /** The rows. */
  items: Hold[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed8 {
  /** The rows. */
  items: InterviewPlan[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** One page of a list. */
export interface Listed9 {
  /** The rows. */
  items: Job[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/** How interviews are shared. */
export interface Load {
  /** How evenly they are shared. */
  fairness: Fairness;
  /** Everyone, by name. */
  people: LoadPerson[];
  /** The weeks, which begin on Monday, earliest first. */
  weeks: LoadWeek[];
}

/** A person's week. */
export interface LoadCell {
  /** The most of both they may have; null for no limit. */
  cap: number | null;
  /** Active holds. */
  holds: number;
  /** Interviews that start in the week on the person's own clock. */
  interviews: number;
  /** How full the week is, 0 (empty) to 4 (full). */
  level: number;
  /** The same in words. */
  spoken: string;
}

/** One row. */
export interface LoadPerson {
  /** One for each week. */
  cells: LoadCell[];
  /** Their name. */
  full_name: string;
  /** The person. */
  person_id: string;
  /** Their part of everyone's, in whole percent. */
  share_percent: number;
  /** Their team; empty for none. */
  team: string;
  /** Interviews and holds of all these weeks. */
  total: number;
  /** Their share: the largest weight they have in a pool, else 1. */
  weight: number;
}

/** One column. */
export interface LoadWeek {
  /** Whether it is the reader's present week. */
  is_current: boolean;
  /** That day in words: "23 Nov". */
  label: string;
  /** Its Monday. */
  starts_on: string;
}

/** What must stay as it is. */
export interface Locked {
  /** The candidate. */
  c: number;
  /** The interview. */
  i: number;
  /** Who must sit on each seat. */
  people?: number[] | null;
  /** The only start it may have. */
  start?: number | null;
}

/** What the rules say about a loop. */
export interface LoopCheck {
  /** Whether no rule speaks against it. */
  allowed: boolean;
  /** The interviews with what speaks against each, in the order they were sent. */
  sessions: CheckedSession[];
  /** What of the plan itself is not kept: its order, its days, its breaks. */
  warnings: string[];
}

/** A loop as it is sent. */
export interface LoopChoice {
  /** The application. */
  application_id: string;
  /** The plan. */
  plan_id: string;
  /** The interviews. */
  sessions: SessionChoice[];
}

/**
 * An instance of loopsched/1. All times are minutes from `epoch`; days are counted from it in
 * UTC. Other fields are ignored.
 */
export interface LoopFile {
  /** The candidates. */
  candidates: CandidateLoop[];
  /** Minute 0. */
  epoch: string;
  /** "loopsched/1". */
  format: string;
  /** Interviews start on whole multiples of so many minutes. */
  grid: number;
  /** Who can interview. */
  interviewers: Interviewer2[];
  /** Interviews at one time at most; 0 is no limit. */
  rooms?: number;
  /** How much each evil weighs. */
  weights: FileWeights;
  /**
   * Days, counted from the epoch, on which interviews may start. Ending a loop on the n-th
   * costs n times `weights.finish_day`, counted from 0.
   */
  workdays: number[];
}

/** One interview of a loop. */
export interface LoopInterview {
  /** Minutes. */
  dur: number;
  /** Number within the loop. */
  id: number;
  /** For each seat the interviewers who may take it. */
  seats: number[][];
}

/** A loop that was made. */
export interface LoopMade {
  /** The application. */
  application_id: string;
  /** The candidate's name. */
  candidate_name: string;
  /** The interviews. */
  interviews: Interview[];
}

/** What was found. */
export interface LoopSuggestions {
  /** Why there is none; null when there is one. */
  none: NoLoop | null;
  /** Up to three that differ. */
  plans: SuggestedLoop[];
}

/** Free time that meetings must leave inside a local window of each day. */
export interface Lunch {
  /** Local wall time at which it must be over. */
  end: WallTime;
  /** How many minutes in one piece are to stay free. */
  minutes: number;
  /** Local wall time from which it may begin. */
  start: WallTime;
}

/** The way mail leaves. */
export interface MailAccountView {
  /** The signed-in account that it leaves through. */
  account_id: string | null;
  /** How reading answers is, in words; null when they are not read. */
  answers_words: string | null;
  /** The sender's address. */
  from_address: string;
  /** The sender's name. */
  from_name: string;
  /** Whether a password is kept. */
  has_password: boolean;
  /** The SMTP server; empty without one. */
  host: string;
  /** The IMAP server that answers are read from; empty when they are not read. */
  imap_host: string;
  /** Its port. */
  imap_port: number;
  /** How the connection is protected. */
  imap_security: MailSecurity;
  /** What to do, when something is to be done. */
  next_step: string | null;
  /** Its port. */
  port: number;
  /** How the connection is protected. */
  security: MailSecurity;
  /** How it is. */
  state: MailState;
  /** The same in words. */
  state_words: string;
  /** The user name; empty when the server wants none. */
  user_name: string;
  /** How mail leaves. */
  way: MailWay;
}

/** How a connection to a mail server is protected. */
export type MailSecurity = "tls" | "start_tls" | "plain";

/** How mail leaves and when. */
export interface MailSettings {
  /** The way; null before anybody said so. */
  account: MailAccountView | null;
  /** Whether people are told by themselves when an interview changes. */
  automatic: boolean;
  /** Whether letters leave without a hand. */
  sends_by_itself: boolean;
  /** Seconds a letter waits before it leaves, so that it can be stopped. */
  undo_seconds: number;
}

/** How sending is. */
export type MailState = "ready" | "failing" | "sign_in_again" | "untested";

/** How a try ended. */
export interface MailTried {
  /** Whether it worked. */
  ok: boolean;
  /** In words, with what to do. */
  words: string;
}

/** How mail can leave. */
export type MailWay = "smtp" | "google" | "microsoft" | "hand_over";

/** The answer of a command that may run in the background. */
export type MaybeStarted =
  | {
      /** Id of the operation. */
      operation_id: string;
    }
  | ImportView;

/** The answer of a command that may run in the background. */
export type MaybeStarted2 =
  | {
      /** Id of the operation. */
      operation_id: string;
    }
  | PlanAnswer;

/** The answer of a command that may run in the background. */
export type MaybeStarted3 =
  | {
      /** Id of the operation. */
      operation_id: string;
    }
  | RepairAnswer;

/** The answer of a command that may run in the background. */
export type MaybeStarted4 =
  | {
      /** Id of the operation. */
      operation_id: string;
    }
  | BackupView;

/** The answer of a command that may run in the background. */
export type MaybeStarted5 =
  | {
      /** Id of the operation. */
      operation_id: string;
    }
  | ExportView;

/** Someone who is put into a pool. */
export interface MemberInput {
  /** Whether they are taken only when no other member is free. */
  alternate?: boolean;
  /** The person. */
  person_id: string;
  /** How far their training is; "qualified" when absent. */
  training?: Training | null;
  /** Their share of the interviews, 1 to 10; 2 is twice the share of 1, which is the default. */
  weight?: number | null;
}

/** Which side a field of the merged record comes from. */
export type MergeChoice = "kept" | "other" | "both" | "equal";

/** One field of two records, and of the merged one. */
export interface MergeField {
  /** Where the result comes from. */
  choice: MergeChoice;
  /** The field of the candidate. */
  field: string;
  /** What the record that stays says. */
  kept: unknown;
  /** What the record that goes says. */
  other: unknown;
  /** What the merged record says. */
  result: unknown;
}

/** One message. */
export interface MessageView {
  /** When a person said that it was sent or had come. */
  at: string;
  /** The candidate. */
  candidate_id: string;
  /** Where it went. */
  channel: Channel;
  /** Which way it went. */
  direction: Direction;
  /** The draft it came from, or that it answers. */
  draft_id: string | null;
  /** Id. */
  id: string;
  /** Id of the user who said so. */
  recorded_by: string;
  /** Subject; empty on channels without one. */
  subject: string;
  /** Text. */
  text: string;
}

/** Where an interview takes place. */
export type Mode = "ONLINE" | "OFFLINE";

/** Another interview that changes along. */
export interface MoveChoice {
  /** Which. */
  interview_id: string;
  /** What changes of it. */
  update: RepairUpdate;
}

/** A new busy time. */
export interface NewBusy {
  /** Until before this one. */
  end: number;
  /** The interviewer. */
  person: number;
  /** From this minute. */
  start: number;
}

/** Why a loop cannot be held. */
export interface NoLoop {
  /** In words, with what to do next. */
  words: string;
}

/** Why nothing is offered. */
export interface NoSlots {
  /** What would open times, the least invasive first. */
  changes: SlotChange[];
  /** In words. */
  words: string;
}

/** Something worth knowing about a file that is no error. */
export interface NoteView {
  /**
   * `encoding`, `unknown_columns`, `repeated_column`, `lines_above_header`, and in a preview
   * `no_names`.
   */
  code: string;
  /** The note in words. */
  message: string;
}

/** A page of notices with the number for the badge. */
export interface NoticeList {
  /** The notices, newest first. */
  items: NoticeView[];
  /** Pass it as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
  /** How many are unread in all. */
  unread: number;
}

/** One notice. */
export interface NoticeView {
  /** When it was told. */
  at: string;
  /** A second line; empty when there is none. */
  body: string;
  /** Id. */
  id: string;
  /** The interview to open. */
  interview_id: string | null;
  /** `reminder`, or `reminder_summary` for several in one. */
  kind: string;
  /** When it was read; null while unread. */
  read_at: string | null;
  /** When, in words, in the reader's zone; with the year when it is not the present one. */
  spoken_at: string;
  /** The text. */
  title: string;
}

/** A time at which the interview can be held: `[start, end)`. */
export interface OfferedSlot {
  /** Their names, in the same order. */
  attendee_names: string[];
  /** Ids of the interviewers: the required, then those taken from pools. */
  attendees: string[];
  /** End. */
  end: string;
  /** Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45". */
  spoken: string;
  /** The start on the candidate's clock; null when that is the reader's own, or not known. */
  spoken_theirs: string | null;
  /** Start. */
  start: string;
}

/** How far long work is. */
export interface Operation {
  /** The command that started it. */
  command: string;
  /** Steps done (rows or bytes, as the command says). */
  done: number;
  /** Why it failed or stopped. */
  error?: unknown;
  /** Its id. */
  id: string;
  /** The command's result, once done. */
  result?: unknown;
  /** "running", "done", "failed" or "cancelled". */
  state: string;
  /** Steps in all; 0 while unknown. */
  total: number;
}

/** The letters. */
export interface Outbox {
  /** How many need somebody. */
  open: number;
  /** Those that changed last first. */
  rows: OutboxRow[];
}

/** What a person can do with a letter. */
export type OutboxAct = "stop" | "send_now" | "retry" | "drop" | "mark_sent" | "hand_over";

/** What became of it. */
export interface OutboxActed {
  /** After `hand_over`: the whole letter as a file, with the invitation in it. */
  eml_path: string | null;
  /** After `hand_over`: the address that opens the mail program. */
  mailto: string | null;
  /** The letter now. */
  row: OutboxRow;
  /** After `hand_over`: what to do with them. */
  words: string | null;
}

/** How a letter leaves. */
export type OutboxChannel = "mail" | "hand_over";

/** Which letters are shown. */
export type OutboxFilter = "open" | "all";

/** What a letter says. */
export type OutboxKind = "invitation" | "update" | "cancellation" | "reminder";

/** A letter in full. */
export interface OutboxMessage {
  /** Names of what is attached. */
  attachments: string[];
  /** From whom. */
  from_words: string;
  /** Why it does not leave by itself; null when it does. */
  held_because: string | null;
  /** The subject. */
  subject: string;
  /** The plain text. */
  text: string;
  /** To whom. */
  to_words: string;
}

/** A letter as a list shows it. */
export interface OutboxRow {
  /** When its state changed last, in words. */
  at_words: string;
  /** What can be done. */
  can: OutboxAct[];
  /** How it leaves. */
  channel: OutboxChannel;
  /** Id. */
  id: string;
  /** The interview; null when it is not there any more. */
  interview_id: string | null;
  /** The interview in words. */
  interview_words: string;
  /** What it says. */
  kind: OutboxKind;
  /** What to do, when a person is needed. */
  next_step: string | null;
  /** Where it stands. */
  state: OutboxState;
  /** The same in words. */
  state_words: string;
  /** The subject. */
  subject: string;
  /** To whom. */
  to_name: string;
  /** To whom, with the address. */
  to_words: string;
}

/** Where a letter stands. */
export type OutboxState =
  | "waiting"
  | "held"
  | "sending"
  | "sent"
  | "unsure"
  | "failed"
  | "dropped"
  | "to_hand_over";

/** What a person says happened. */
export type Outcome = "completed" | "no_show";

/** A backup in the workspace's own folder. */
export interface OwnBackup {
  /** Size of the database file in bytes; documents lie beside it. */
  bytes: number;
  /**
   * Why it was made: "daily", "manual", "before_restore", "before_upgrade" (of a newer Muster),
   * or "other" for a file that someone put there.
   */
  kind: Kind;
  /** When it was made. */
  made_at: string;
  /** The file; give it to `workspace_restore`. */
  path: string;
  /** When, in words, in the reader's zone; with the year when it is not the present one. */
  spoken_at: string;
}

/** Two records that may be one person. */
export interface PairView {
  /** The older record. */
  first: RecordView;
  /** Why they are suspected. */
  reasons: ReasonView[];
  /** The younger record. */
  second: RecordView;
}

/** What a plan costs, in parts. */
export interface Parts {
  /** Sum over the loops of the number of the work day they end on, counted from 0. */
  finish_days: number;
  /** Quarters of an hour that candidates wait. */
  idle_quarters: number;
  /** Growth of the sum of squared loads. */
  load: number;
  /** Loops left out. */
  unscheduled: number;
}

/** An interviewer or colleague. */
export interface Person {
  /** Minutes kept free after an interview. */
  buffer_after_minutes: number;
  /** Minutes kept free before an interview. */
  buffer_before_minutes: number;
  /** Dates with other hours. */
  date_overrides: DateOverride[];
  /** E-mail address. */
  email: string;
  /** Name. */
  full_name: string;
  /** Id. */
  id: string;
  /** Interview types this person takes; empty means all. */
  interview_types: string[];
  /** Most interviews in one local day. */
  maximum_per_day: number | null;
  /** Most interviews in one local week. */
  maximum_per_week: number | null;
  /** The team; empty for none. */
  team: string;
  /** Whether tentative calendar items block. */
  tentative: TentativePolicy;
  /** IANA zone. */
  time_zone: string;
  /** First day of the week for the weekly cap. */
  week_starts_on: Weekday;
  /** Weekly hours. */
  working_hours: HoursRange[];
}

/** A plan for all candidates. */
export interface PlanAnswer {
  /** Other plans. */
  alternatives: Alternative[];
  /** Where every interview lies; loops that are left out are absent. */
  assign: Assigned[];
  /** Milliseconds from the parsed request to the answer; 0 until whoever has a clock fills it in. */
  elapsed_ms: number;
  /** Rounds of improvement made. */
  iterations: number;
  /** What the plan costs. */
  objective: number;
  /** The same in parts. */
  parts: Parts;
  /** Whether it is proven that no plan costs less. */
  proven: boolean;
}

/** One interview of a plan. */
export interface PlanStep {
  /** What it is to find out; null when not told. */
  competency: string | null;
  /** The length that holds, and where it comes from. */
  duration: Length;
  /** Its own length; null for that of its kind. */
  duration_minutes: number | null;
  /** Id, kept for life. */
  id: string;
  /** Kind ("screen", "technical", …). */
  interview_type: string;
  /** People who are always in it. */
  interviewer_ids: string[];
  /** Their names, in the same order. */
  interviewer_names: string[];
  /** Online or in person. */
  mode: Mode;
  /** Pools that fill further seats. */
  pools: PlanStepPool[];
  /** People who listen. */
  shadow_ids: string[];
  /** What it is called. */
  title: string;
}

/** Seats that a pool fills. */
export interface PlanStepPool {
  /** How many of its members. */
  choose: number;
  /** The pool. */
  pool_id: string;
  /** Its name. */
  pool_name: string;
}

/**
 * A group of attendees of whom `choose` are enough. Someone may be in two pools, but takes one
 * seat at most.
 */
export interface Pool {
  /** Ids of the members, each among the request's attendees. */
  attendees: string[];
  /** How many members the meeting needs, 1 or more. */
  choose: number;
  /** Names the pool in reasons. */
  id: string;
}

/** People of whom some take the seats of an interview. */
export interface Pool2 {
  /** Id. */
  id: string;
  /** Who is in it, in the order they were named. */
  members: PoolMember[];
  /** Its name. */
  name: string;
  /** How many of them can fill a seat alone. */
  qualified: number;
  /** The skill it stands for; empty for none. */
  skill: string;
}

/** Someone of a pool. */
export interface PoolMember {
  /** Whether they are taken only when no other member is free. */
  alternate: boolean;
  /** Their name. */
  full_name: string;
  /** The person. */
  person_id: string;
  /** How far their training is. */
  training: Training;
  /** Their share of the interviews, 1 to 10. */
  weight: number;
}

/** The present instant. */
export interface Present {
  /** Now. */
  now: string;
}

/** Two records side by side. */
export interface PreviewView {
  /** Every field, with both sides and the result. */
  fields: MergeField[];
  /** Id of the record that stays. */
  keep_id: string;
  /** Id of the record that goes. */
  other_id: string;
  /** What speaks against the merge: interviews of both at the same time. */
  violations: Violation[];
}

/** An event that was left out, and why. */
export interface Problem {
  /** What kind ("unknown_zone", …). */
  code: string;
  /** The property. */
  field: string | null;
  /** The line of the file. */
  line: number | null;
  /** What is wrong and what to do. */
  message: string;
  /** The event's UID, when it has one. */
  uid: string | null;
}

/** Something that speaks against an interview. */
export interface Problem2 {
  /** The rule. */
  code: BlockerCode;
  /** Whose calendar or hours it is. */
  person_id: string | null;
  /** In words. */
  words: string;
}

/** What background work did. */
export interface Ran {
  /** Whether the mailbox was read for answers, or began to be. */
  answers_read: boolean;
  /** The daily backup that was made. */
  backup: string | null;
  /** How many calendar accounts were read, or began to be. */
  calendar_accounts: number;
  /** How many calendars were expanded further ahead. */
  calendars_expanded: number;
  /** How many candidates were moved into the search index. */
  candidates_indexed: number;
  /** Ids of interviews that turned out completed. */
  completed: string[];
  /** Ids of holds that ran out. */
  holds_expired: string[];
  /** How many changed interviews were looked at for letters. */
  interviews_told: number;
  /** Ids of interviews to which the candidate did not come. */
  no_show: string[];
  /** How many letters and copies of events were to leave. */
  outgoing: number;
  /** Reminders that fired, soonest interview first. */
  reminders: FiredReminder[];
  /**
   * How many reminders were passed over: a later one of the same interview fired instead, or
   * the interview is over.
   */
  reminders_skipped: number;
  /** Ids of past interviews of which a person has to say what happened. */
  unconfirmed: string[];
}

/** Why a start of the grid is not offered. */
export interface Reason {
  /** Everything that blocks it, sorted by attendee (none first), then code. */
  blockers: Blocker[];
  /** The start. */
  start: string;
}

/** Something two records share. */
export interface ReasonView {
  /** "email", "phone", "linkedin" or "link". */
  kind: string;
  /** The reason in words. */
  message: string;
  /** The shared value as it is compared. */
  value: string;
}

/** A record of a pair. */
export interface RecordView {
  /** The present employer. */
  company: string | null;
  /** Name. */
  full_name: string;
  /** Headline. */
  headline: string | null;
  /** Id. */
  id: string;
  /** The present job title. */
  title: string | null;
}

/** A region with holidays of its own. */
export interface Region {
  /** The part after the hyphen of ISO 3166-2. */
  code: string;
  /** What the window shows. */
  name: string;
}

/** One reminder. */
export interface Reminder {
  /** Whom it is with. */
  candidate_name: string;
  /** "desktop". */
  channel: string;
  /** When it is due. */
  due_at: string;
  /** The interview. */
  interview_id: string;
  /** Minutes before the start. */
  lead_minutes: number;
  /** When it is due, in words, in the reader's zone. */
  spoken_due: string;
  /** "pending", "fired", "skipped" or "cancelled". */
  state: string;
}

/** What was removed. */
export interface Removed {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
}

/** A rendered draft. */
export interface RenderAnswer {
  /** Length of `text` in UTF-16 units, as `LinkedIn` counts. */
  characters: number;
  /** Which stored field each inserted piece of `text` came from, by position. */
  claims: Claim[];
  /** Whether it may be copied: nothing unresolved, and text and subject within their limits. */
  fits: boolean;
  /** The most `text` may have; `null` is no limit. */
  limit: number | null;
  /** The subject, for channels that have one. */
  subject?: string | null;
  /** Length of `subject` in UTF-16 units. */
  subject_characters?: number | null;
  /** The same for `subject`. */
  subject_claims?: Claim[];
  /** The most `subject` may have. */
  subject_limit?: number | null;
  /** The text; placeholders without a value stay as written. */
  text: string;
  /** Dotted paths of fields without a value, each once, subject first. */
  unresolved: string[];
  /** Remarks in plain words that do not stop anything. */
  warnings: string[];
}

/** A repaired plan. */
export interface RepairAnswer {
  /** Where every interview lies. */
  assign: Assigned[];
  /** What became different, in the order of the instance. */
  changed: ChangedInterview[];
  /** Milliseconds from the parsed request to the answer; 0 until whoever has a clock fills it in. */
  elapsed_ms: number;
  /** What the plan costs. */
  objective: number;
  /** The same in parts. */
  parts: Parts;
}

/** What a repair does. */
export type RepairKind = "swap" | "chain" | "fewer" | "time";

/** Another interview that changes its people. */
export interface RepairMove {
  /** Who would hold it. */
  after_names: string[];
  /** Who holds it now. */
  before_names: string[];
  /** Its candidate, who notices nothing. */
  candidate_name: string;
  /** Which. */
  interview_id: string;
  /** Its job's title. */
  job_title: string;
  /** Day, start and end on the reader's clock. */
  spoken: string;
  /** The start on the candidate's clock; null when that is the reader's own, or not known. */
  spoken_theirs: string | null;
  /** What changes. */
  update: RepairUpdate;
  /** In words. */
  words: string;
}

/** One way to mend an interview: an `interview_repair_apply` with `update`, `moves` and a reason. */
export interface RepairOption {
  /** Who would hold it. */
  after_names: string[];
  /** Who holds it now. */
  before_names: string[];
  /** Whether a candidate is one of them. */
  candidate_notices: boolean;
  /** What it does. */
  kind: RepairKind;
  /** Other interviews that change their people, each at its own time. */
  moves: RepairMove[];
  /** Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45". */
  spoken: string;
  /** The start on the candidate's clock; null when that is the reader's own, or not known. */
  spoken_theirs: string | null;
  /** What changes of the interview. */
  update: RepairUpdate;
  /** Names of those who notice. */
  who_notices: string[];
  /** In words. */
  words: string;
}

/** What changes of an interview. */
export interface RepairUpdate {
  /** Its new interviewers. */
  interviewer_ids?: string[] | null;
  /** Its new start. */
  starts_at?: string | null;
}

/** How an interview can be mended. */
export interface Repairs {
  /** The ways, those that fewest people notice first. */
  options: RepairOption[];
  /** What is wrong. */
  problem: string;
}

/** What is in the workspace now. */
export interface RestoredView {
  /** Documents that were copied; the others were here already. */
  documents: number;
  /** Documents of the backup whose files were not found. */
  documents_missing: number;
  /** A backup of the workspace as it was before; restore it to go back. */
  previous_backup: string;
  /** The file that was restored. */
  restored_from: string;
  /** Rows of each table now. */
  rows: Record<string, number>;
}

/** Who joins. */
export type Role = "candidate" | "interviewer";

/** What a user may be here. */
export type Role2 = "admin" | "recruiter" | "coordinator" | "hiring_manager" | "interviewer";

/**
 * Why a row of a file was rejected: one entry of `errors` in the result of
 * `candidate_import` (FORMATS.md).
 */
export interface RowProblem {
  /**
   * A code of `FieldError`, or `wrong_column_count`, `unclosed_quote`, `record_too_large`,
   * `invalid_encoding`, `invalid_json`, `invalid_type`, `unknown_field`.
   */
  code: string;
  /** The field or column; `null` when the row as a whole is broken. */
  field: string | null;
  /** The line of the file the record begins on, counted from 1. */
  line: number;
  /** What is wrong and what to do. */
  message: string;
  /** The data record, counted from 1 without preamble and header. */
  row: number;
}

/** A stretch that someone's calendar has taken. */
export interface ScheduleBusy {
  /** Its start. */
  from: number;
  /** Who. */
  person_id: string;
  /** What the calendar says. */
  status: BusyStatus;
  /** Its end. */
  to: number;
}

/**
 * One local day. Places on it are elapsed minutes since its first instant, so a day of 25 hours is
 * 1500 long.
 */
export interface ScheduleDay {
  /** When people are not free, or perhaps not. */
  busy: ScheduleBusy[];
  /** The date. */
  date: string;
  /** The times of the day that are held now, earliest first. */
  holds: ScheduleHold[];
  /** When people work. */
  hours: ScheduleHours[];
  /** The interviews of the day, without cancelled ones, earliest first. */
  interviews: ScheduleInterview[];
  /** Whether it is the reader's today. */
  is_today: boolean;
  /** Its real length. */
  length_minutes: number;
  /** Where now is on it; null on other days. */
  now_minutes: number | null;
  /** In short: "Tue 24". */
  spoken: string;
  /** In full: "Tuesday 24 November". */
  spoken_long: string;
  /** Its first instant. */
  starts_at: string;
  /** One line for each whole hour of the reader's clock. */
  ticks: ScheduleTick[];
}

/** Some days of a calendar. */
export interface ScheduleDays {
  /** The days. A date that the zone skipped is left out. */
  days: ScheduleDay[];
  /** The other clocks, in the order they were asked for. */
  extra_zones: ScheduleZone[];
  /** The first day. */
  from: string;
  /** The first day of as many days after. */
  next: string;
  /** Whose hours and busy times are shown, in the order asked for, else by name. */
  people: SchedulePerson[];
  /** The first day of as many days before. */
  previous: string;
  /** The days in words: "23–29 November 2026". */
  title: string;
  /** The reader's today. */
  today: string;
  /** The reader's IANA zone, whose days these are. */
  zone: string;
  /** That zone in words: "Berlin (UTC+1)". */
  zone_label: string;
}

/** A hold, or the part of it that lies on a day. */
export interface ScheduleHold {
  /** Whether it goes on the day after. */
  continues_after: boolean;
  /** Whether it started the day before. */
  continues_before: boolean;
  /** Its start on this day. */
  from: number;
  /** The hold. */
  hold: Hold;
  /** Its id. */
  id: string;
  /** Its end on this day. */
  to: number;
}

/** A stretch in which someone works. */
export interface ScheduleHours {
  /** Its start. */
  from: number;
  /** Who. */
  person_id: string;
  /** Its end. */
  to: number;
}

/** An interview, or the part of it that lies on a day. */
export interface ScheduleInterview {
  /** Whether it goes on the day after. */
  continues_after: boolean;
  /** Whether it started the day before. */
  continues_before: boolean;
  /** Its start on this day. */
  from: number;
  /** Its id. */
  id: string;
  /** The interview. */
  interview: Interview;
  /** Its end on this day. */
  to: number;
}

/** Someone whose time is shown. */
export interface SchedulePerson {
  /** Name. */
  full_name: string;
  /** Id. */
  id: string;
  /** The IANA zone in which they work. */
  time_zone: string;
}

/** A line of the grid. */
export interface ScheduleTick {
  /** Where it lies. */
  at: number;
  /**
   * The time on the reader's clock and on each of the others; with the weekday when that clock
   * shows another day.
   */
  labels: string[];
}

/** Another clock beside the reader's. */
export interface ScheduleZone {
  /** In words: "New York (UTC−5)". */
  label: string;
  /** Its IANA name. */
  zone: string;
}

/** Somebody who may take a seat. */
export interface SeatOption {
  /** Whether no rule keeps them from it. */
  free: boolean;
  /** Name. */
  full_name: string;
  /** Id. */
  person_id: string;
  /** Why they are a good choice, or what keeps them. */
  words: string;
}

/** Who may take a seat. */
export interface SeatOptionList {
  /** Free ones first, among them those with the fewest interviews that week. */
  items: SeatOption[];
}

/** One interview of a loop. */
export interface Session {
  /** End. */
  ends_at: string;
  /** Kind. */
  interview_type: string;
  /** Interviewers. */
  interviewer_ids: string[];
  /** Their names, in the same order. */
  interviewer_names: string[];
  /** Online or in person. */
  mode: Mode;
  /** People who listen and learn. */
  shadow_ids: string[];
  /** Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45". */
  spoken: string;
  /** The start on the candidate's clock; null when that is the reader's own, or not known. */
  spoken_theirs: string | null;
  /** Start. */
  starts_at: string;
  /** The step of the plan. */
  step_id: string;
  /** The step's title. */
  title: string;
}

/** A session as it is sent. */
export interface SessionChoice {
  /** Interviewers, each once. */
  interviewer_ids: string[];
  /** Start. */
  starts_at: string;
  /** The step of the plan. */
  step_id: string;
}

/** What of a session stays as it is. */
export interface SessionLock {
  /** Its interviewers, when they stay. */
  interviewer_ids?: string[] | null;
  /** Its start, when that stays. */
  starts_at?: string | null;
  /** The step of the plan. */
  step_id: string;
}

/** A rule that a session breaks. */
export interface SessionRule {
  /** The code. */
  code: ViolationCode;
  /** What is wrong and what to do next. */
  message: string;
  /** Whether it may be broken on purpose, with a reason. */
  overridable: boolean;
}

/** Something about a person's availability that can be set for all, for a team or for one. */
export type Setting =
  | "buffer_before_minutes"
  | "buffer_after_minutes"
  | "maximum_per_day"
  | "maximum_per_week"
  | "maximum_per_month"
  | "maximum_in_a_row"
  | "break_minutes"
  | "lunch_start"
  | "lunch_end"
  | "lunch_minutes"
  | "tentative"
  | "country"
  | "region"
  | "holidays_off";

/** A sign-in that waits for the browser. */
export interface SignInBegun {
  /** The address to open in the system's browser. */
  address: string;
  /** Its id. */
  attempt_id: string;
  /** The last moment of the sign-in. */
  expires_at: string;
  /** How the answer comes back. */
  way: Way;
  /** What to do now. */
  words: string;
}

/** How a pasted address ended. */
export interface SignInPasted {
  /** The account, when it is connected. */
  account: Account | null;
  /** `connected`, or why not: `denied`, `expired`, `wrong_state`, … */
  outcome: string;
  /** What happened, and what to do next. */
  words: string;
}

/** Nothing waits any more. */
export type SignInStopped = Record<string, unknown>;

/** When and with whom. */
export interface Sitting {
  /** Who sits on each seat. */
  people: number[];
  /** The first minute. */
  start: number;
}

/** A meeting that can be had: `[start, end)`. */
export interface Slot {
  /**
   * Ids: the required, then the optional who are free, then the members taken from pools; each
   * group in the order of the request's attendees.
   */
  attendees: string[];
  /** End of the meeting. */
  end: string;
  /** Start of the meeting. */
  start: string;
}

/** Why a time is not offered. */
export interface SlotBlocker {
  /** The rule. */
  code: BlockerCode;
  /** Until when it blocks; null when that is not known. */
  until: string | null;
  /** Whose rule it is; null when it is nobody's. */
  who: string | null;
  /** In words. */
  words: string;
}

/** Something that would open times, proved by searching again with it. */
export interface SlotChange {
  /**
   * The local date and all its hours that the person would have, in place of any other exception
   * of that date; null when the change is not one of hours.
   */
  date_override: DateOverride | null;
  /** What kind of change it is. */
  kind: string;
  /** How many more times would be offered. */
  opens: number;
  /** Whose setting it is; null when it is nobody's. */
  person_id: string | null;
  /** The setting's name; null when it is none of availability. */
  setting: string | null;
  /** Its new value; null when there is none. */
  value: unknown;
  /** The change in words: "Buffer 15 to 10 minutes for Ana". */
  words: string;
}

/** What would open one start. */
export interface SlotOpening {
  /** What blocks it; nothing when it is offered. */
  blockers: SlotBlocker[];
  /** The single changes that open it, the least invasive first. */
  changes: SlotChange[];
}

/** A time worth taking. */
export interface SlotSuggestion {
  /** End. */
  end: string;
  /** Interviewers. */
  interviewer_ids: string[];
  /** Their names, in the same order. */
  interviewer_names: string[];
  /** Why it is good, the weightiest first. */
  reasons: string[];
  /** Day, start and end on the reader's clock: "Tue 24 Nov 15:00–15:45". */
  spoken: string;
  /** The start on the candidate's clock; null when that is the reader's own, or not known. */
  spoken_theirs: string | null;
  /** Start. */
  start: string;
  /** What one should know before taking it. */
  warnings: string[];
}

/** The times most worth taking. */
export interface SlotSuggestions {
  /** When nothing is offered: why, and what would open times. */
  none: NoSlots | null;
  /** How many times are offered in all. */
  offered: number;
  /** The best, best first. */
  suggestions: SlotSuggestion[];
}

/** The answer to a [`crate::slots::SlotsRequest`]. */
export interface SlotsAnswer {
  /** With `explain`, every start of the grid that something blocks, sorted by start; else empty. */
  reasons: Reason[];
  /** The offered slots, sorted by start. */
  slots: Slot[];
  /** Whether the limit cut the list. */
  truncated: boolean;
}

/** What the X-ray shows. */
export interface SlotsXray {
  /** What would open more times, the least invasive first. */
  changes: SlotChange[];
  /** The reader's days. */
  days: XrayDay[];
  /** How many times are offered. */
  offered: number;
}

/** Where an application stands in the pipeline. */
export type Stage =
  | "sourced"
  | "applied"
  | "screen"
  | "interview"
  | "offer"
  | "hired"
  | "rejected"
  | "withdrawn";

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

/** One interview of a plan. */
export interface StepInput {
  /** What it is to find out ("system design"). */
  competency?: string | null;
  /** Its own length in whole minutes, 5 to 720; that of its kind when absent. */
  duration_minutes?: number | null;
  /** The step of the plan that this is; absent for a new one. */
  id?: string | null;
  /** Kind ("screen", "technical", …). */
  interview_type: string;
  /** People who are always in it. */
  interviewer_ids?: string[];
  /** Online or in person; online when absent. */
  mode?: Mode | null;
  /** Pools that fill further seats. */
  pools?: StepPoolInput[];
  /** People who listen; they never block a time. */
  shadow_ids?: string[];
  /** What it is called; the name of its kind when absent. */
  title?: string | null;
}

/** Seats that a pool fills. */
export interface StepPoolInput {
  /** How many of its members; 1 when absent. */
  choose?: number | null;
  /** The pool. */
  pool_id: string;
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

/** What makes a slot good. */
export type Strategy = "best_fit" | "earliest";

/** One way to hold all interviews of a plan. */
export interface SuggestedLoop {
  /** On how many of the candidate's days. */
  days: number;
  /** How evenly it loads the interviewers. */
  fairness: Fairness2;
  /** Minutes the candidate waits between interviews of one day. */
  idle_minutes: number;
  /** Its name. */
  label: string;
  /** The interviews, earliest first. */
  sessions: Session[];
  /** What a person should know before taking it. */
  warnings: string[];
  /** What it is good for. */
  words: string;
}

/** Pairs of records that may be one person. */
export interface Suspected {
  /** The pairs, those with the most in common first. */
  items: PairView[];
}

/** Who is where now. */
export interface TeamAssigned {
  /** Who was named. */
  person_ids: string[];
  /** Their team; empty for none. */
  team: string;
}

/** A message template. */
export interface TemplateView {
  /** Text as a Jinja template. */
  body: string;
  /** Where its messages are sent. */
  channel: Channel;
  /** When it was made. */
  created_at: string;
  /** Id. */
  id: string;
  /** Its name. */
  name: string;
  /** Subject as a Jinja template; null on channels without one. */
  subject: string | null;
  /** When it was last changed. */
  updated_at: string;
}

/** What tentative items do. */
export type TentativePolicy = "block" | "allow";

/** A day, or a moment of it. */
export interface TimeReading {
  /** The date on the reader's clock. */
  date: string;
  /** The instant as elapsed minutes of the reader's local day, as `schedule_days` counts them. */
  minutes: number | null;
  /** What was understood, in words. */
  spoken: string;
  /** The instant, when the text names a time of day. */
  starts_at: string | null;
}

/** One entry. */
export interface TimelineItem {
  /** Who did it: a user, an interviewer, the candidate, or "Muster". */
  actor_name: string;
  /** When. */
  at: string;
  /**
   * More of it: the text of a message, the job, the time before a move; empty when there is
   * nothing to add.
   */
  body: string;
  /** The draft it is about. */
  draft_id: string | null;
  /** Its id, for keys of a list. */
  id: string;
  /** The interview it is about. */
  interview_id: string | null;
  /** What it is about. */
  kind: TimelineKind;
  /** When, in words, in the reader's zone; with the year when it is not the present one. */
  spoken_at: string;
  /** What happened, in words. */
  title: string;
}

/** What an entry is about. */
export type TimelineKind =
  | "interview"
  | "message_out"
  | "message_in"
  | "draft"
  | "stage"
  | "shortlist"
  | "document"
  | "record";

/** What a text may mean. */
export interface TimesRead {
  /** The readings, the likeliest first; none when the text is no date. */
  items: TimeReading[];
}

/** How far a person's training for the interviews of a pool is. */
export type Training = "qualified" | "shadow" | "reverse_shadow";

/** What was taken back. */
export interface Undone {
  /** The change that was taken back. */
  change_id: string;
  /** Its summary, with the reason where one was given. */
  summary: string;
  /** The tables whose rows were put back. */
  tables: string[];
}

/** How many notices are left to read. */
export interface Unread {
  /** How many are unread in all. */
  unread: number;
}

/** A user of this workspace. */
export interface User {
  /** E-mail address; empty when not told. */
  email: string;
  /** Name. */
  full_name: string;
  /** Id. */
  id: string;
  /** Whether this is who sits at the desk. */
  is_current: boolean;
  /** Role. */
  role: string;
  /** IANA zone. */
  time_zone: string;
}

/** Who keeps the key of the secrets. */
export type VaultKeeper = "keyring" | "passphrase" | "none";

/** How the key of the secrets is kept. */
export interface VaultStatus {
  /** Who keeps it. */
  keeper: VaultKeeper;
  /** Whether stored secrets cannot be used now. */
  locked: boolean;
  /** The same in words, with what to do. */
  words: string;
}

/** One violation as `details.violations` shows it. */
export interface Violation {
  /** The person it concerns, when it concerns one. */
  attendee?: string | null;
  /** The code. */
  code: ViolationCode;
  /** What is wrong and what to do next. */
  message: string;
  /** The earliest instant at which it stops applying, when that is known. */
  until?: string | null;
}

/**
 * Why an interview cannot be scheduled, in the checking order of FORMATS.md ("Violations of
 * scheduling"); the derived order of the enum is that order.
 */
export type ViolationCode =
  | "not_shortlisted"
  | "interview_not_enabled"
  | "online_not_enabled"
  | "in_the_past"
  | "notice_too_short"
  | "too_far_ahead"
  | "outside_working_hours"
  | "interviewer_conflict"
  | "candidate_conflict"
  | "day_cap"
  | "week_cap";

/** A sign-in that waits for the browser. */
export interface WaitingView {
  /** Its id. */
  attempt_id: string;
  /** The last moment of the sign-in. */
  expires_at: string;
  /** The service's word. */
  vendor: string;
  /** Its name. */
  vendor_name: string;
  /** How the answer comes back. */
  way: Way;
  /** What to do. */
  words: string;
}

/** A wall time of a local day, HH:MM; 24:00 is the end of the day. */
export type WallTime = string;

/** How the browser's answer comes back. */
export type Way = "loopback" | "deep_link" | "bounce" | "paste";

/** What became of several loops. */
export interface WeekCommitted {
  /** Whose loop was made. */
  made: LoopMade[];
  /** Whose loop could not be made any more. */
  refused: LeftOut[];
}

/** The loop of one of several candidates. */
export interface WeekLoop {
  /** The application. */
  application_id: string;
  /** The candidate's name. */
  candidate_name: string;
  /** The job's title. */
  job_title: string;
  /** The plan. */
  plan_id: string;
  /** The interviews, in the order of the plan. */
  sessions: Session[];
}

/** The loops of several candidates. */
export interface WeekSuggestion {
  /** How evenly they are spread with these loops. */
  fairness_after: Fairness2;
  /** How evenly interviews are spread now. */
  fairness_before: Fairness2;
  /** Who has none, and why. */
  left_out: LeftOut[];
  /** The loops that fit together. */
  loops: WeekLoop[];
}

/** A day of the week, written `mon` to `sun`. */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Whose settings change. */
export type Whose = "workspace" | "team" | "person";

/** `[start, end)`: the meeting starts and ends inside it. */
export interface Window {
  /** The latest end. */
  end: string;
  /** The earliest start. */
  start: string;
}

/** One kind of background work. */
export type Work =
  | "reminders"
  | "statuses"
  | "holds"
  | "busy"
  | "calendars"
  | "drift"
  | "telling"
  | "outgoing"
  | "answers"
  | "search"
  | "backup"
  | "accounts";

/** What holds for the whole workspace unless an interview says otherwise. */
export interface WorkspaceSettings {
  /**
   * The usual length of kinds of interviews in whole minutes, where it is another than the
   * built-in one.
   */
  interview_lengths: Record<string, number>;
  /** A paid LinkedIn account may write 300 characters in a connection note, a free one 200. */
  linkedin_paid_account: boolean;
  /** Most days ahead that can be booked. */
  maximum_days_ahead: number;
  /** Least minutes between booking and start. */
  minimum_notice_minutes: number;
  /** Minutes before an interview at which to remind. */
  reminder_leads: number[];
}

/** The answer of `workspace_status`. */
export interface WorkspaceStatus {
  /** Id of the acting user. */
  actor: string;
  /** How many candidates there are. */
  candidates: number;
  /** The workspace folder. */
  folder: string;
  /** The next interview to start. */
  next_interview: Interview | null;
  /** The present instant of this process. */
  now: string;
  /** Whether the database file may only be read, so that no change can be kept. */
  read_only: boolean;
  /** Version of the time zone rules. */
  tz_database: string;
  /** What should have gone out and has not. */
  undelivered: number;
  /** The acting user's name. */
  user_name: string;
  /** Muster's version. */
  version: string;
  /** The workspace's id. */
  workspace_id: string;
}

/** One start of the grid. */
export interface XrayCell {
  /** Everything that blocks it. */
  blockers: SlotBlocker[];
  /** The start. */
  start: string;
  /** Whether it is offered. */
  state: CellState;
  /** On the reader's clock: "15:00". */
  time: string;
}

/** One day of the grid. */
export interface XrayDay {
  /** Its starts. */
  cells: XrayCell[];
  /** The reader's date. */
  date: string;
  /** The day in words: "Tue 24 Nov". */
  label: string;
}

/** Parameters of `account_activity`. */
export interface AccountActivityParams {
  /** Only of this account. */
  account_id?: string | null;
  /** Rows, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type AccountActivityResult = AccountActivity;

/** Parameters of `account_client_set`. */
export interface AccountClientSetParams {
  /** The https address of the team's bounce page; the present one stays when absent. */
  bounce?: string | null;
  /** The client id it gave; empty removes the registration. */
  client_id: string;
  /** The client secret it gave; the present one stays when absent and the id is the same. */
  client_secret?: string | null;
  /** The address of an OpenID provider. */
  issuer?: string | null;
  /** The service. */
  vendor: string;
}

export type AccountClientSetResult = AccountVendor;

/** Names an account. */
export interface AccountDisconnectParams {
  /** Its id. */
  account_id: string;
}

export type AccountDisconnectResult = AccountGone;

/** A command without parameters. */
export type AccountListParams = Record<string, never>;

export type AccountListResult = AccountList;

/** Parameters of `account_sign_in_cancel`. */
export interface AccountSignInCancelParams {
  /** The sign-in that is not wanted any more. */
  attempt_id: string;
}

export type AccountSignInCancelResult = SignInStopped;

/** Parameters of `account_sign_in_paste`. */
export interface AccountSignInPasteParams {
  /** The browser's last address. */
  address: string;
}

export type AccountSignInPasteResult = SignInPasted;

/** Parameters of `account_sign_in_start`. */
export interface AccountSignInStartParams {
  /** The account to connect again; a new one, or whoever signs in, when absent. */
  account_id?: string | null;
  /** What the account is for; whose it is is always asked. */
  features?: string[];
  /** The service. */
  vendor: string;
  /** How the answer comes back; the best way when absent. */
  way?: Way | null;
}

export type AccountSignInStartResult = SignInBegun;

/** Names an account. */
export interface AccountTestParams {
  /** Its id. */
  account_id: string;
}

export type AccountTestResult = AccountTested;

/** A command without parameters. */
export type AccountVendorsParams = Record<string, never>;

export type AccountVendorsResult = AccountVendors;

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

/** Parameters of `application_move`. */
export interface ApplicationMoveParams {
  /** The application. */
  application_id: string;
  /** Why, in at most 1,000 characters; the activity list and the candidate's timeline show it. */
  reason?: string | null;
  /** The stage it moves to. */
  stage: Stage;
}

export type ApplicationMoveResult = Application;

/** A command without parameters. */
export type AvailabilityCountriesParams = Record<string, never>;

export type AvailabilityCountriesResult = Countries;

/** Parameters of `availability_get`. */
export interface AvailabilityGetParams {
  /** Whose; without a person those of `team`, and without a team those of the workspace. */
  person_id?: string | null;
  /** A team. */
  team?: string | null;
}

export type AvailabilityGetResult = Availability;

/** Parameters of `availability_load`. */
export interface AvailabilityLoadParams {
  /** How many weeks, 1 to 26; 8 when absent. Half of them, rounded down, lie before this one. */
  weeks?: number | null;
}

export type AvailabilityLoadResult = Load;

/** Parameters of `availability_set`. */
export interface AvailabilitySetParams {
  /** Whose settings change. */
  level: Whose;
  /** The person, at their level. */
  person_id?: string | null;
  /** The team, at its level. */
  team?: string | null;
  /**
   * The settings that change; null inherits a setting again, "none" means no limit (or no country)
   * whatever the level above says.
   */
  values: Record<string, unknown>;
}

export type AvailabilitySetResult = AvailabilityChanged;

/** Parameters of `availability_team`. */
export interface AvailabilityTeamParams {
  /** Who. */
  person_ids: string[];
  /** The team; empty for none. */
  team: string;
}

export type AvailabilityTeamResult = TeamAssigned;

/** Parameters of `background_run`. */
export interface BackgroundRunParams {
  /** Which kinds of work; all when absent. */
  kinds?: Work[] | null;
}

export type BackgroundRunResult = Ran;

/** A command without parameters. */
export type BackupListParams = Record<string, never>;

export type BackupListResult = OwnBackup[];

/** Parameters of `busy_import`. */
export interface BusyImportParams {
  /** The `.ics` file. */
  path: string;
  /** Whose calendar it is. */
  person_id: string;
  /**
   * Names the calendar; the file name when absent. Only events of the same person and source
   * are ever removed.
   */
  source?: string | null;
}

export type BusyImportResult = Imported;

/** Parameters of `busy_list`. */
export interface BusyListParams {
  /** Until when. */
  end: string;
  /** Whose. */
  person_id: string;
  /** From when. */
  start: string;
}

export type BusyListResult = BusyBlock[];

/** A command without parameters. */
export type CalendarAccountListParams = Record<string, never>;

export type CalendarAccountListResult = CalendarAccounts;

/** Parameters of `calendar_choose`. */
export interface CalendarChooseParams {
  /** The calendar. */
  calendar_id: string;
  /**
   * Whether its times are busy times of that person. One that does not count is not read, and
   * what was read of it is forgotten.
   */
  counts: boolean;
  /** Whose it is; null for nobody's. */
  person_id?: string | null;
  /** Whether interviews are written into it, and no longer into another one; as before when absent. */
  writes?: boolean | null;
}

export type CalendarChooseResult = CalendarAccountView;

/** Parameters of `calendar_connect`. */
export interface CalendarConnectParams {
  /** The signed-in account, for Google and Microsoft. */
  account_id?: string | null;
  /** The address of the server, or of the `.ics` calendar. */
  address?: string;
  /** What kind. */
  kind: CalendarKind;
  /** What to call it; the server's name when absent. */
  label?: string | null;
  /** Its password, or an app password. It is stored sealed and never shown again. */
  password?: string | null;
  /** The user name of a CalDAV account. */
  user_name?: string | null;
}

export type CalendarConnectResult = CalendarConnected;

/** Parameters of `calendar_disconnect`. */
export interface CalendarDisconnectParams {
  /** The account. */
  account_id: string;
  /** Whether what was read goes too. */
  delete_synced?: boolean;
}

export type CalendarDisconnectResult = CalendarDisconnected;

/** Parameters of `calendar_sync`. */
export interface CalendarSyncParams {
  /** The account; all when absent. */
  account_id?: string | null;
}

export type CalendarSyncResult = CalendarAccounts;

/**
 * What a caller or a file says about a candidate, not yet checked: the parameters of
 * `candidate_create` and one element of an imported JSON file (FORMATS.md, "Imports").
 *
 * An unknown field is an error. `null` means the same as leaving a field out.
 */
export interface CandidateCreateParams {
  /** The present employer. */
  company?: string | null;
  /** What the person agreed to. */
  consent?: Consent | null;
  /** Schools and degrees, the latest first. */
  education?: EducationFields[];
  /** E-mail addresses, the preferred one first. */
  emails?: string[];
  /** Positions held, the latest first. */
  experience?: ExperienceFields[];
  /** The given name. */
  first_name?: string | null;
  /** The whole name. When it is missing, the first and last name joined by a space. */
  full_name?: string | null;
  /** One line about the person. */
  headline?: string | null;
  /** The family name. */
  last_name?: string | null;
  /** The web address of the person's profile on linkedin.com. */
  linkedin_url?: string | null;
  /** Other web addresses: portfolio, code, articles. */
  links?: string[];
  /** Where the person lives, in words. */
  location?: string | null;
  /** The recruiter's own notes; line breaks are kept. */
  notes?: string | null;
  /** Telephone numbers as people write them, the preferred one first. */
  phones?: string[];
  /** The id of the same person in the system the record came from. */
  remote_id?: string | null;
  /** Skills in the person's words. */
  skills?: string[];
  /** Where the record came from, such as `referral` or a job board's name. */
  source?: string | null;
  /** Labels of the recruiting team. */
  tags?: string[];
  /** The person's IANA time zone, such as `Europe/Berlin`. */
  time_zone?: string | null;
  /** The present job title. */
  title?: string | null;
}

export type CandidateCreateResult = Candidate;

/** Parameters of `candidate_distinct`. */
export interface CandidateDistinctParams {
  /** One person. */
  first_id: string;
  /** Another person. */
  second_id: string;
}

export type CandidateDistinctResult = Distinct;

/** Parameters of `candidate_document_add`. */
export interface CandidateDocumentAddParams {
  /** Whose document it is. */
  candidate_id: string;
  /** The file: PDF, DOCX or plain text. It is copied into the workspace. */
  path: string;
}

export type CandidateDocumentAddResult = Document;

/** Parameters of `candidate_document_list`. */
export interface CandidateDocumentListParams {
  /** Whose documents. */
  candidate_id: string;
}

export type CandidateDocumentListResult = Listed3;

/** Names a document. */
export interface CandidateDocumentTextParams {
  /** Its id. */
  id: string;
}

export type CandidateDocumentTextResult = DocumentText;

/** Parameters of `candidate_duplicates`. */
export interface CandidateDuplicatesParams {
  /** Most pairs, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type CandidateDuplicatesResult = Suspected;

/** Names a candidate. */
export interface CandidateGetParams {
  /** Its id. The id of a record that was merged away means the one that was kept. */
  id: string;
}

export type CandidateGetResult = Candidate;

/** Parameters of `candidate_import`. */
export interface CandidateImportParams {
  /** Return at once with an operation. */
  background?: boolean;
  /** Only say what would happen. */
  dry_run?: boolean;
  /** What kind of file it is; `auto` looks at its content. */
  format?: ImportFormat;
  /**
   * What columns of a table hold, where their names do not say it or say it wrongly: the name of
   * a column, as `candidate_import_preview` shows it, with the field it fills; "" leaves the
   * column out. Columns that are not named go by their names.
   */
  mapping?: Record<string, string>;
  /** The file. */
  path: string;
}

export type CandidateImportResult = MaybeStarted;

/** Parameters of `candidate_import_preview`. */
export interface CandidateImportPreviewParams {
  /** What kind of file it is; `auto` looks at its content. */
  format?: ImportFormat;
  /** The file. Only its beginning is read. */
  path: string;
}

export type CandidateImportPreviewResult = ImportPreview;

/** Names an application. */
export interface CandidateInterviewStatusParams {
  /** Its id. */
  application_id: string;
}

export type CandidateInterviewStatusResult = InterviewStatus;

/** Parameters of `candidate_list`. */
export interface CandidateListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only those whom this search finds. */
  query?: string | null;
  /** Only those from this source. */
  source?: string | null;
  /** Only those with this tag. */
  tag?: string | null;
}

export type CandidateListResult = Listed4;

/** Parameters of `candidate_merge_preview` and `candidate_merge`. */
export interface CandidateMergeParams {
  /** For each field where the usual choice is wrong: `kept`, `other` or `both`. */
  choices?: Record<string, MergeChoice>;
  /** The record that stays. */
  keep_id: string;
  /** The record that goes into it. */
  other_id: string;
}

export type CandidateMergeResult = Candidate;

/** Parameters of `candidate_merge_preview` and `candidate_merge`. */
export interface CandidateMergePreviewParams {
  /** For each field where the usual choice is wrong: `kept`, `other` or `both`. */
  choices?: Record<string, MergeChoice>;
  /** The record that stays. */
  keep_id: string;
  /** The record that goes into it. */
  other_id: string;
}

export type CandidateMergePreviewResult = PreviewView;

/** Parameters of `candidate_search`. */
export interface CandidateSearchParams {
  /** Most items, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Words to find; the last one may be unfinished. */
  query: string;
}

export type CandidateSearchResult = Found;

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

export type CandidateShortlistResult = Application;

/** Parameters of `candidate_timeline`. */
export interface CandidateTimelineParams {
  /** Whose. The id of a record that was merged away means the one that was kept. */
  candidate_id: string;
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type CandidateTimelineResult = Listed5;

/** Parameters of `candidate_toggle_interview`. */
export interface CandidateToggleInterviewParams {
  /** The application. */
  application_id: string;
  /** Whether interviews may be scheduled. */
  interview_enabled?: boolean | null;
  /** Whether online interviews may be scheduled and joined. */
  online_interview_enabled?: boolean | null;
}

export type CandidateToggleInterviewResult = Application;

/**
 * Parameters of `candidate_update`: the id and what changes. `null` empties a field; a list
 * replaces the whole list.
 */
export interface CandidateUpdateParams {
  /** The present employer. */
  company?: string | null;
  /** What the person agreed to. */
  consent?: Consent | null;
  /** Schools and degrees, all of them. */
  education?: EducationFields[] | null;
  /** E-mail addresses, all of them. */
  emails?: string[] | null;
  /** Positions held, all of them. */
  experience?: ExperienceFields[] | null;
  /** The given name. */
  first_name?: string | null;
  /** The whole name. */
  full_name?: string | null;
  /** One line about the person. */
  headline?: string | null;
  /** Whom. */
  id: string;
  /** The family name. */
  last_name?: string | null;
  /** The web address of the profile on linkedin.com. */
  linkedin_url?: string | null;
  /** Other web addresses, all of them. */
  links?: string[] | null;
  /** Where the person lives, in words. */
  location?: string | null;
  /** The recruiter's own notes. */
  notes?: string | null;
  /** Telephone numbers, all of them. */
  phones?: string[] | null;
  /** The id of the person in the system the record came from. */
  remote_id?: string | null;
  /** Skills, all of them. */
  skills?: string[] | null;
  /** Where the record came from. */
  source?: string | null;
  /** Labels of the recruiting team, all of them. */
  tags?: string[] | null;
  /** The person's IANA time zone. */
  time_zone?: string | null;
  /** The present job title. */
  title?: string | null;
}

export type CandidateUpdateResult = Candidate;

/** Parameters of `change_undo`. */
export interface ChangeUndoParams {
  /** Which change; the last one that can be undone when absent. */
  change_id?: string | null;
}

export type ChangeUndoResult = Undone;

/** Parameters of `clock_advance`. */
export interface ClockAdvanceParams {
  /** How far to move the clock forward. */
  seconds: number;
}

export type ClockAdvanceResult = Present;

/** A command without parameters. */
export type DashboardGetParams = Record<string, never>;

export type DashboardGetResult = Dashboard;

/** Parameters of `draft_create`. */
export interface DraftCreateParams {
  /** Whom it is for. */
  candidate_id: string;
  /** Where it will be sent by hand. */
  channel: Channel;
  /** The job it is about. */
  job_id?: string | null;
  /** The subject, in place of the template's; for inmail and email. */
  subject?: string | null;
  /** The template to fill in. */
  template_id?: string | null;
  /** The text to start from, instead of a template. */
  text?: string | null;
}

export type DraftCreateResult = DraftView;

/** Names a draft. */
export interface DraftGetParams {
  /** Its id. */
  id: string;
}

export type DraftGetResult = DraftView;

/** Parameters of `draft_list`. */
export interface DraftListParams {
  /** Only for this candidate. */
  candidate_id?: string | null;
  /** Where to go on. */
  cursor?: string | null;
  /** Only about this job. */
  job_id?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only in this state. */
  state?: DraftState | null;
}

export type DraftListResult = Listed6;

/** Parameters of `draft_mark`. */
export interface DraftMarkParams {
  /** Which draft. */
  id: string;
  /** What the candidate answered, with the state replied. */
  reply?: string | null;
  /** Where it stands now. */
  state: DraftState;
}

export type DraftMarkResult = DraftView;

/** What to render (FORMATS.md `draft_render`). */
export interface DraftRenderParams {
  /** Where it will be sent. */
  channel: Channel;
  /** The record: an object of objects, such as `{"candidate": {"first_name": "Ada"}}`. */
  data: unknown;
  /**
   * Limits that differ from the table, by channel name; `inmail_subject` and `email_subject`
   * name the subjects.
   */
  limits?: Record<string, number>;
  /** The subject as a Jinja template; needed for `inmail` and `email`, ignored elsewhere. */
  subject_template?: string | null;
  /** The text as a Jinja template; at most 20,000 bytes. */
  template: string;
}

export type DraftRenderResult = RenderAnswer;

/** Parameters of `draft_update`: what changes. */
export interface DraftUpdateParams {
  /** Which draft. */
  id: string;
  /** Subject, for inmail and email. */
  subject?: string | null;
  /** Text. */
  text?: string | null;
}

export type DraftUpdateResult = DraftView;

/** A command without parameters. */
export type DriftListParams = Record<string, never>;

export type DriftListResult = DriftList;

/** Parameters of `hold_confirm`. */
export interface HoldConfirmParams {
  /** Which hold. */
  id: string;
  /** Place of an interview in person. */
  location?: string | null;
  /** A pasted https link. */
  meeting_link?: string | null;
  /** Online or in person; as it was held when absent. */
  mode?: Mode | null;
  /** Notes for the team. */
  notes?: string | null;
}

export type HoldConfirmResult = Interview;

/** Parameters of `hold_create`. */
export interface HoldCreateParams {
  /** The application. */
  application_id: string;
  /** Length in whole minutes, 5 to 720; the usual one of the kind when absent. */
  duration_minutes?: number | null;
  /** Minutes until it runs out, 1 to 43200; 1440 when absent. It never outlasts its own start. */
  expires_in_minutes?: number | null;
  /** Kind; "standard" without a step. */
  interview_type?: string | null;
  /** Interviewers, each once. */
  interviewer_ids: string[];
  /** Online or in person; without a step online where that is enabled. */
  mode?: Mode | null;
  /** Start. */
  starts_at: string;
  /** The step of the job's plan; kind, mode and length then come from it. */
  step_id?: string | null;
}

export type HoldCreateResult = Hold;

/** Parameters of `hold_list`. */
export interface HoldListParams {
  /** Only of this application. */
  application_id?: string | null;
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only in this state. */
  state?: HoldState | null;
}

export type HoldListResult = Listed7;

/** Names a hold. */
export interface HoldReleaseParams {
  /** Its id. */
  id: string;
}

export type HoldReleaseResult = Hold;

/** A command without parameters. */
export type InterviewAutoUpdateParams = Record<string, never>;

export type InterviewAutoUpdateResult = AutoUpdated;

/** Parameters of `interview_cancel`. */
export interface InterviewCancelParams {
  /** Which interview. */
  id: string;
  /** Why; a blank reason is refused. */
  reason?: string;
}

export type InterviewCancelResult = Interview;

/** Parameters of `interview_check`: an interview to move, or an application for a new one. */
export interface InterviewCheckParams {
  /** The application of a new interview. */
  application_id?: string | null;
  /** The start as a place on the reader's calendar, instead of `starts_at`. */
  at?: DayMinute | null;
  /** Length in whole minutes, 5 to 720. */
  duration_minutes?: number | null;
  /**
   * The interview to move. What is not given stays as it is, and its present time does not
   * count against it.
   */
  id?: string | null;
  /** Kind; it gives the length when there is none. */
  interview_type?: string | null;
  /** Interviewers; nobody yet when absent or empty. */
  interviewer_ids?: string[] | null;
  /** Online or in person. A new interview is online where that is enabled. */
  mode?: Mode | null;
  /** Start. */
  starts_at?: string | null;
  /** The IANA zone in which the time is promised. */
  time_zone?: string | null;
}

export type InterviewCheckResult = InterviewCheck;

/** Parameters of `interview_create`. */
export interface InterviewCreateParams {
  /** The application. */
  application_id: string;
  /** Length in whole minutes, 5 to 720. */
  duration_minutes: number;
  /** Kind ("screen", "technical", …). */
  interview_type: string;
  /** Interviewers, each once. */
  interviewer_ids: string[];
  /** Place of an interview in person. */
  location?: string | null;
  /** A pasted https link. */
  meeting_link?: string | null;
  /** Online or in person. */
  mode: Mode;
  /** Notes for the team. */
  notes?: string | null;
  /** Rules to break on purpose: outside_working_hours, day_cap, week_cap. */
  override?: ViolationCode[];
  /** Why they are broken. */
  override_reason?: string | null;
  /** Reminder leads of its own, in minutes. */
  reminder_leads?: number[] | null;
  /** Start. */
  starts_at: string;
  /** The IANA zone in which the time is promised. */
  time_zone: string;
}

export type InterviewCreateResult = Interview;

/** Names an interview. */
export interface InterviewGetParams {
  /** Its id. */
  id: string;
}

export type InterviewGetResult = Interview;

/** Names an interview. */
export interface InterviewInvitationsParams {
  /** Its id. */
  interview_id: string;
}

export type InterviewInvitationsResult = Invitations;

/** Names an interview. */
export interface InterviewInviteParams {
  /** Its id. */
  interview_id: string;
}

export type InterviewInviteResult = Invitations;

/** Parameters of `interview_join`. */
export interface InterviewJoinParams {
  /** Which interview. */
  id: string;
  /** Which interviewer. */
  person_id?: string | null;
  /** Who joins. */
  role: Role;
  /** The room id of the link. */
  room_id: string;
}

export type InterviewJoinResult = Interview;

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

export type InterviewListResult = InterviewPage;

/** Names an interview. */
export interface InterviewLogsParams {
  /** Its id. */
  id: string;
}

export type InterviewLogsResult = InterviewLogEntry[];

/** Parameters of `interview_plan_create`. */
export interface InterviewPlanCreateParams {
  /** Whether one person may hold two of its interviews with the same candidate; false when absent. */
  allow_same_interviewer?: boolean | null;
  /** A plan to copy; what is given here replaces what it says. */
  from_plan_id?: string | null;
  /** Minutes the candidate has between two interviews of one day; 0 when absent. */
  gap_minutes?: number | null;
  /** The job; absent for a template. A job has one plan. */
  job_id?: string | null;
  /** Most days the interviews may be spread over, 1 to 30; 1 when absent. */
  maximum_days?: number | null;
  /** Its name. */
  name: string;
  /** Whether the interviews keep the order of the steps; true when absent. */
  ordered?: boolean | null;
  /** The interviews. */
  steps?: StepInput[] | null;
}

export type InterviewPlanCreateResult = InterviewPlan;

/** Names a plan. */
export interface InterviewPlanGetParams {
  /** Its id. */
  id: string;
}

export type InterviewPlanGetResult = InterviewPlan;

/** Parameters of `interview_plan_list`. */
export interface InterviewPlanListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Only the plan of this job. */
  job_id?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type InterviewPlanListResult = Listed8;

/** Names a plan. */
export interface InterviewPlanRemoveParams {
  /** Its id. */
  id: string;
}

export type InterviewPlanRemoveResult = Removed;

/** Parameters of `interview_plan_update`: the id and what changes. */
export interface InterviewPlanUpdateParams {
  /** Whether one person may hold two of its interviews with the same candidate. */
  allow_same_interviewer?: boolean | null;
  /** Minutes the candidate has between two interviews of one day. */
  gap_minutes?: number | null;
  /** Which plan. */
  id: string;
  /** The job; null makes it a template. */
  job_id?: string | null;
  /** Most days the interviews may be spread over, 1 to 30. */
  maximum_days?: number | null;
  /** Its name. */
  name?: string | null;
  /** Whether the interviews keep the order of the steps. */
  ordered?: boolean | null;
  /** The interviews, all of them; those with an id of this plan stay the same step. */
  steps?: StepInput[] | null;
}

export type InterviewPlanUpdateResult = InterviewPlan;

/** Parameters of `interview_repair`. */
export interface InterviewRepairParams {
  /** Who cannot come, beside those whose calendar speaks against it. */
  declined_person_id?: string | null;
  /** Which interview. */
  id: string;
}

export type InterviewRepairResult = Repairs;

/** Parameters of `interview_repair_apply`: an option of `interview_repair`, and why. */
export interface InterviewRepairApplyParams {
  /** The interview that is mended. */
  id: string;
  /** The others that change along. */
  moves?: MoveChoice[];
  /** Rules to break on purpose. */
  override?: ViolationCode[];
  /** Why they are broken. */
  override_reason?: string | null;
  /** Why; it goes into the log of each of them. */
  reason: string;
  /** What changes of it. */
  update: RepairUpdate;
}

export type InterviewRepairApplyResult = InterviewRepaired;

/** Names an interview. */
export interface InterviewRoomRenewParams {
  /** Its id. */
  id: string;
}

export type InterviewRoomRenewResult = Interview;

/** Parameters of `interview_slots`. */
export interface InterviewSlotsParams {
  /** The IANA zone whose clock the starts follow; the reader's when absent. */
  anchor_zone?: string | null;
  /** The application; its candidate's other interviews block too. */
  application_id: string;
  /** Length in whole minutes. */
  duration_minutes: number;
  /** Whether to say why the other times are not offered. */
  explain?: boolean;
  /** Interviewers who must all be free. */
  interviewer_ids?: string[];
  /** Most slots; 50 when absent. */
  limit?: number | null;
  /**
   * The interview of this application that is to be moved: its present time blocks nobody and
   * counts towards no cap.
   */
  moving?: string | null;
  /** Pools of which some must be free. Without people and pools: any one interviewer. */
  pools?: Pool[];
  /** Minutes between starts; 15 when absent. */
  step_minutes?: number | null;
  /** Where to look; from now to the workspace's horizon when absent. */
  window?: Window | null;
}

export type InterviewSlotsResult = InterviewSlots;

/** A command without parameters. */
export type InterviewTypeListParams = Record<string, never>;

export type InterviewTypeListResult = InterviewType[];

/** Parameters of `interview_update`: the id and what changes. */
export interface InterviewUpdateParams {
  /** Length in whole minutes, 5 to 720. */
  duration_minutes?: number | null;
  /** Which interview. */
  id: string;
  /** Kind. */
  interview_type?: string | null;
  /** Interviewers, all of them. */
  interviewer_ids?: string[] | null;
  /** Place of an interview in person. */
  location?: string | null;
  /** A pasted https link; empty to remove it. */
  meeting_link?: string | null;
  /** Online or in person. */
  mode?: Mode | null;
  /** Notes for the team. */
  notes?: string | null;
  /** Rules to break on purpose. */
  override?: ViolationCode[];
  /** Why they are broken. */
  override_reason?: string | null;
  /** Why. */
  reason?: string | null;
  /** Reminder leads of its own, in minutes; null for the workspace's. */
  reminder_leads?: number[] | null;
  /** Start. */
  starts_at?: string | null;
  /** What happened, once it has started. */
  status?: Outcome | null;
  /** The IANA zone in which the time is promised. */
  time_zone?: string | null;
}

export type InterviewUpdateResult = Interview;

/** Parameters of `invitation_answer_import`. */
export interface InvitationAnswerImportParams {
  /** A saved mail (`.eml`) or calendar file (`.ics`). */
  path: string;
}

export type InvitationAnswerImportResult = AnswerImported;

/** Parameters of `job_create`. */
export interface JobCreateParams {
  /** Language of coding rounds; PYTHON when absent. */
  coding_language?: CodingLanguage | null;
  /** Company. */
  company?: string | null;
  /** Department. */
  department?: string | null;
  /** Description as text. */
  description?: string | null;
  /** Field of business. */
  domain?: string | null;
  /** Location. */
  location?: string | null;
  /** Skills the job asks for. */
  skills?: string[];
  /** Legacy list of technologies. */
  tech_stack_details?: string | null;
  /** Title. */
  title: string;
}

export type JobCreateResult = Job;

/** Names a job. */
export interface JobGetParams {
  /** Its id. */
  id: string;
}

export type JobGetResult = Job;

/** Parameters of `job_list`. */
export interface JobListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only open or only closed jobs. */
  status?: JobStatus | null;
}

export type JobListResult = Listed9;

/** Parameters of `job_update`: the id and what changes. */
export interface JobUpdateParams {
  /** Language of coding rounds. */
  coding_language?: CodingLanguage | null;
  /** Company. */
  company?: string | null;
  /** Department. */
  department?: string | null;
  /** Description as text. */
  description?: string | null;
  /** Field of business. */
  domain?: string | null;
  /** Which job. */
  id: string;
  /** Location. */
  location?: string | null;
  /** Skills the job asks for, all of them. */
  skills?: string[] | null;
  /** Open or closed. */
  status?: JobStatus | null;
  /** Legacy list of technologies. */
  tech_stack_details?: string | null;
  /** Title. */
  title?: string | null;
}

export type JobUpdateResult = Job;

/** Parameters of `loop_check`. */
export interface LoopCheckParams {
  /** The application. */
  application_id: string;
  /** The plan. */
  plan_id: string;
  /** The interviews. */
  sessions: SessionChoice[];
}

export type LoopCheckResult = LoopCheck;

/** Parameters of `loop_commit`. */
export interface LoopCommitParams {
  /** The application. */
  application_id: string;
  /** A hold of this application that becomes one of them. */
  hold_id?: string | null;
  /** Rules to break on purpose: outside_working_hours, day_cap, week_cap. */
  override?: ViolationCode[];
  /** Why they are broken. */
  override_reason?: string | null;
  /** The plan. */
  plan_id: string;
  /** The interviews. */
  sessions: SessionChoice[];
}

export type LoopCommitResult = Committed;

/** What to plan. */
export interface LoopPlanParams {
  /**
   * How many other plans to look for, 3 at most: one that ends earlier, one that spreads the
   * interviews more evenly, one in which candidates wait less. Fewer when there are none.
   */
  alternatives?: number;
  /** Whether the caller wants to go on at once; read by whoever runs the search. */
  background?: boolean;
  /** The instance. */
  instance: LoopFile;
  /** What must stay as it is. */
  locked?: Locked[];
  /** Rounds of improvement. The same instance, seed and rounds give the same plan. */
  max_iterations?: number | null;
  /** Chooses among many equally good ways to search. Default: 1. */
  seed?: number | null;
  /** How long the search may take. Default: 2000, or no limit when `max_iterations` is given. */
  time_limit_ms?: number | null;
}

export type LoopPlanResult = MaybeStarted2;

/** What to repair. */
export interface LoopRepairParams {
  /** The plan that held. */
  assign: Assigned[];
  /** Whether the caller wants to go on at once; read by whoever runs the search. */
  background?: boolean;
  /** What happened. */
  changes: ChangeRequest[];
  /** The instance, as it was before the changes. */
  instance: LoopFile;
  /** Chooses among many equally good ways to search. Default: 1. */
  seed?: number | null;
  /** How long the search may take. Default: 2000. It mostly needs a few milliseconds. */
  time_limit_ms?: number | null;
}

export type LoopRepairResult = MaybeStarted3;

/** Parameters of `loop_seat_options`. */
export interface LoopSeatOptionsParams {
  /** The application. */
  application_id: string;
  /** Length in whole minutes. */
  duration_minutes: number;
  /** Who holds it now; they are left out. */
  interviewer_ids: string[];
  /** Start. */
  starts_at: string;
  /** The step of the plan. */
  step_id: string;
}

export type LoopSeatOptionsResult = SeatOptionList;

/** Parameters of `loop_suggest`. */
export interface LoopSuggestParams {
  /** The application. */
  application_id: string;
  /** What stays as it is. */
  locked?: SessionLock[];
  /** The plan; that of the job when absent. */
  plan_id?: string | null;
  /** Another seed looks elsewhere; 1 when absent. */
  seed?: number | null;
  /** How long to search at most, in milliseconds; 1500 when absent. */
  time_limit_ms?: number | null;
  /** Where to look; the next two weeks when absent. */
  window?: Window | null;
}

export type LoopSuggestResult = LoopSuggestions;

/** Parameters of `loop_week_commit`. */
export interface LoopWeekCommitParams {
  /** The loops, each all or nothing. */
  loops: LoopChoice[];
}

export type LoopWeekCommitResult = WeekCommitted;

/** Parameters of `loop_week_suggest`. */
export interface LoopWeekSuggestParams {
  /** Whose loops; all who wait when absent. */
  application_ids?: string[] | null;
  /** Another seed looks elsewhere; 1 when absent. */
  seed?: number | null;
  /** How long to search at most, in milliseconds; 1500 when absent. */
  time_limit_ms?: number | null;
  /** Where to look; the next two weeks when absent. */
  window?: Window | null;
}

export type LoopWeekSuggestResult = WeekSuggestion;

/** A command without parameters. */
export type MailAccountGetParams = Record<string, never>;

export type MailAccountGetResult = MailSettings;

/** A command without parameters. */
export type MailAccountRemoveParams = Record<string, never>;

export type MailAccountRemoveResult = MailSettings;

/** Parameters of `mail_account_set`. */
export interface MailAccountSetParams {
  /** The signed-in account, for Google and Microsoft. */
  account_id?: string | null;
  /** The sender's address; invitations come from it and are answered to it. */
  from_address: string;
  /** The sender's name. */
  from_name: string;
  /** The SMTP server. */
  host?: string | null;
  /** The IMAP server that answers are read from; none when absent or empty. */
  imap_host?: string | null;
  /** Its port. */
  imap_port?: number | null;
  /** How the connection is protected. */
  imap_security?: MailSecurity | null;
  /** The password; the known one stays when it is absent. Stored sealed, never shown again. */
  password?: string | null;
  /** Its port. */
  port?: number | null;
  /** How the connection is protected. */
  security?: MailSecurity | null;
  /** The user name; empty when the server wants none. */
  user_name?: string | null;
  /** How mail leaves. */
  way: MailWay;
}

export type MailAccountSetResult = MailSettings;

/** A command without parameters. */
export type MailAccountTestParams = Record<string, never>;

export type MailAccountTestResult = MailTried;

/** Parameters of `mail_sending_set`. */
export interface MailSendingSetParams {
  /** Whether people are told by themselves when an interview is arranged, moved or cancelled. */
  automatic: boolean;
  /** Seconds a letter waits before it leaves: 10 to 600. */
  undo_seconds: number;
}

export type MailSendingSetResult = MailSettings;

/** Parameters of `matching_match`. */
export interface MatchingMatchParams {
  /** The candidate. */
  candidate_id: string;
  /** Whether to make the application when there is none; true when absent. */
  create_profile?: boolean;
  /** The job. */
  job_id: string;
}

export type MatchingMatchResult = Application;

/** Parameters of `message_list`. */
export interface MessageListParams {
  /** Whose messages. */
  candidate_id: string;
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type MessageListResult = Listed10;

/** Parameters of `notice_list`. */
export interface NoticeListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
  /** Only those nobody has read. */
  unread_only?: boolean;
}

export type NoticeListResult = NoticeList;

/** Parameters of `notice_read`. */
export interface NoticeReadParams {
  /** Which notice; all of them when absent. */
  id?: string | null;
}

export type NoticeReadResult = Unread;

/** Names an operation. */
export interface OperationCancelParams {
  /** Its id. */
  id: string;
}

export type OperationCancelResult = Operation;

/** Names an operation. */
export interface OperationGetParams {
  /** Its id. */
  id: string;
}

export type OperationGetResult = Operation;

/** Parameters of `outbox_act`. */
export interface OutboxActParams {
  /** What to do. */
  act: OutboxAct;
  /** The letter. */
  id: string;
}

export type OutboxActResult = OutboxActed;

/** Parameters of `outbox_list`. */
export interface OutboxListParams {
  /** Which ones. */
  filter?: OutboxFilter;
  /** Most rows, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type OutboxListResult = Outbox;

/** Names a letter. */
export interface OutboxMessageParams {
  /** Its id. */
  id: string;
}

export type OutboxMessageResult = OutboxMessage;

/** Parameters of `person_create`. */
export interface PersonCreateParams {
  /** Minutes kept free after an interview. */
  buffer_after_minutes?: number;
  /** Minutes kept free before an interview. */
  buffer_before_minutes?: number;
  /** Dates with other hours, or none. */
  date_overrides?: DateOverride[];
  /** E-mail address. */
  email: string;
  /** Name. */
  full_name: string;
  /** Interview types this person takes; empty means all. */
  interview_types?: string[];
  /** Most interviews in one local day. */
  maximum_per_day?: number | null;
  /** Most interviews in one local week. */
  maximum_per_week?: number | null;
  /** The team, whose settings of availability this person inherits. */
  team?: string | null;
  /** Whether tentative calendar items block. */
  tentative?: TentativePolicy | null;
  /** IANA zone in which the working hours are meant. */
  time_zone: string;
  /** First day of the week for the weekly cap. */
  week_starts_on?: Weekday | null;
  /** Weekly hours. */
  working_hours: HoursRange[];
}

export type PersonCreateResult = Person;

/** Parameters of `person_list`. */
export interface PersonListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type PersonListResult = Listed11;

/** Parameters of `person_update`: the id and what changes. `null` lifts a cap. */
export interface PersonUpdateParams {
  /** Minutes kept free after an interview. */
  buffer_after_minutes?: number | null;
  /** Minutes kept free before an interview. */
  buffer_before_minutes?: number | null;
  /** One date with other hours, in place of any that it had; the other dates stay as they are. */
  date_override?: DateOverride | null;
  /** Dates with other hours, all of them. */
  date_overrides?: DateOverride[] | null;
  /** E-mail address. */
  email?: string | null;
  /** Name. */
  full_name?: string | null;
  /** Whom. */
  id: string;
  /** Interview types this person takes. */
  interview_types?: string[] | null;
  /** Most interviews in one local day; null for no limit. */
  maximum_per_day?: number | null;
  /** Most interviews in one local week; null for no limit. */
  maximum_per_week?: number | null;
  /** The team; empty for none. */
  team?: string | null;
  /** Whether tentative calendar items block. */
  tentative?: TentativePolicy | null;
  /** IANA zone. */
  time_zone?: string | null;
  /** First day of the week for the weekly cap. */
  week_starts_on?: Weekday | null;
  /** Weekly hours, all of them. */
  working_hours?: HoursRange[] | null;
}

export type PersonUpdateResult = Person;

/** Parameters of `pool_create`. */
export interface PoolCreateParams {
  /** Who is in it. */
  members?: MemberInput[];
  /** Its name; no two pools share one. */
  name: string;
  /** The skill it stands for. */
  skill?: string | null;
}

export type PoolCreateResult = Pool2;

/** Parameters of `pool_list`. */
export interface PoolListParams {
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type PoolListResult = Listed12;

/** Names a pool. */
export interface PoolRemoveParams {
  /** Its id. */
  id: string;
}

export type PoolRemoveResult = Removed;

/** Parameters of `pool_update`: the id and what changes. */
export interface PoolUpdateParams {
  /** Which pool. */
  id: string;
  /** Who is in it, all of them. */
  members?: MemberInput[] | null;
  /** Its name. */
  name?: string | null;
  /** The skill it stands for; empty for none. */
  skill?: string | null;
}

export type PoolUpdateResult = Pool2;

/** Parameters of `reminder_list`. */
export interface ReminderListParams {
  /** Only of this interview; the waiting ones of all interviews when absent. */
  interview_id?: string | null;
}

export type ReminderListResult = Reminder[];

/** Parameters of `schedule_days`. */
export interface ScheduleDaysParams {
  /** How many days, 1 to 14; 7 when absent. */
  days?: number | null;
  /** The first day, a local date of the reader; today when absent. */
  from?: string | null;
  /**
   * Whose hours, busy times and interviews, at most 8. Without it: every interview, and the
   * interviewers who have one in these days (the 8 with the most).
   */
  person_ids?: string[];
  /** Whether to begin with the Monday of the first day's week. */
  whole_weeks?: boolean;
  /** IANA zones whose clocks stand beside the reader's, at most 2. */
  zones?: string[];
}

export type ScheduleDaysResult = ScheduleDays;

/** A command without parameters. */
export type SettingsGetParams = Record<string, never>;

export type SettingsGetResult = WorkspaceSettings;

/** Parameters of `settings_update`: what changes. */
export interface SettingsUpdateParams {
  /** Lengths of kinds of interviews that change, in whole minutes; null for the built-in one. */
  interview_lengths?: Record<string, number | null> | null;
  /** Whether the LinkedIn account is a paid one. */
  linkedin_paid_account?: boolean | null;
  /** Most days ahead that can be booked. */
  maximum_days_ahead?: number | null;
  /** Least minutes between booking and start. */
  minimum_notice_minutes?: number | null;
  /** Minutes before an interview at which to remind. */
  reminder_leads?: number[] | null;
}

export type SettingsUpdateResult = WorkspaceSettings;

/** A request for slots (FORMATS.md `slots_find`). */
export interface SlotsFindParams {
  /** IANA name of the zone whose local midnights the grid starts at. */
  anchor_zone: string;
  /** Everyone the meeting or a pool may need. */
  attendees: Attendee[];
  /** Length of the meeting in minutes, 1 to [`LONGEST_MEETING_MINUTES`]. */
  duration_minutes: number;
  /** Whether to give the reasons for the starts that are not offered. */
  explain?: boolean;
  /** Most slots to give, 1 to [`LARGEST_LIMIT`]; 50 when absent. */
  limit?: number;
  /** The start is at most this many times 24 hours after `now`; absent for no limit. */
  maximum_days_ahead?: number | null;
  /** The start is at least this many minutes after `now`; 0 when absent. */
  minimum_notice_minutes?: number;
  /** The present, for notice and horizon. */
  now: string;
  /** Groups of which some members are enough. */
  pools?: Pool[];
  /** Width of the grid in minutes, 1 to [`LONGEST_STEP_MINUTES`]; 15 when absent. */
  step_minutes?: number;
  /** Where the meeting must lie. */
  window: Window;
}

export type SlotsFindResult = SlotsAnswer;

/** Parameters of `slots_open`. */
export interface SlotsOpenParams {
  /** The application; its candidate's other interviews block too. */
  application_id: string;
  /** Length in whole minutes, 5 to 720. */
  duration_minutes?: number | null;
  /** Kind; it gives the length when there is none. */
  interview_type?: string | null;
  /** Interviewers who must all be free. */
  interviewer_ids?: string[] | null;
  /** The interview that is being moved: its present time blocks nobody. */
  moving?: string | null;
  /** Pools of which some must be free. */
  pools?: AskPool[] | null;
  /** The start to open. */
  start: string;
  /** The step of the job's interview plan. */
  step_id?: string | null;
  /** Minutes between starts; 15 when absent. */
  step_minutes?: number | null;
  /** Where to look; the next 14 days when absent. */
  window?: Window | null;
}

export type SlotsOpenResult = SlotOpening;

/** Parameters of `slots_suggest`. */
export interface SlotsSuggestParams {
  /** The application; its candidate's other interviews block too. */
  application_id: string;
  /** Length in whole minutes, 5 to 720. */
  duration_minutes?: number | null;
  /** Kind; it gives the length when there is none. */
  interview_type?: string | null;
  /** Interviewers who must all be free. */
  interviewer_ids?: string[] | null;
  /** Most suggestions, up to 50; 3 when absent. */
  limit?: number | null;
  /** The interview that is being moved: its present time blocks nobody. */
  moving?: string | null;
  /** What comes first; best fit when absent. */
  order?: Strategy | null;
  /** Pools of which some must be free. */
  pools?: AskPool[] | null;
  /** The step of the job's interview plan. */
  step_id?: string | null;
  /** Minutes between starts; 15 when absent. */
  step_minutes?: number | null;
  /** Where to look; the next 14 days when absent. */
  window?: Window | null;
}

export type SlotsSuggestResult = SlotSuggestions;

/** What times are asked for. With a step of the job's plan, the rest defaults to the step. */
export interface SlotsXrayParams {
  /** The application; its candidate's other interviews block too. */
  application_id: string;
  /** Length in whole minutes, 5 to 720. */
  duration_minutes?: number | null;
  /** Kind; it gives the length when there is none. */
  interview_type?: string | null;
  /** Interviewers who must all be free. */
  interviewer_ids?: string[] | null;
  /** The interview that is being moved: its present time blocks nobody. */
  moving?: string | null;
  /** Pools of which some must be free. */
  pools?: AskPool[] | null;
  /** The step of the job's interview plan. */
  step_id?: string | null;
  /** Minutes between starts; 15 when absent. */
  step_minutes?: number | null;
  /** Where to look; the next 14 days when absent. */
  window?: Window | null;
}

export type SlotsXrayResult = SlotsXray;

/** Parameters of `template_create`. */
export interface TemplateCreateParams {
  /** Text as a Jinja template. */
  body: string;
  /** Where its messages are sent. */
  channel: Channel;
  /** Its name. */
  name: string;
  /** Subject as a Jinja template; needed for inmail and email, refused elsewhere. */
  subject?: string | null;
}

export type TemplateCreateResult = TemplateView;

/** Parameters of `template_list`. */
export interface TemplateListParams {
  /** Only for this channel. */
  channel?: Channel | null;
  /** Where to go on. */
  cursor?: string | null;
  /** Rows of a page, 1 to 500; 50 when absent. */
  limit?: number | null;
}

export type TemplateListResult = Listed13;

/** Parameters of `template_update`: what changes. */
export interface TemplateUpdateParams {
  /** Text as a Jinja template. */
  body?: string | null;
  /** Where its messages are sent. */
  channel?: Channel | null;
  /** Which template. */
  id: string;
  /** Its name. */
  name?: string | null;
  /** Subject as a Jinja template. */
  subject?: string | null;
}

export type TemplateUpdateResult = TemplateView;

/** Parameters of `time_read`. */
export interface TimeReadParams {
  /** Most readings, 1 to 20; 5 when absent. */
  limit?: number | null;
  /** What was typed: "thu 3pm berlin", "24 nov", "tomorrow 15:00". */
  text: string;
}

export type TimeReadResult = TimesRead;

/** Parameters of `user_create`. */
export interface UserCreateParams {
  /** E-mail address. */
  email?: string;
  /** Name. */
  full_name: string;
  /** Role. */
  role: Role2;
  /** IANA zone in which this user reads times first. */
  time_zone: string;
}

export type UserCreateResult = User;

/** A command without parameters. */
export type UserListParams = Record<string, never>;

export type UserListResult = User[];

/** Parameters of `user_update`. */
export interface UserUpdateParams {
  /** E-mail address. */
  email?: string | null;
  /** Name. */
  full_name?: string | null;
  /** Whom. */
  id: string;
  /** `true` makes this the current user. */
  is_current?: boolean | null;
  /** Role. */
  role?: Role2 | null;
  /** IANA zone. */
  time_zone?: string | null;
}

export type UserUpdateResult = User;

/** A command without parameters. */
export type VaultKeyRotateParams = Record<string, never>;

export type VaultKeyRotateResult = VaultStatus;

/** Parameters of `vault_passphrase_set`. */
export interface VaultPassphraseSetParams {
  /** The passphrase that it has now, where it has one. */
  old?: string | null;
  /** The new passphrase: ten characters at least. It is not stored. */
  passphrase: string;
}

export type VaultPassphraseSetResult = VaultStatus;

/** A command without parameters. */
export type VaultStatusParams = Record<string, never>;

export type VaultStatusResult = VaultStatus;

/** Parameters of `vault_unlock`. */
export interface VaultUnlockParams {
  /** The passphrase. */
  passphrase: string;
}

export type VaultUnlockResult = VaultStatus;

/** Parameters of `workspace_backup`. */
export interface WorkspaceBackupParams {
  /** Return at once; look with `operation_get`. */
  background?: boolean;
  /**
   * The file to write, or a folder to write it into; the workspace's own backups folder when
   * absent. Documents go to a folder beside the file.
   */
  path?: string | null;
}

export type WorkspaceBackupResult = MaybeStarted4;

/** A command without parameters. */
export type WorkspaceDemoParams = Record<string, never>;

export type WorkspaceDemoResult = Filled;

/** Parameters of `workspace_export`. */
export interface WorkspaceExportParams {
  /** Return at once; look with `operation_get`. */
  background?: boolean;
  /** The folder to write; it must not be there, or be empty. */
  path: string;
}

export type WorkspaceExportResult = MaybeStarted5;

/** Parameters of `workspace_restore`. */
export interface WorkspaceRestoreParams {
  /** A backup file, a folder with one, or another workspace's folder. */
  path: string;
}

export type WorkspaceRestoreResult = RestoredView;

/** A command without parameters. */
export type WorkspaceStatusParams = Record<string, never>;

export type WorkspaceStatusResult = WorkspaceStatus;

/** The parameter and result types of every command. */
export interface CommandTypes {
  /** List what was asked of outside services and how it ended, newest first. */
  account_activity: { params: AccountActivityParams; result: AccountActivityResult };

  /** Enter or remove Muster's registration with an outside service. */
  account_client_set: { params: AccountClientSetParams; result: AccountClientSetResult };

  /** Give an account back to its service and forget it. */
  account_disconnect: { params: AccountDisconnectParams; result: AccountDisconnectResult };

  /** List the accounts that are signed in, and the sign-ins that wait for the browser. */
  account_list: { params: AccountListParams; result: AccountListResult };

  /** Stop waiting for a sign-in. */
  account_sign_in_cancel: { params: AccountSignInCancelParams; result: AccountSignInCancelResult };

  /** Finish a sign-in with the browser's last address. */
  account_sign_in_paste: { params: AccountSignInPasteParams; result: AccountSignInPasteResult };

  /** Start to sign in to an outside service; the address is for the browser. */
  account_sign_in_start: { params: AccountSignInStartParams; result: AccountSignInStartResult };

  /** Try whether an account works. */
  account_test: { params: AccountTestParams; result: AccountTestResult };

  /** List the outside services one can sign in to, with what each is for. */
  account_vendors: { params: AccountVendorsParams; result: AccountVendorsResult };

  /** List what was changed, by whom, newest first. */
  activity_list: { params: ActivityListParams; result: ActivityListResult };

  /** List applications by candidate name. */
  application_list: { params: ApplicationListParams; result: ApplicationListResult };

  /** Move an application to another stage. */
  application_move: { params: ApplicationMoveParams; result: ApplicationMoveResult };

  /** List the countries whose public holidays are known. */
  availability_countries: {
    params: AvailabilityCountriesParams;
    result: AvailabilityCountriesResult;
  };

  /** Show the settings of a person's availability with where each comes from; without a person those of a team or of the workspace. */
  availability_get: { params: AvailabilityGetParams; result: AvailabilityGetResult };

  /** Show how many interviews everyone has, week by week, and how evenly they are shared. */
  availability_load: { params: AvailabilityLoadParams; result: AvailabilityLoadResult };

  /** Change settings of availability of the workspace, a team or a person; null inherits again. */
  availability_set: { params: AvailabilitySetParams; result: AvailabilitySetResult };

  /** Put people into a team, whose settings they inherit. */
  availability_team: { params: AvailabilityTeamParams; result: AvailabilityTeamResult };

  /** Do background work that is due, once: reminders, outcomes of interviews. */
  background_run: { params: BackgroundRunParams; result: BackgroundRunResult };

  /** List the backups in the workspace's own folder, newest first. */
  backup_list: { params: BackupListParams; result: BackupListResult };

  /** Read an interviewer's busy times from an `.ics` file. */
  busy_import: { params: BusyImportParams; result: BusyImportResult };

  /** Show a person's calendar items in a window, without titles. */
  busy_list: { params: BusyListParams; result: BusyListResult };

  /** List calendar accounts with their calendars and how they are. */
  calendar_account_list: { params: CalendarAccountListParams; result: CalendarAccountListResult };

  /** Say whose busy times a calendar holds, and whether they count. */
  calendar_choose: { params: CalendarChooseParams; result: CalendarChooseResult };

  /** Connect a CalDAV account or an `.ics` address; it is tried first. */
  calendar_connect: { params: CalendarConnectParams; result: CalendarConnectResult };

  /** Disconnect a calendar account; what was read of it goes too unless it shall stay. */
  calendar_disconnect: { params: CalendarDisconnectParams; result: CalendarDisconnectResult };

  /** Read calendars now. */
  calendar_sync: { params: CalendarSyncParams; result: CalendarSyncResult };

  /** Add a candidate. */
  candidate_create: { params: CandidateCreateParams; result: CandidateCreateResult };

  /** Remember that two candidates are different people. */
  candidate_distinct: { params: CandidateDistinctParams; result: CandidateDistinctResult };

  /** Add a résumé or other document to a candidate. */
  candidate_document_add: {
    params: CandidateDocumentAddParams;
    result: CandidateDocumentAddResult;
  };

  /** List a candidate's documents. */
  candidate_document_list: {
    params: CandidateDocumentListParams;
    result: CandidateDocumentListResult;
  };

  /** Read the text of a document. */
  candidate_document_text: {
    params: CandidateDocumentTextParams;
    result: CandidateDocumentTextResult;
  };

  /** List pairs of candidates that may be one person. */
  candidate_duplicates: { params: CandidateDuplicatesParams; result: CandidateDuplicatesResult };

  /** Read one candidate with the list of documents. */
  candidate_get: { params: CandidateGetParams; result: CandidateGetResult };

  /** Import candidates from CSV, a LinkedIn export or JSON. */
  candidate_import: { params: CandidateImportParams; result: CandidateImportResult };

  /** Show the beginning of a file of people and what its columns are taken for. */
  candidate_import_preview: {
    params: CandidateImportPreviewParams;
    result: CandidateImportPreviewResult;
  };

  /** Show where an application stands with its interviews, and what is in the way. */
  candidate_interview_status: {
    params: CandidateInterviewStatusParams;
    result: CandidateInterviewStatusResult;
  };

  /** List candidates by name. */
  candidate_list: { params: CandidateListParams; result: CandidateListResult };

  /** Merge a candidate into another; one undo separates them again. */
  candidate_merge: { params: CandidateMergeParams; result: CandidateMergeResult };

  /** Show two candidates field by field before a merge. */
  candidate_merge_preview: {
    params: CandidateMergePreviewParams;
    result: CandidateMergePreviewResult;
  };

  /** Find candidates as one types: names, headlines, skills, notes, résumés. */
  candidate_search: { params: CandidateSearchParams; result: CandidateSearchResult };

  /** Put a candidate on a job's shortlist, or take them off. */
  candidate_shortlist: { params: CandidateShortlistParams; result: CandidateShortlistResult };

  /** Show what happened around a candidate, newest first. */
  candidate_timeline: { params: CandidateTimelineParams; result: CandidateTimelineResult };

  /** Switch interviews, or online interviews, on or off for an application. */
  candidate_toggle_interview: {
    params: CandidateToggleInterviewParams;
    result: CandidateToggleInterviewResult;
  };

  /** Change a candidate; only the given fields. */
  candidate_update: { params: CandidateUpdateParams; result: CandidateUpdateResult };

  /** Undo the last change, or the named one. */
  change_undo: { params: ChangeUndoParams; result: ChangeUndoResult };

  /** Advance the clock of a test build. */
  clock_advance: { params: ClockAdvanceParams; result: ClockAdvanceResult };

  /** Show what must be known first: interviews, replies, what waits. */
  dashboard_get: { params: DashboardGetParams; result: DashboardGetResult };

  /** Draft a message to a candidate, from a template or a text. */
  draft_create: { params: DraftCreateParams; result: DraftCreateResult };

  /** Show one draft with its counters. */
  draft_get: { params: DraftGetParams; result: DraftGetResult };

  /** List drafts, the last changed first. */
  draft_list: { params: DraftListParams; result: DraftListResult };

  /** Say what was done with a draft, or what came of it: ready, copied, sent, accepted, replied. */
  draft_mark: { params: DraftMarkParams; result: DraftMarkResult };

  /** Fill a template with the facts of a record and count it for its channel (FORMATS.md). */
  draft_render: { params: DraftRenderParams; result: DraftRenderResult };

  /** Change the words of a draft that is not sent. */
  draft_update: { params: DraftUpdateParams; result: DraftUpdateResult };

  /** List interviews to come that would not be arranged today. */
  drift_list: { params: DriftListParams; result: DriftListResult };

  /** Make the interview that a hold kept the time for. */
  hold_confirm: { params: HoldConfirmParams; result: HoldConfirmResult };

  /** Keep a time for a candidate until it runs out; it blocks like an interview. */
  hold_create: { params: HoldCreateParams; result: HoldCreateResult };

  /** List holds by start. */
  hold_list: { params: HoldListParams; result: HoldListResult };

  /** Give the time of a hold back. */
  hold_release: { params: HoldReleaseParams; result: HoldReleaseResult };

  /** Record how past interviews ended, as far as the records tell. */
  interview_auto_update: { params: InterviewAutoUpdateParams; result: InterviewAutoUpdateResult };

  /** Cancel an interview, with a reason. */
  interview_cancel: { params: InterviewCancelParams; result: InterviewCancelResult };

  /** Show whether an interview can be held at a time, before anything is written. */
  interview_check: { params: InterviewCheckParams; result: InterviewCheckResult };

  /** Schedule an interview, by every rule. */
  interview_create: { params: InterviewCreateParams; result: InterviewCreateResult };

  /** Show one interview. */
  interview_get: { params: InterviewGetParams; result: InterviewGetResult };

  /** Show who knows what of an interview, and who answered. */
  interview_invitations: { params: InterviewInvitationsParams; result: InterviewInvitationsResult };

  /** Write letters to everybody who does not know an interview as it is. */
  interview_invite: { params: InterviewInviteParams; result: InterviewInviteResult };

  /** Join the room of an online interview. */
  interview_join: { params: InterviewJoinParams; result: InterviewJoinResult };

  /** List interviews, and what is held of the same days. */
  interview_list: { params: InterviewListParams; result: InterviewListResult };

  /** Show what happened to an interview, by whom and why. */
  interview_logs: { params: InterviewLogsParams; result: InterviewLogsResult };

  /** Plan the interviews of a job, or make a template. */
  interview_plan_create: { params: InterviewPlanCreateParams; result: InterviewPlanCreateResult };

  /** Show one interview plan, with what of it can never work. */
  interview_plan_get: { params: InterviewPlanGetParams; result: InterviewPlanGetResult };

  /** List interview plans and templates by name. */
  interview_plan_list: { params: InterviewPlanListParams; result: InterviewPlanListResult };

  /** Remove an interview plan. */
  interview_plan_remove: { params: InterviewPlanRemoveParams; result: InterviewPlanRemoveResult };

  /** Change an interview plan and its steps. */
  interview_plan_update: { params: InterviewPlanUpdateParams; result: InterviewPlanUpdateResult };

  /** Show how an interview can be mended, those ways first that fewest people notice. */
  interview_repair: { params: InterviewRepairParams; result: InterviewRepairResult };

  /** Mend an interview and the others that change along, or nothing: a repair that was shown. */
  interview_repair_apply: {
    params: InterviewRepairApplyParams;
    result: InterviewRepairApplyResult;
  };

  /** Give an online interview a new room; the old link stops working. */
  interview_room_renew: { params: InterviewRoomRenewParams; result: InterviewRoomRenewResult };

  /** Find times for an interview from stored calendars and interviews. */
  interview_slots: { params: InterviewSlotsParams; result: InterviewSlotsResult };

  /** List the kinds of interviews with their usual lengths. */
  interview_type_list: { params: InterviewTypeListParams; result: InterviewTypeListResult };

  /** Move an interview, change its people, or say what happened. */
  interview_update: { params: InterviewUpdateParams; result: InterviewUpdateResult };

  /** Read an answer to an invitation from a saved mail or calendar file. */
  invitation_answer_import: {
    params: InvitationAnswerImportParams;
    result: InvitationAnswerImportResult;
  };

  /** Add a job. */
  job_create: { params: JobCreateParams; result: JobCreateResult };

  /** Show one job. */
  job_get: { params: JobGetParams; result: JobGetResult };

  /** List jobs by title. */
  job_list: { params: JobListParams; result: JobListResult };

  /** Change a job, or close it. */
  job_update: { params: JobUpdateParams; result: JobUpdateResult };

  /** Show what the rules say about the sessions of a loop, before anything is written. */
  loop_check: { params: LoopCheckParams; result: LoopCheckResult };

  /** Schedule all interviews of a loop, or none. */
  loop_commit: { params: LoopCommitParams; result: LoopCommitResult };

  /** Plan the interview loops of many candidates at once (FORMATS.md). */
  loop_plan: { params: LoopPlanParams; result: LoopPlanResult };

  /** Repair planned loops after somebody dropped out or got busy: the smallest change. */
  loop_repair: { params: LoopRepairParams; result: LoopRepairResult };

  /** List who may take a seat of a loop at a time, free ones first. */
  loop_seat_options: { params: LoopSeatOptionsParams; result: LoopSeatOptionsResult };

  /** Plan all interviews of a job's plan for one candidate: up to three ways, with reasons. */
  loop_suggest: { params: LoopSuggestParams; result: LoopSuggestResult };

  /** Schedule several loops, each all or nothing. */
  loop_week_commit: { params: LoopWeekCommitParams; result: LoopWeekCommitResult };

  /** Plan the loops of everybody who waits together. */
  loop_week_suggest: { params: LoopWeekSuggestParams; result: LoopWeekSuggestResult };

  /** Show how mail leaves, and when people are told of interviews. */
  mail_account_get: { params: MailAccountGetParams; result: MailAccountGetResult };

  /** Forget how mail leaves. */
  mail_account_remove: { params: MailAccountRemoveParams; result: MailAccountRemoveResult };

  /** Say how mail leaves. */
  mail_account_set: { params: MailAccountSetParams; result: MailAccountSetResult };

  /** Try whether mail can leave, and answers be read; nothing is sent. */
  mail_account_test: { params: MailAccountTestParams; result: MailAccountTestResult };

  /** Say whether people are told by themselves, and how long letters wait. */
  mail_sending_set: { params: MailSendingSetParams; result: MailSendingSetResult };

  /** Match a candidate with a job by their skills; makes the application. */
  matching_match: { params: MatchingMatchParams; result: MatchingMatchResult };

  /** List what was said to a candidate and what came back. */
  message_list: { params: MessageListParams; result: MessageListResult };

  /** List what Muster told you, newest first. */
  notice_list: { params: NoticeListParams; result: NoticeListResult };

  /** Mark a notice, or all of them, as read. */
  notice_read: { params: NoticeReadParams; result: NoticeReadResult };

  /** Ask long work to stop. */
  operation_cancel: { params: OperationCancelParams; result: OperationCancelResult };

  /** Read how far long work is. */
  operation_get: { params: OperationGetParams; result: OperationGetResult };

  /** Stop a letter, let it go, try it again, hand it over, or say what became of it. */
  outbox_act: { params: OutboxActParams; result: OutboxActResult };

  /** List letters that are on their way, or need somebody. */
  outbox_list: { params: OutboxListParams; result: OutboxListResult };

  /** Show a letter as its reader will see it. */
  outbox_message: { params: OutboxMessageParams; result: OutboxMessageResult };

  /** Add an interviewer or colleague. */
  person_create: { params: PersonCreateParams; result: PersonCreateResult };

  /** List interviewers and colleagues by name. */
  person_list: { params: PersonListParams; result: PersonListResult };

  /** Change an interviewer: hours, zone, buffers, caps. */
  person_update: { params: PersonUpdateParams; result: PersonUpdateResult };

  /** Add a pool of interviewers, by skill or any other name. */
  pool_create: { params: PoolCreateParams; result: PoolCreateResult };

  /** List pools of interviewers by name. */
  pool_list: { params: PoolListParams; result: PoolListResult };

  /** Remove a pool that no interview plan uses. */
  pool_remove: { params: PoolRemoveParams; result: PoolRemoveResult };

  /** Change a pool, its people, their weights and their training. */
  pool_update: { params: PoolUpdateParams; result: PoolUpdateResult };

  /** List reminders of an interview, or all that still wait. */
  reminder_list: { params: ReminderListParams; result: ReminderListResult };

  /** Show some days of the reader's calendar: interviews, holds, hours of work and busy times. */
  schedule_days: { params: ScheduleDaysParams; result: ScheduleDaysResult };

  /** Read the workspace settings. */
  settings_get: { params: SettingsGetParams; result: SettingsGetResult };

  /** Change workspace settings: notice, horizon, reminders, lengths of interviews, LinkedIn account. */
  settings_update: { params: SettingsUpdateParams; result: SettingsUpdateResult };

  /** Find slots when everyone needed is free (FORMATS.md). */
  slots_find: { params: SlotsFindParams; result: SlotsFindResult };

  /** Show what would open one time. */
  slots_open: { params: SlotsOpenParams; result: SlotsOpenResult };

  /** Show the times most worth taking for an interview, each with its reasons. */
  slots_suggest: { params: SlotsSuggestParams; result: SlotsSuggestResult };

  /** Show for every time whether it is offered or what blocks it, and what would open more. */
  slots_xray: { params: SlotsXrayParams; result: SlotsXrayResult };

  /** Add a message template. */
  template_create: { params: TemplateCreateParams; result: TemplateCreateResult };

  /** List message templates by name. */
  template_list: { params: TemplateListParams; result: TemplateListResult };

  /** Change a message template. */
  template_update: { params: TemplateUpdateParams; result: TemplateUpdateResult };

  /** Read a date or time as one types it: "thu 3pm berlin". */
  time_read: { params: TimeReadParams; result: TimeReadResult };

  /** Add a user of this workspace. */
  user_create: { params: UserCreateParams; result: UserCreateResult };

  /** List the users of this workspace, the current one first. */
  user_list: { params: UserListParams; result: UserListResult };

  /** Change a user, or make one the current user. */
  user_update: { params: UserUpdateParams; result: UserUpdateResult };

  /** Renew the key of passwords and sign-ins: everything is sealed anew, and stays signed in. */
  vault_key_rotate: { params: VaultKeyRotateParams; result: VaultKeyRotateResult };

  /** Keep the key of passwords and sign-ins with a passphrase, or change the passphrase. */
  vault_passphrase_set: { params: VaultPassphraseSetParams; result: VaultPassphraseSetResult };

  /** Show who keeps the key of passwords and sign-ins, and whether it is open. */
  vault_status: { params: VaultStatusParams; result: VaultStatusResult };

  /** Unlock the key of passwords and sign-ins with the passphrase, until Muster is closed. */
  vault_unlock: { params: VaultUnlockParams; result: VaultUnlockResult };

  /** Copy the workspace to a file that is checked, with its documents. */
  workspace_backup: { params: WorkspaceBackupParams; result: WorkspaceBackupResult };

  /** Fill an empty workspace with invented people, jobs and interviews, to try Muster out. */
  workspace_demo: { params: WorkspaceDemoParams; result: WorkspaceDemoResult };

  /** Write everything to a folder of JSON and CSV files. */
  workspace_export: { params: WorkspaceExportParams; result: WorkspaceExportResult };

  /** Put a backup in the place of this workspace, after checking it. */
  workspace_restore: { params: WorkspaceRestoreParams; result: WorkspaceRestoreResult };

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
  | "accounts"
  | "applications"
  | "availability_settings"
  | "busy"
  | "calendars"
  | "candidates"
  | "changes"
  | "drafts"
  | "holds"
  | "interview_plans"
  | "interviews"
  | "jobs"
  | "mail"
  | "messages"
  | "notices"
  | "operations"
  | "outbox"
  | "people"
  | "pools"
  | "reminders"
  | "settings"
  | "templates"
  | "users"
  | "vault";

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
  account_activity: {
    help: "List what was asked of outside services and how it ended, newest first.",
    kind: "read",
    offline: true,
    reads: ["accounts", "users"],
    changes: [],
    required: [],
  },

  account_client_set: {
    help: "Enter or remove Muster's registration with an outside service.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["accounts"],
    required: ["client_id", "vendor"],
  },

  account_disconnect: {
    help: "Give an account back to its service and forget it.",
    kind: "write",
    offline: false,
    reads: [],
    changes: ["accounts"],
    required: ["account_id"],
  },

  account_list: {
    help: "List the accounts that are signed in, and the sign-ins that wait for the browser.",
    kind: "read",
    offline: true,
    reads: ["accounts", "users"],
    changes: [],
    required: [],
  },

  account_sign_in_cancel: {
    help: "Stop waiting for a sign-in.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["accounts"],
    required: ["attempt_id"],
  },

  account_sign_in_paste: {
    help: "Finish a sign-in with the browser's last address.",
    kind: "write",
    offline: false,
    reads: [],
    changes: ["accounts", "notices"],
    required: ["address"],
  },

  account_sign_in_start: {
    help: "Start to sign in to an outside service; the address is for the browser.",
    kind: "write",
    offline: false,
    reads: [],
    changes: ["accounts"],
    required: ["vendor"],
  },

  account_test: {
    help: "Try whether an account works.",
    kind: "write",
    offline: false,
    reads: [],
    changes: ["accounts"],
    required: ["account_id"],
  },

  account_vendors: {
    help: "List the outside services one can sign in to, with what each is for.",
    kind: "read",
    offline: true,
    reads: ["accounts"],
    changes: [],
    required: [],
  },

  activity_list: {
    help: "List what was changed, by whom, newest first.",
    kind: "read",
    offline: true,
    reads: ["changes", "users"],
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

  application_move: {
    help: "Move an application to another stage.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["applications"],
    required: ["application_id", "stage"],
  },

  availability_countries: {
    help: "List the countries whose public holidays are known.",
    kind: "pure",
    offline: true,
    reads: [],
    changes: [],
    required: [],
  },

  availability_get: {
    help: "Show the settings of a person's availability with where each comes from; without a person those of a team or of the workspace.",
    kind: "read",
    offline: true,
    reads: ["availability_settings", "people"],
    changes: [],
    required: [],
  },

  availability_load: {
    help: "Show how many interviews everyone has, week by week, and how evenly they are shared.",
    kind: "read",
    offline: true,
    reads: ["availability_settings", "holds", "interviews", "people", "pools", "users"],
    changes: [],
    required: [],
  },

  availability_set: {
    help: "Change settings of availability of the workspace, a team or a person; null inherits again.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["availability_settings", "interviews", "people"],
    required: ["level", "values"],
  },

  availability_team: {
    help: "Put people into a team, whose settings they inherit.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["availability_settings", "interviews", "people"],
    required: ["person_ids", "team"],
  },

  background_run: {
    help: "Do background work that is due, once: reminders, outcomes of interviews.",
    kind: "background",
    offline: true,
    reads: [],
    changes: [
      "busy",
      "calendars",
      "holds",
      "interviews",
      "mail",
      "messages",
      "notices",
      "outbox",
      "reminders",
    ],
    required: [],
  },

  backup_list: {
    help: "List the backups in the workspace's own folder, newest first.",
    kind: "read",
    offline: true,
    reads: ["users"],
    changes: [],
    required: [],
  },

  busy_import: {
    help: "Read an interviewer's busy times from an `.ics` file.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["busy"],
    required: ["path", "person_id"],
  },

  busy_list: {
    help: "Show a person's calendar items in a window, without titles.",
    kind: "read",
    offline: true,
    reads: ["busy"],
    changes: [],
    required: ["end", "person_id", "start"],
  },

  calendar_account_list: {
    help: "List calendar accounts with their calendars and how they are.",
    kind: "read",
    offline: true,
    reads: ["calendars", "people", "users"],
    changes: [],
    required: [],
  },

  calendar_choose: {
    help: "Say whose busy times a calendar holds, and whether they count.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["busy", "calendars"],
    required: ["calendar_id", "counts"],
  },

  calendar_connect: {
    help: "Connect a CalDAV account or an `.ics` address; it is tried first.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["busy", "calendars"],
    required: ["kind"],
  },

  calendar_disconnect: {
    help: "Disconnect a calendar account; what was read of it goes too unless it shall stay.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["busy", "calendars"],
    required: ["account_id"],
  },

  calendar_sync: {
    help: "Read calendars now.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["busy", "calendars"],
    required: [],
  },

  candidate_create: {
    help: "Add a candidate.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["candidates"],
    required: [],
  },

  candidate_distinct: {
    help: "Remember that two candidates are different people.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["candidates"],
    required: ["first_id", "second_id"],
  },

  candidate_document_add: {
    help: "Add a résumé or other document to a candidate.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["candidates"],
    required: ["candidate_id", "path"],
  },

  candidate_document_list: {
    help: "List a candidate's documents.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: ["candidate_id"],
  },

  candidate_document_text: {
    help: "Read the text of a document.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: ["id"],
  },

  candidate_duplicates: {
    help: "List pairs of candidates that may be one person.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: [],
  },

  candidate_get: {
    help: "Read one candidate with the list of documents.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: ["id"],
  },

  candidate_import: {
    help: "Import candidates from CSV, a LinkedIn export or JSON.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["candidates"],
    required: ["path"],
  },

  candidate_import_preview: {
    help: "Show the beginning of a file of people and what its columns are taken for.",
    kind: "read",
    offline: true,
    reads: [],
    changes: [],
    required: ["path"],
  },

  candidate_interview_status: {
    help: "Show where an application stands with its interviews, and what is in the way.",
    kind: "read",
    offline: true,
    reads: ["applications", "interviews"],
    changes: [],
    required: ["application_id"],
  },

  candidate_list: {
    help: "List candidates by name.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: [],
  },

  candidate_merge: {
    help: "Merge a candidate into another; one undo separates them again.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["applications", "candidates", "drafts", "holds", "interviews"],
    required: ["keep_id", "other_id"],
  },

  candidate_merge_preview: {
    help: "Show two candidates field by field before a merge.",
    kind: "read",
    offline: true,
    reads: ["candidates"],
    changes: [],
    required: ["keep_id", "other_id"],
  },

  candidate_search: {
    help: "Find candidates as one types: names, headlines, skills, notes, résumés.",
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
    changes: ["applications", "holds", "interviews", "reminders"],
    required: ["application_id", "shortlisted"],
  },

  candidate_timeline: {
    help: "Show what happened around a candidate, newest first.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "candidates",
      "changes",
      "drafts",
      "interviews",
      "jobs",
      "messages",
      "people",
      "users",
    ],
    changes: [],
    required: ["candidate_id"],
  },

  candidate_toggle_interview: {
    help: "Switch interviews, or online interviews, on or off for an application.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["applications", "holds"],
    required: ["application_id"],
  },

  candidate_update: {
    help: "Change a candidate; only the given fields.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["candidates"],
    required: ["id"],
  },

  change_undo: {
    help: "Undo the last change, or the named one.",
    kind: "write",
    offline: true,
    reads: [],
    changes: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "drafts",
      "holds",
      "interview_plans",
      "interviews",
      "jobs",
      "messages",
      "people",
      "pools",
      "settings",
      "templates",
      "users",
    ],
    required: [],
  },

  clock_advance: {
    help: "Advance the clock of a test build.",
    kind: "testing",
    offline: true,
    reads: [],
    changes: [],
    required: ["seconds"],
  },

  dashboard_get: {
    help: "Show what must be known first: interviews, replies, what waits.",
    kind: "read",
    offline: true,
    reads: [
      "accounts",
      "calendars",
      "candidates",
      "drafts",
      "holds",
      "interviews",
      "jobs",
      "notices",
      "outbox",
      "people",
      "users",
    ],
    changes: [],
    required: [],
  },

  draft_create: {
    help: "Draft a message to a candidate, from a template or a text.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["drafts"],
    required: ["candidate_id", "channel"],
  },

  draft_get: {
    help: "Show one draft with its counters.",
    kind: "read",
    offline: true,
    reads: ["candidates", "drafts", "jobs", "settings"],
    changes: [],
    required: ["id"],
  },

  draft_list: {
    help: "List drafts, the last changed first.",
    kind: "read",
    offline: true,
    reads: ["candidates", "drafts", "jobs", "settings"],
    changes: [],
    required: [],
  },

  draft_mark: {
    help: "Say what was done with a draft, or what came of it: ready, copied, sent, accepted, replied.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["drafts", "messages"],
    required: ["id", "state"],
  },

  draft_render: {
    help: "Fill a template with the facts of a record and count it for its channel (FORMATS.md).",
    kind: "pure",
    offline: true,
    reads: [],
    changes: [],
    required: ["channel", "data", "template"],
  },

  draft_update: {
    help: "Change the words of a draft that is not sent.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["drafts"],
    required: ["id"],
  },

  drift_list: {
    help: "List interviews to come that would not be arranged today.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interviews",
      "jobs",
      "people",
      "users",
    ],
    changes: [],
    required: [],
  },

  hold_confirm: {
    help: "Make the interview that a hold kept the time for.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["holds", "interviews", "reminders"],
    required: ["id"],
  },

  hold_create: {
    help: "Keep a time for a candidate until it runs out; it blocks like an interview.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["holds"],
    required: ["application_id", "interviewer_ids", "starts_at"],
  },

  hold_list: {
    help: "List holds by start.",
    kind: "read",
    offline: true,
    reads: ["applications", "candidates", "holds", "jobs", "people", "users"],
    changes: [],
    required: [],
  },

  hold_release: {
    help: "Give the time of a hold back.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["holds"],
    required: ["id"],
  },

  interview_auto_update: {
    help: "Record how past interviews ended, as far as the records tell.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews"],
    required: [],
  },

  interview_cancel: {
    help: "Cancel an interview, with a reason.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews", "reminders"],
    required: ["id"],
  },

  interview_check: {
    help: "Show whether an interview can be held at a time, before anything is written.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interviews",
      "people",
      "settings",
      "users",
    ],
    changes: [],
    required: [],
  },

  interview_create: {
    help: "Schedule an interview, by every rule.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews", "reminders"],
    required: [
      "application_id",
      "duration_minutes",
      "interview_type",
      "interviewer_ids",
      "mode",
      "starts_at",
      "time_zone",
    ],
  },

  interview_get: {
    help: "Show one interview.",
    kind: "read",
    offline: true,
    reads: ["candidates", "interviews", "jobs", "people", "users"],
    changes: [],
    required: ["id"],
  },

  interview_invitations: {
    help: "Show who knows what of an interview, and who answered.",
    kind: "read",
    offline: true,
    reads: ["candidates", "interviews", "mail", "outbox", "people", "users"],
    changes: [],
    required: ["interview_id"],
  },

  interview_invite: {
    help: "Write letters to everybody who does not know an interview as it is.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["outbox"],
    required: ["interview_id"],
  },

  interview_join: {
    help: "Join the room of an online interview.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews"],
    required: ["id", "role", "room_id"],
  },

  interview_list: {
    help: "List interviews, and what is held of the same days.",
    kind: "read",
    offline: true,
    reads: ["candidates", "holds", "interviews", "jobs", "people", "users"],
    changes: [],
    required: [],
  },

  interview_logs: {
    help: "Show what happened to an interview, by whom and why.",
    kind: "read",
    offline: true,
    reads: ["interviews", "users"],
    changes: [],
    required: ["id"],
  },

  interview_plan_create: {
    help: "Plan the interviews of a job, or make a template.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interview_plans"],
    required: ["name"],
  },

  interview_plan_get: {
    help: "Show one interview plan, with what of it can never work.",
    kind: "read",
    offline: true,
    reads: ["interview_plans", "jobs", "people", "pools", "settings"],
    changes: [],
    required: ["id"],
  },

  interview_plan_list: {
    help: "List interview plans and templates by name.",
    kind: "read",
    offline: true,
    reads: ["interview_plans", "jobs", "people", "pools", "settings"],
    changes: [],
    required: [],
  },

  interview_plan_remove: {
    help: "Remove an interview plan.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interview_plans"],
    required: ["id"],
  },

  interview_plan_update: {
    help: "Change an interview plan and its steps.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interview_plans"],
    required: ["id"],
  },

  interview_repair: {
    help: "Show how an interview can be mended, those ways first that fewest people notice.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interview_plans",
      "interviews",
      "people",
      "pools",
      "settings",
      "users",
    ],
    changes: [],
    required: ["id"],
  },

  interview_repair_apply: {
    help: "Mend an interview and the others that change along, or nothing: a repair that was shown.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews", "reminders"],
    required: ["id", "reason", "update"],
  },

  interview_room_renew: {
    help: "Give an online interview a new room; the old link stops working.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews"],
    required: ["id"],
  },

  interview_slots: {
    help: "Find times for an interview from stored calendars and interviews.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interviews",
      "people",
      "settings",
      "users",
    ],
    changes: [],
    required: ["application_id", "duration_minutes"],
  },

  interview_type_list: {
    help: "List the kinds of interviews with their usual lengths.",
    kind: "read",
    offline: true,
    reads: ["interviews", "settings"],
    changes: [],
    required: [],
  },

  interview_update: {
    help: "Move an interview, change its people, or say what happened.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews", "reminders"],
    required: ["id"],
  },

  invitation_answer_import: {
    help: "Read an answer to an invitation from a saved mail or calendar file.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["notices", "outbox"],
    required: ["path"],
  },

  job_create: {
    help: "Add a job.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["jobs"],
    required: ["title"],
  },

  job_get: {
    help: "Show one job.",
    kind: "read",
    offline: true,
    reads: ["applications", "jobs"],
    changes: [],
    required: ["id"],
  },

  job_list: {
    help: "List jobs by title.",
    kind: "read",
    offline: true,
    reads: ["applications", "jobs"],
    changes: [],
    required: [],
  },

  job_update: {
    help: "Change a job, or close it.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["jobs"],
    required: ["id"],
  },

  loop_check: {
    help: "Show what the rules say about the sessions of a loop, before anything is written.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interview_plans",
      "interviews",
      "people",
      "settings",
      "users",
    ],
    changes: [],
    required: ["application_id", "plan_id", "sessions"],
  },

  loop_commit: {
    help: "Schedule all interviews of a loop, or none.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["holds", "interviews", "reminders"],
    required: ["application_id", "plan_id", "sessions"],
  },

  loop_plan: {
    help: "Plan the interview loops of many candidates at once (FORMATS.md).",
    kind: "pure",
    offline: true,
    reads: [],
    changes: [],
    required: ["instance"],
  },

  loop_repair: {
    help: "Repair planned loops after somebody dropped out or got busy: the smallest change.",
    kind: "pure",
    offline: true,
    reads: [],
    changes: [],
    required: ["assign", "changes", "instance"],
  },

  loop_seat_options: {
    help: "List who may take a seat of a loop at a time, free ones first.",
    kind: "read",
    offline: true,
    reads: [
      "availability_settings",
      "busy",
      "holds",
      "interview_plans",
      "interviews",
      "people",
      "pools",
    ],
    changes: [],
    required: ["application_id", "duration_minutes", "interviewer_ids", "starts_at", "step_id"],
  },

  loop_suggest: {
    help: "Plan all interviews of a job's plan for one candidate: up to three ways, with reasons.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interview_plans",
      "interviews",
      "people",
      "pools",
      "settings",
      "users",
    ],
    changes: [],
    required: ["application_id"],
  },

  loop_week_commit: {
    help: "Schedule several loops, each all or nothing.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["holds", "interviews", "reminders"],
    required: ["loops"],
  },

  loop_week_suggest: {
    help: "Plan the loops of everybody who waits together.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interview_plans",
      "interviews",
      "jobs",
      "people",
      "pools",
      "settings",
      "users",
    ],
    changes: [],
    required: [],
  },

  mail_account_get: {
    help: "Show how mail leaves, and when people are told of interviews.",
    kind: "read",
    offline: true,
    reads: ["mail", "users"],
    changes: [],
    required: [],
  },

  mail_account_remove: {
    help: "Forget how mail leaves.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["mail"],
    required: [],
  },

  mail_account_set: {
    help: "Say how mail leaves.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["mail"],
    required: ["from_address", "from_name", "way"],
  },

  mail_account_test: {
    help: "Try whether mail can leave, and answers be read; nothing is sent.",
    kind: "write",
    offline: false,
    reads: [],
    changes: ["mail"],
    required: [],
  },

  mail_sending_set: {
    help: "Say whether people are told by themselves, and how long letters wait.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["mail"],
    required: ["automatic", "undo_seconds"],
  },

  matching_match: {
    help: "Match a candidate with a job by their skills; makes the application.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["applications"],
    required: ["candidate_id", "job_id"],
  },

  message_list: {
    help: "List what was said to a candidate and what came back.",
    kind: "read",
    offline: true,
    reads: ["messages"],
    changes: [],
    required: ["candidate_id"],
  },

  notice_list: {
    help: "List what Muster told you, newest first.",
    kind: "read",
    offline: true,
    reads: ["notices", "users"],
    changes: [],
    required: [],
  },

  notice_read: {
    help: "Mark a notice, or all of them, as read.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["notices"],
    required: [],
  },

  operation_cancel: {
    help: "Ask long work to stop.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["operations"],
    required: ["id"],
  },

  operation_get: {
    help: "Read how far long work is.",
    kind: "read",
    offline: true,
    reads: ["operations"],
    changes: [],
    required: ["id"],
  },

  outbox_act: {
    help: "Stop a letter, let it go, try it again, hand it over, or say what became of it.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["messages", "outbox"],
    required: ["act", "id"],
  },

  outbox_list: {
    help: "List letters that are on their way, or need somebody.",
    kind: "read",
    offline: true,
    reads: ["interviews", "outbox", "users"],
    changes: [],
    required: [],
  },

  outbox_message: {
    help: "Show a letter as its reader will see it.",
    kind: "read",
    offline: true,
    reads: ["mail", "outbox"],
    changes: [],
    required: ["id"],
  },

  person_create: {
    help: "Add an interviewer or colleague.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["people"],
    required: ["email", "full_name", "time_zone", "working_hours"],
  },

  person_list: {
    help: "List interviewers and colleagues by name.",
    kind: "read",
    offline: true,
    reads: ["people"],
    changes: [],
    required: [],
  },

  person_update: {
    help: "Change an interviewer: hours, zone, buffers, caps.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interviews", "people"],
    required: ["id"],
  },

  pool_create: {
    help: "Add a pool of interviewers, by skill or any other name.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["pools"],
    required: ["name"],
  },

  pool_list: {
    help: "List pools of interviewers by name.",
    kind: "read",
    offline: true,
    reads: ["people", "pools"],
    changes: [],
    required: [],
  },

  pool_remove: {
    help: "Remove a pool that no interview plan uses.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["pools"],
    required: ["id"],
  },

  pool_update: {
    help: "Change a pool, its people, their weights and their training.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["interview_plans", "pools"],
    required: ["id"],
  },

  reminder_list: {
    help: "List reminders of an interview, or all that still wait.",
    kind: "read",
    offline: true,
    reads: ["candidates", "interviews", "reminders", "users"],
    changes: [],
    required: [],
  },

  schedule_days: {
    help: "Show some days of the reader's calendar: interviews, holds, hours of work and busy times.",
    kind: "read",
    offline: true,
    reads: ["applications", "busy", "candidates", "holds", "interviews", "jobs", "people", "users"],
    changes: [],
    required: [],
  },

  settings_get: {
    help: "Read the workspace settings.",
    kind: "read",
    offline: true,
    reads: ["settings"],
    changes: [],
    required: [],
  },

  settings_update: {
    help: "Change workspace settings: notice, horizon, reminders, lengths of interviews, LinkedIn account.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["settings"],
    required: [],
  },

  slots_find: {
    help: "Find slots when everyone needed is free (FORMATS.md).",
    kind: "pure",
    offline: true,
    reads: [],
    changes: [],
    required: ["anchor_zone", "attendees", "duration_minutes", "now", "window"],
  },

  slots_open: {
    help: "Show what would open one time.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interview_plans",
      "interviews",
      "people",
      "pools",
      "settings",
      "users",
    ],
    changes: [],
    required: ["application_id", "start"],
  },

  slots_suggest: {
    help: "Show the times most worth taking for an interview, each with its reasons.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interview_plans",
      "interviews",
      "people",
      "pools",
      "settings",
      "users",
    ],
    changes: [],
    required: ["application_id"],
  },

  slots_xray: {
    help: "Show for every time whether it is offered or what blocks it, and what would open more.",
    kind: "read",
    offline: true,
    reads: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "holds",
      "interview_plans",
      "interviews",
      "people",
      "pools",
      "settings",
      "users",
    ],
    changes: [],
    required: ["application_id"],
  },

  template_create: {
    help: "Add a message template.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["templates"],
    required: ["body", "channel", "name"],
  },

  template_list: {
    help: "List message templates by name.",
    kind: "read",
    offline: true,
    reads: ["templates"],
    changes: [],
    required: [],
  },

  template_update: {
    help: "Change a message template.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["templates"],
    required: ["id"],
  },

  time_read: {
    help: 'Read a date or time as one types it: "thu 3pm berlin".',
    kind: "read",
    offline: true,
    reads: ["users"],
    changes: [],
    required: ["text"],
  },

  user_create: {
    help: "Add a user of this workspace.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["users"],
    required: ["full_name", "role", "time_zone"],
  },

  user_list: {
    help: "List the users of this workspace, the current one first.",
    kind: "read",
    offline: true,
    reads: ["users"],
    changes: [],
    required: [],
  },

  user_update: {
    help: "Change a user, or make one the current user.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["users"],
    required: ["id"],
  },

  vault_key_rotate: {
    help: "Renew the key of passwords and sign-ins: everything is sealed anew, and stays signed in.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["vault"],
    required: [],
  },

  vault_passphrase_set: {
    help: "Keep the key of passwords and sign-ins with a passphrase, or change the passphrase.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["vault"],
    required: ["passphrase"],
  },

  vault_status: {
    help: "Show who keeps the key of passwords and sign-ins, and whether it is open.",
    kind: "read",
    offline: true,
    reads: ["vault"],
    changes: [],
    required: [],
  },

  vault_unlock: {
    help: "Unlock the key of passwords and sign-ins with the passphrase, until Muster is closed.",
    kind: "write",
    offline: true,
    reads: [],
    changes: ["accounts", "calendars", "interviews", "mail", "vault"],
    required: ["passphrase"],
  },

  workspace_backup: {
    help: "Copy the workspace to a file that is checked, with its documents.",
    kind: "read",
    offline: true,
    reads: [],
    changes: [],
    required: [],
  },

  workspace_demo: {
    help: "Fill an empty workspace with invented people, jobs and interviews, to try Muster out.",
    kind: "write",
    offline: true,
    reads: [],
    changes: [
      "applications",
      "availability_settings",
      "busy",
      "candidates",
      "drafts",
      "holds",
      "interview_plans",
      "interviews",
      "jobs",
      "messages",
      "notices",
      "people",
      "pools",
      "reminders",
      "settings",
      "templates",
      "users",
    ],
    required: [],
  },

  workspace_export: {
    help: "Write everything to a folder of JSON and CSV files.",
    kind: "read",
    offline: true,
    reads: [],
    changes: [],
    required: ["path"],
  },

  workspace_restore: {
    help: "Put a backup in the place of this workspace, after checking it.",
    kind: "write",
    offline: true,
    reads: [],
    changes: [
      "applications",
      "availability_settings",
      "busy",
      "calendars",
      "candidates",
      "changes",
      "drafts",
      "holds",
      "interview_plans",
      "interviews",
      "jobs",
      "operations",
      "people",
      "pools",
      "reminders",
      "settings",
      "templates",
      "users",
    ],
    required: ["path"],
  },

  workspace_status: {
    help: "Describe this workspace: folder, versions, time zone rules.",
    kind: "read",
    offline: true,
    reads: ["candidates", "interviews", "jobs", "settings", "users"],
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
  { command: "application_move", title: "Move to stage", key: "M" },
  { command: "availability_set", title: "Change availability" },
  { command: "availability_team", title: "Put people into a team" },
  { command: "busy_import", title: "Import busy times" },
  { command: "candidate_create", title: "Add candidate" },
  { command: "candidate_duplicates", title: "Find duplicate candidates" },
  { command: "candidate_import", title: "Import candidates" },
  { command: "candidate_shortlist", title: "Shortlist", key: "L" },
  { command: "candidate_toggle_interview", title: "Enable interviews", key: "I" },
  { command: "change_undo", title: "Undo last change", key: "Z" },
  { command: "draft_create", title: "Draft message", key: "D" },
  { command: "hold_confirm", title: "Confirm held time" },
  { command: "hold_create", title: "Hold time" },
  { command: "hold_release", title: "Release held time" },
  { command: "interview_cancel", title: "Cancel interview" },
  { command: "interview_create", title: "Schedule interview", key: "S" },
  { command: "interview_plan_create", title: "Plan interviews" },
  { command: "interview_slots", title: "Find interview times" },
  { command: "interview_update", title: "Reschedule interview", key: "R" },
  { command: "job_create", title: "Add job" },
  { command: "loop_suggest", title: "Plan the whole loop" },
  { command: "loop_week_suggest", title: "Plan loops for all who wait" },
  { command: "matching_match", title: "Match with a job" },
  { command: "person_create", title: "Add interviewer" },
  { command: "pool_create", title: "Add interviewer pool" },
  { command: "slots_suggest", title: "Suggest interview times" },
  { command: "template_create", title: "Add template" },
  { command: "workspace_backup", title: "Back up now" },
  { command: "workspace_demo", title: "Fill with demo data" },
  { command: "workspace_export", title: "Export everything" },
  { command: "workspace_restore", title: "Restore a backup" },
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
