import type { CandidateUpdateParams } from "@/generated/commands";
import type { Candidate } from "@/lib/shapes";
import type { CommandError } from "@/platform";

/** The fields of the form that hold one value. */
const ONE = [
  ...["full_name", "first_name", "last_name", "location", "time_zone", "headline"],
  ...["company", "title", "linkedin_url", "source", "notes"],
] as const;
/** The fields that hold several, one a line. */
const SEVERAL = ["emails", "phones", "links", "skills", "tags"] as const;

type OneName =
  | "full_name"
  | "first_name"
  | "last_name"
  | "location"
  | "time_zone"
  | "headline"
  | "company"
  | "title"
  | "linkedin_url"
  | "source"
  | "notes";
type SeveralName = (typeof SEVERAL)[number];
export type FieldName = OneName | SeveralName;
/** What the form holds: text as typed, lists one entry a line. */
export type Typed = Record<FieldName, string>;

const one = ONE as readonly OneName[];

/** The form of a candidate, or an empty one. */
export function typedFrom(candidate: Candidate | undefined): Typed {
  return Object.fromEntries([
    ...one.map((name) => [name, candidate?.[name] ?? ""]),
    ...SEVERAL.map((name) => [name, (candidate?.[name] ?? []).join("\n")]),
  ]);
}

/** Only what differs from before, as commands take it: emptied texts as null, lists as lists. */
export function changed(before: Typed, now: Typed): Omit<CandidateUpdateParams, "id"> {
  return Object.fromEntries([
    ...one
      .filter((name) => now[name].trim() !== before[name].trim())
      .map((name) => [name, now[name].trim() || null]),
    ...SEVERAL.filter((name) => now[name] !== before[name]).map((name) => [name, lines(now[name])]),
  ]);
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** What is wrong with each field, from a refusal that names them all, such as `emails[1]`. */
export function fieldErrors(error: CommandError | null): Partial<Record<FieldName, string>> {
  const listed = error?.details.errors;
  if (!Array.isArray(listed)) {
    const field = error?.details.field;
    return typeof field === "string" && error ? place(field, error.message) : {};
  }
  const found: Partial<Record<FieldName, string>> = {};
  for (const { field, message } of listed) {
    for (const [name, words] of Object.entries(place(String(field), String(message)))) {
      const before = found[name as FieldName];
      found[name as FieldName] = before ? `${before} ${words}` : words;
    }
  }
  return found;
}

function place(field: string, message: string): Partial<Record<FieldName, string>> {
  const [, name, at] = /^(\w+)(?:\[(\d+)\])?/.exec(field) ?? [];
  if (!name) return {};
  return { [name]: at === undefined ? message : `Line ${Number(at) + 1}: ${message}` };
}
