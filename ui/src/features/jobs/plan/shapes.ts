import type { Params, Result } from "@/generated/commands";

export type Plan = Result<"interview_plan_get">;
export type Step = Plan["steps"][number];
export type Pool = Result<"pool_list">["items"][number];
export type Kind = Result<"interview_type_list">[number];
export type StepFields = NonNullable<Params<"interview_plan_create">["steps"]>[number];
