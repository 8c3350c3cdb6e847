import type { Result } from "@/generated/commands";

// The things of the window, named after the commands that give them: the generated names of types may
// change when a command is added, these do not.

export type Application = Result<"candidate_shortlist">;
export type Candidate = Result<"candidate_get">;
export type Change = Result<"activity_list">["items"][number];
export type Dashboard = Result<"dashboard_get">;
export type Draft = Result<"draft_list">["items"][number];
export type Interview = Result<"interview_get">;
export type Job = Result<"job_get">;
export type Reminder = Result<"reminder_list">[number];
export type RenderedDraft = Result<"draft_render">;
