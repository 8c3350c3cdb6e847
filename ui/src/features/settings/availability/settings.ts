import type { Setting, Value, Values } from "./shapes";

/** How a setting is typed. */
export type Kind = "minutes" | "cap" | "clock" | "tentative" | "country" | "region" | "switch";

/** The settings in the groups that the form shows. */
export const groups: readonly {
  title: string;
  fields: readonly (readonly [string, Kind])[];
}[] = [
  {
    title: "Room to breathe",
    fields: [
      ["buffer_before_minutes", "minutes"],
      ["buffer_after_minutes", "minutes"],
      ["maximum_in_a_row", "cap"],
      ["break_minutes", "minutes"],
    ],
  },
  {
    title: "Lunch",
    fields: [
      ["lunch_start", "clock"],
      ["lunch_end", "clock"],
      ["lunch_minutes", "minutes"],
    ],
  },
  {
    title: "Most interviews",
    fields: [
      ["maximum_per_day", "cap"],
      ["maximum_per_week", "cap"],
      ["maximum_per_month", "cap"],
    ],
  },
  { title: "Calendar", fields: [["tentative", "tentative"]] },
  {
    title: "Public holidays",
    fields: [
      ["country", "country"],
      ["region", "region"],
      ["holidays_off", "switch"],
    ],
  },
];

/** What each setting is called until Rust has said it. */
export const names = groups.flatMap(({ fields }) => fields.map(([name]) => name));

/** What is typed, by setting; an empty text inherits. */
export type Typed = Readonly<Record<string, string>>;

const kindOf = new Map(groups.flatMap(({ fields }) => fields));

/** The values that are given at this very level, as texts; the inherited ones are empty. */
export function typedOf(settings: readonly Setting[], level: string): Typed {
  return Object.fromEntries(
    settings.map((setting) => [
      setting.name,
      setting.level === level && setting.value !== null ? String(setting.value) : "",
    ]),
  );
}

/** A text as the command takes it; null to inherit. */
function storedOf(name: string, text: string): Value {
  const typed = text.trim();
  if (typed === "") return null;
  const kind = kindOf.get(name);
  if (kind === "minutes" || kind === "cap") return Number(typed);
  if (kind === "switch") return typed === "true";
  return typed;
}

/** Only what was changed. */
export function changesOf(before: Typed, after: Typed): Values {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, text]) => text.trim() !== (before[name] ?? ""))
      .map(([name, text]) => [name, storedOf(name, text)]),
  );
}
