import type { DateOverride, Person, PersonCreateParams, Weekday } from "@/generated/commands";
import { emptyWeek, hoursOf, overridesOf, type Week, weekOf } from "./hours";

/** An interviewer as the form holds it while it is typed; limits and breaks are the availability's. */
export interface PersonDraft {
  full_name: string;
  email: string;
  time_zone: string;
  week: Week;
  overrides: readonly DateOverride[];
  weekStart: Weekday;
  types: readonly string[];
}

/** A form for somebody new; the zone is most likely that of whoever fills it in. */
export const newPerson = (zone: string): PersonDraft => ({
  full_name: "",
  email: "",
  time_zone: zone,
  week: emptyWeek,
  overrides: [],
  weekStart: "mon",
  types: [],
});

export const draftOf = (person: Person): PersonDraft => ({
  full_name: person.full_name,
  email: person.email,
  time_zone: person.time_zone,
  week: weekOf(person.working_hours),
  overrides: person.date_overrides,
  weekStart: person.week_starts_on,
  types: person.interview_types,
});

/** What the commands take. */
export const paramsOf = (draft: PersonDraft): PersonCreateParams => ({
  full_name: draft.full_name.trim(),
  email: draft.email.trim(),
  time_zone: draft.time_zone.trim(),
  working_hours: hoursOf(draft.week).hours,
  date_overrides: overridesOf(draft.overrides),
  week_starts_on: draft.weekStart,
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
