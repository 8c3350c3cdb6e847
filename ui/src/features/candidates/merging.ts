import type { CandidateDuplicatesResult, MergeChoice, MergeField } from "@/generated/commands";
import { dotted, years } from "@/lib/words";
import { isRecord } from "@/platform";

export type Pair = CandidateDuplicatesResult["items"][number];
export type Choices = Readonly<Record<string, MergeChoice>>;

const names: Readonly<Record<string, string>> = {
  full_name: "Full name",
  first_name: "First name",
  last_name: "Last name",
  emails: "E-mail",
  phones: "Phone",
  location: "Location",
  time_zone: "Time zone",
  headline: "Headline",
  company: "Company",
  title: "Title",
  linkedin_url: "LinkedIn",
  links: "Links",
  skills: "Skills",
  experience: "Experience",
  education: "Education",
  notes: "Notes",
  source: "Source",
  remote_id: "Id in the other system",
  tags: "Tags",
  consent: "Consent",
};

/** A field as a form calls it. */
export function fieldName(field: string): string {
  return names[field] ?? field.replaceAll("_", " ");
}

/** What can be chosen for a field; only lists and notes can take both sides. */
export function choicesFor(field: MergeField): readonly MergeChoice[] {
  if (field.choice === "equal") return [];
  const joins = Array.isArray(field.kept) || Array.isArray(field.other) || field.field === "notes";
  return joins ? ["kept", "other", "both"] : ["kept", "other"];
}

/** The fields in which at least one record says something. */
export function spoken(fields: readonly MergeField[]): readonly MergeField[] {
  return fields.filter((field) => !blank(field.kept) || !blank(field.other));
}

function blank(value: unknown): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A stored value as lines of words; none when it is blank. */
export function valueLines(value: unknown): readonly string[] {
  if (blank(value)) return [];
  if (Array.isArray(value)) return value.flatMap(valueLines);
  if (!isRecord(value)) return String(value).split("\n");
  const text = (name: string) => {
    const part = value[name];
    return typeof part === "string" ? part : null;
  };
  const when = years(text("start"), text("end"));
  const what = dotted(
    text("title"),
    text("company"),
    text("degree"),
    text("field"),
    text("school"),
    text("state"),
    when,
  );
  return what ? [what] : [];
}
