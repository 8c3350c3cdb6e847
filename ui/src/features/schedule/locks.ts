import type { Interview } from "@/lib/shapes";
import { statusOf } from "./words";

const word = (interview: Interview) => statusOf(interview.status).label.toLowerCase();

/** Why an interview cannot be moved; undefined when it can (FORMATS.md, `interview_update`). */
export function moveLock(interview: Interview): string | undefined {
  const movable = ["draft", "awaiting_candidate", "tentative", "scheduled", "no_show"];
  return movable.includes(interview.status)
    ? undefined
    : `This interview is ${word(interview)} and cannot be moved. Schedule a new one instead.`;
}

/** Why it cannot be cancelled. */
export function cancelLock(interview: Interview): string | undefined {
  const open = ["draft", "awaiting_candidate", "tentative", "scheduled", "in_progress"];
  return open.includes(interview.status)
    ? undefined
    : `This interview is ${word(interview)}, so there is nothing to cancel.`;
}

/** Why nobody can say yet, or any more, how it ended. */
export function outcomeLock(interview: Interview): string | undefined {
  if (interview.needs_confirmation) return undefined;
  if (["in_progress", "completed", "no_show"].includes(interview.status)) return undefined;
  return interview.status === "scheduled"
    ? "It has not been held yet. When it is over, say here how it ended."
    : `This interview is ${word(interview)}; that is how it ended.`;
}

/** What about an interview keeps its room shut; the time of day is asked of `interview_join`. */
export function joinLock(interview: Interview): string | undefined {
  if (interview.mode !== "ONLINE") return "This interview is in person, so it has no room to join.";
  // Who was inside may come back for a while, although the end has been recorded.
  const back = interview.status === "completed" && interview.interviewer_joined_at !== null;
  return back || ["scheduled", "in_progress"].includes(interview.status)
    ? undefined
    : `This interview is ${word(interview)}, so its room is shut.`;
}

/** Why there is no link to copy. */
export function linkLock(interview: Interview): string | undefined {
  return interview.meeting_link ? undefined : "There is no meeting link yet. Press E to paste one.";
}

const MINUTE_MS = 60_000;

/** When a room is open around the interview, in minutes (FORMATS.md, `interview_join`). */
function roomWindow(interview: Interview) {
  return interview.interview_type.toLowerCase() === "ai"
    ? { before: 0.5, after: 10, rejoin: 0, opens: "30 seconds" }
    : { before: 15, after: 15, rejoin: 15, opens: "15 minutes" };
}

/** Why the room cannot be entered now: too early or too late. `now` is exact to the minute. */
export function roomLock(interview: Interview, now: number | undefined): string | undefined {
  if (now === undefined) return undefined;
  const { before, after, rejoin, opens } = roomWindow(interview);
  const starts = Date.parse(interview.starts_at);
  if (now + MINUTE_MS < starts - before * MINUTE_MS) {
    return `Too early: the room opens ${opens} before ${interview.spoken_both}.`;
  }
  const was = interview.interviewer_joined_at !== null;
  const closes = was
    ? Date.parse(interview.ends_at) + rejoin * MINUTE_MS
    : starts + after * MINUTE_MS;
  if (now <= closes) return undefined;
  return was
    ? "Too late: the room closed after the interview."
    : `Too late: the room can be entered until ${after} minutes after the start. Press R to find a new time.`;
}
