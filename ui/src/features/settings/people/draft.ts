import type {
  DateOverride,
  Person,
  PersonCreateParams,
  TentativePolicy,
  Weekday,
} from "@/generated/commands";
import { emptyWeek, hoursOf, overridesOf, type Week, weekOf } from "./hours";

/** An interviewer as the form holds it while it is typed. */
export interface PersonDraft {
  full_name: string;
  email: string;
  time_zone: string;
  week: Week;
  overrides: readonly DateOverride[];
  before: string;
  after: string;
  perDay: string;
  perWeek: string;
  weekStart: Weekday;
  tentative: TentativePolicy;
  types: readonly string[];
}

/** A form for somebody new; the zone is most likely that of whoever fills it in. */
export const newPerson = (zone: string): PersonDraft => ({
  full_name: "",
  email: "",
  time_zone: zone,
  week: emptyWeek,
  overrides: [],
  before: "0",
  after: "0",
  perDay: "",
  perWeek: "",
  weekStart: "mon",
  tentative: "block",
  types: [],
});

export const draftOf = (person: Person): PersonDraft => ({
  full_name: person.full_name,
  email: person.email,
  time_zone: person.time_zone,
  week: weekOf(person.working_hours),
  overrides: person.date_overrides,
  before: String(person.buffer_before_minutes),
  after: String(person.buffer_after_minutes),
  perDay: person.maximum_per_day === null ? "" : String(person.maximum_per_day),
  perWeek: person.maximum_per_week === null ? "" : String(person.maximum_per_week),
  weekStart: person.week_starts_on,
  tentative: person.tentative,
  types: person.interview_types,
});

const cap = (text: string) => (text.trim() === "" ? null : Number(text));

/** What the commands take. */
export const paramsOf = (draft: PersonDraft): PersonCreateParams => ({
  full_name: draft.full_name.trim(),
  email: draft.email.trim(),
  time_zone: draft.time_zone.trim(),
  working_hours: hoursOf(draft.week).hours,
  date_overrides: overridesOf(draft.overrides),
  buffer_before_minutes: Number(draft.before),
  buffer_after_minutes: Number(draft.after),
  maximum_per_day: cap(draft.perDay),
  maximum_per_week: cap(draft.perWeek),
  week_starts_on: draft.weekStart,
  tentative: draft.tentative,
  interview_types: [...draft.types],
});

/** Only what differs from the stored person. */
export function changesOf(draft: PersonDraft, person: Person): Partial<PersonCreateParams> {
  const before = paramsOf(draftOf(person));
  const after = paramsOf(draft);
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(before[name as keyof PersonCreateParams]),
    ),
  );
}
