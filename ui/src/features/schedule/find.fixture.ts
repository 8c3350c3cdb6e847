import { application } from "@/test/desk";
import { check } from "./calendar.fixture";
import type { Change, Hold, InterviewPlan, PlanStep, Session, Suggestion } from "./shapes";

export const sent = (
  calls: readonly { command: string; params: Record<string, unknown> }[],
  command: string,
) => calls.filter((call) => call.command === command).map((call) => call.params);

export const status = {
  ...application({ shortlisted: true, interview_enabled: true, online_interview_enabled: true }),
  can_schedule: true,
  can_schedule_online: true,
  reasons: [],
  badge: { icon: "calendar", kind: "none", text: "" },
  upcoming: null,
};

export function suggestion(start: string, spoken: string, part: Partial<Suggestion> = {}) {
  return {
    start,
    end: start,
    spoken,
    spoken_theirs: "09:00 New York (UTC−5)",
    interviewer_ids: ["p1"],
    interviewer_names: ["Ana Sousa"],
    reasons: ["Ana Sousa has the fewest interviews this week (1 of 5)"],
    warnings: [],
    ...part,
  } satisfies Suggestion;
}

export const offered = [
  suggestion("2026-11-24T14:00:00Z", "Tue 24 Nov 15:00–15:30"),
  suggestion("2026-11-25T14:00:00Z", "Wed 25 Nov 15:00–15:30"),
  suggestion("2026-11-26T07:00:00Z", "Thu 26 Nov 08:00–08:30", {
    spoken_theirs: "02:00 New York (UTC−5)",
    warnings: ["02:00 is night for Grace Lindqvist"],
  }),
];

export const change: Change = {
  words: "Buffer 15 to 10 minutes for Ana Sousa",
  opens: 6,
  kind: "buffer",
  person_id: "p1",
  setting: "buffer_before_minutes",
  value: 10,
  date_override: null,
};

export function step(id: string, title: string, part: Partial<PlanStep> = {}): PlanStep {
  return {
    id,
    title,
    interview_type: "screen",
    mode: "ONLINE",
    duration_minutes: null,
    duration: { minutes: 30, source: "built in" },
    interviewer_ids: ["p1"],
    interviewer_names: ["Ana Sousa"],
    pools: [],
    shadow_ids: [],
    competency: null,
    ...part,
  };
}

export function plan(part: Partial<InterviewPlan> = {}): InterviewPlan {
  return {
    id: "plan1",
    job_id: "j1",
    job_title: "Data engineer",
    name: "Data engineers",
    ordered: true,
    maximum_days: 2,
    gap_minutes: 15,
    allow_same_interviewer: false,
    problems: [],
    steps: [
      step("s1", "Phone screen"),
      step("s2", "System design", {
        interview_type: "technical",
        duration: { minutes: 60, source: "workspace (technical 60)" },
        interviewer_ids: [],
        interviewer_names: [],
        pools: [{ pool_id: "pool1", pool_name: "Backend", choose: 1 }],
      }),
    ],
    ...part,
  };
}

export function session(id: string, part: Partial<Session> = {}): Session {
  return {
    step_id: id,
    title: id === "s1" ? "Phone screen" : "System design",
    interview_type: "screen",
    mode: "ONLINE",
    starts_at: "2026-11-24T14:00:00Z",
    ends_at: "2026-11-24T14:30:00Z",
    interviewer_ids: ["p1"],
    interviewer_names: ["Ana Sousa"],
    shadow_ids: [],
    spoken: "Tue 24 Nov 15:00–15:30",
    spoken_theirs: "09:00 New York (UTC−5)",
    ...part,
  };
}

export function hold(part: Partial<Hold> = {}): Hold {
  return {
    id: "h1",
    application_id: "a1",
    candidate_name: "Grace Lindqvist",
    job_title: "Data engineer",
    step_id: null,
    title: "Phone screen",
    interview_type: "screen",
    mode: "ONLINE",
    interview_id: null,
    starts_at: "2026-11-24T14:00:00Z",
    ends_at: "2026-11-24T14:30:00Z",
    interviewer_ids: ["p1"],
    interviewer_names: ["Ana Sousa"],
    expires_at: "2026-11-25T08:00:00Z",
    state: "active",
    spoken: "Tue 24 Nov 15:00 Berlin (UTC+1)",
    spoken_theirs: "09:00 New York (UTC−5)",
    expires_spoken: "Wed 25 Nov 09:00 Berlin (UTC+1)",
    ...part,
  };
}

/** What the window is told while it schedules. */
export const planning = {
  candidate_interview_status: () => status,
  person_list: () => ({
    items: [
      { id: "p1", full_name: "Ana Sousa", time_zone: "Europe/Lisbon" },
      { id: "p2", full_name: "王小明", time_zone: "Asia/Shanghai" },
    ],
    next_cursor: null,
  }),
  interview_list: () => ({ items: [], next_cursor: null }),
  settings_get: () => ({ reminder_leads: [1440, 60] }),
  user_list: () => [{ id: "u1", full_name: "Rosa", is_current: true, time_zone: "Europe/Berlin" }],
  interview_check: () => check(),
  slots_suggest: () => ({ suggestions: offered, offered: 12, none: null }),
};
