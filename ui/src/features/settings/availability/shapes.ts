import type { Params, Result } from "@/generated/commands";

export type Availability = Result<"availability_get">;
export type Setting = Availability["settings"][number];
export type Value = Setting["value"];
export type Values = Params<"availability_set">["values"];
export type Country = Result<"availability_countries">["items"][number];

/** Whose settings are changed. */
export type Owner =
  | { level: "workspace" }
  | { level: "team"; team: string }
  | { level: "person"; person_id: string; full_name: string };

/** A team and who is in it. */
export interface Team {
  name: string;
  people: readonly { id: string; full_name: string }[];
}
