import type { Result } from "@/generated/commands";

export type Days = Result<"schedule_days">;
export type Day = Days["days"][number];
export type Entry = Day["interviews"][number];
export type Busy = Day["busy"][number];
export type Check = Result<"interview_check">;
export type Rule = Check["violations"][number];
export type Slots = Result<"interview_slots">;
export type OfferedSlot = Slots["slots"][number];
export type Person = Result<"person_list">["items"][number];
