import type { Params, Result } from "@/generated/commands";

export type Days = Result<"schedule_days">;
export type Day = Days["days"][number];
export type Entry = Day["interviews"][number];
export type Busy = Day["busy"][number];
export type Check = Result<"interview_check">;
export type Rule = Check["violations"][number];
export type Person = Result<"person_list">["items"][number];

/** What times are asked for. */
export type Ask = Omit<Params<"slots_suggest">, "limit" | "order">;
export type Suggestion = Result<"slots_suggest">["suggestions"][number];
export type Change = Result<"slots_open">["changes"][number];
export type Blocker = Result<"slots_open">["blockers"][number];
export type Xray = Result<"slots_xray">;
export type XrayDay = Xray["days"][number];
export type XrayCell = XrayDay["cells"][number];
export type Hold = Result<"hold_list">["items"][number];
export type InterviewPlan = Result<"interview_plan_list">["items"][number];
export type PlanStep = InterviewPlan["steps"][number];
export type LoopPlan = Result<"loop_suggest">["plans"][number];
export type Session = LoopPlan["sessions"][number];
export type CheckedSession = Result<"loop_check">["sessions"][number];
export type SeatOption = Result<"loop_seat_options">["items"][number];
export type WeekLoop = Result<"loop_week_suggest">["loops"][number];

/** A way to mend an interview. */
export type RepairOption = Result<"interview_repair">["options"][number];
/** Another interview that gives somebody away for a repair; its time never changes. */
export type RepairMove = RepairOption["moves"][number];
export type Drift = Result<"drift_list">["items"][number];
