import type { Weekday } from "@/generated/commands";
import { count } from "@/lib/words";

/** The days of a week as they are stored, written out, and short. */
export const weekdays: readonly (readonly [Weekday, string, string])[] = [
  ["mon", "Monday", "Mon"],
  ["tue", "Tuesday", "Tue"],
  ["wed", "Wednesday", "Wed"],
  ["thu", "Thursday", "Thu"],
  ["fri", "Friday", "Fri"],
  ["sat", "Saturday", "Sat"],
  ["sun", "Sunday", "Sun"],
];

/** The whole word of a day. */
export function dayName(day: Weekday): string {
  return weekdays.find(([each]) => each === day)?.[1] ?? day;
}

/** What a user may be, in words, with what that means. */
export const roles = [
  ["admin", "Administrator", "Sets the workspace up."],
  ["recruiter", "Recruiter", "Runs searches and talks to candidates."],
  ["coordinator", "Coordinator", "Schedules interviews."],
  ["hiring_manager", "Hiring manager", "Decides for a job."],
  ["interviewer", "Interviewer", "Holds interviews."],
] as const;

export type RoleName = (typeof roles)[number][0];

/** The word of a role. */
export function roleName(role: string): string {
  return roles.find(([each]) => each === role)?.[1] ?? role;
}

const zones: readonly string[] = Intl.supportedValuesOf("timeZone");
/** More than this would be scrolled, not chosen from. */
const SUGGESTED = 40;

/** The zones that hold what is typed so far, to choose from. */
export function zonesLike(typed: string): string[] {
  const part = typed.trim().toLowerCase().replaceAll(" ", "_");
  return zones.filter((zone) => zone.toLowerCase().includes(part)).slice(0, SUGGESTED);
}

const counted: Readonly<Record<string, readonly [string, string]>> = {
  candidates: ["candidate", "candidates"],
  jobs: ["job", "jobs"],
  applications: ["application", "applications"],
  interviews: ["interview", "interviews"],
  people: ["interviewer", "interviewers"],
  drafts: ["draft", "drafts"],
  templates: ["template", "templates"],
};

/** What a copy of the workspace holds, in words; what people do not count is left out. */
export function contents(rows: Readonly<Record<string, number>>, documents: number): string {
  const parts = Object.entries(counted).flatMap(([table, [one, many]]) => {
    const number = rows[table];
    return number ? [count(number, one, many)] : [];
  });
  if (documents > 0) parts.push(count(documents, "document"));
  return parts.length === 0 ? "nothing yet" : listed(parts);
}

/** Joins as a person says it: "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** A size as people say it. */
export function size(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** step;
  return `${amount < 10 && step > 0 ? amount.toFixed(1) : Math.round(amount)} ${units[step]}`;
}

/** The file at the end of a path. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).findLast(Boolean) ?? path;
}
