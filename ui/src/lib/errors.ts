import type { ErrorCode } from "@/generated/commands";

/** Codes that only the window makes, because no command answered. */
export type WindowErrorCode =
  | "host_unreachable"
  | "host_token_missing"
  | "cannot_open"
  | "unexpected";

/** `refusal`: a rule said no, nothing is broken. `trouble`: something outside must be mended. `fault`: ours. */
export type Severity = "refusal" | "trouble" | "fault";

/** What the button of an error may do. */
export interface ErrorHands {
  retry: () => void;
  go: (path: string) => void;
  reload: () => void;
}

export interface ErrorRow {
  severity: Severity;
  title: string;
  action?: { label: string; run: (hands: ErrorHands) => void };
}

const again = { label: "Try again", run: (hands: ErrorHands) => hands.retry() };
const readAgain = { label: "Read it again", run: (hands: ErrorHands) => hands.retry() };
const showSchedule = {
  label: "Show the schedule",
  run: (hands: ErrorHands) => hands.go("/schedule"),
};
const showCandidates = {
  label: "Show candidates",
  run: (hands: ErrorHands) => hands.go("/candidates"),
};
const showActivity = {
  label: "Show what changed",
  run: (hands: ErrorHands) => hands.go("/activity"),
};
const reload = { label: "Reload the window", run: (hands: ErrorHands) => hands.reload() };

const refusal = (title: string, action?: ErrorRow["action"]): ErrorRow =>
  action ? { severity: "refusal", title, action } : { severity: "refusal", title };
const trouble = (title: string, action = again): ErrorRow => ({
  severity: "trouble",
  title,
  action,
});
const fault = (title: string, action = again): ErrorRow => ({ severity: "fault", title, action });

/** How every error looks and which button it offers. A code without a row does not compile. */
export const errorTable: Record<ErrorCode | WindowErrorCode, ErrorRow> = {
  already_exists: refusal("It exists already"),
  cancelled: refusal("Stopped as asked"),
  changed_since: refusal("It was changed again since", showActivity),
  file_unreadable: trouble("The file cannot be reached"),
  invalid_state: refusal("Not possible from here", readAgain),
  keyring_missing: trouble("The keyring is locked or missing"),
  workspace_unreadable: trouble("The workspace file is damaged", reload),
  candidate_conflict: refusal("The candidate is busy then", showSchedule),
  cannot_open: refusal("This address stays closed"),
  day_cap: refusal("That day is full", showSchedule),
  disk_full: trouble("The disk is full"),
  host_token_missing: trouble("This page is not signed in", reload),
  host_unreachable: trouble("Muster is not running"),
  in_the_past: refusal("That time has passed"),
  internal: fault("Muster made a mistake"),
  interview_not_enabled: refusal("Interviews are off", showCandidates),
  interviewer_conflict: refusal("An interviewer is busy then", showSchedule),
  interviews_scheduled: refusal("An interview is scheduled", showSchedule),
  invalid_parameter: fault("A value was not accepted"),
  link_expired: refusal("The link has expired"),
  newer_workspace: trouble("A newer Muster made this file", reload),
  not_found: refusal("It is no longer here", readAgain),
  not_joinable: refusal("The interview cannot be joined"),
  not_shortlisted: refusal("Not on the shortlist", showCandidates),
  nothing_to_undo: refusal("Nothing left to undo"),
  notice_too_short: refusal("Too little notice"),
  online_not_enabled: refusal("Online interviews are off", showCandidates),
  outside_working_hours: refusal("Outside working hours"),
  read_only: trouble("The workspace cannot be written"),
  reason_required: refusal("A reason is needed"),
  room_mismatch: refusal("The room does not match", showSchedule),
  too_early: refusal("The room is not open yet"),
  too_far_ahead: refusal("Too far ahead"),
  too_late: refusal("The room has closed"),
  unexpected: fault("The answer cannot be read"),
  unsupported_file: refusal("This file cannot be read"),
  week_cap: refusal("That week is full", showSchedule),
  workspace_busy: trouble("Another program holds the workspace"),
};

/** The row of a code; a code newer than this window looks like a fault of ours. */
export function errorRow(code: string): ErrorRow {
  return Object.hasOwn(errorTable, code)
    ? errorTable[code as ErrorCode | WindowErrorCode]
    : errorTable.unexpected;
}
