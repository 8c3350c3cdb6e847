import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { App } from "@/app/App";
import { createAppRouter } from "@/app/router";
import type { CommandName, Params } from "@/generated/commands";
import { createQueryClient } from "@/lib/data";
import type { Application, Candidate, Interview } from "@/lib/shapes";
import { CommandError, type Platform, type PlatformEvent } from "@/platform";

/** What the platform answers; only the fields that a test looks at need to be there. */
type Answers = { [K in CommandName]?: (params: Params<K>) => unknown };

const page = { items: [], next_cursor: null };

const quiet: Answers = {
  activity_list: () => page,
  application_list: () => page,
  candidate_list: () => page,
  candidate_timeline: () => page,
  draft_list: () => page,
  drift_list: () => ({ items: [] }),
  hold_list: () => page,
  interview_invitations: () => ({ rows: [], calendar_words: null, sends: false, off_words: null }),
  interview_list: () => page,
  mail_account_get: () => ({
    account: null,
    sends_by_itself: false,
    automatic: false,
    undo_seconds: 30,
  }),
  outbox_list: () => ({ rows: [], open: 0 }),
  interview_logs: () => [],
  interview_plan_list: () => page,
  interview_type_list: () => [{ name: "screen", label: "Phone screen", default_minutes: 30 }],
  job_list: () => page,
  person_list: () => page,
  pool_list: () => page,
  reminder_list: () => [],
  schedule_days: () => ({
    zone: "Europe/Berlin",
    zone_label: "Berlin (UTC+1)",
    extra_zones: [],
    title: "23–29 November 2026",
    from: "2026-11-23",
    previous: "2026-11-16",
    next: "2026-11-30",
    today: "2026-11-24",
    people: [],
    days: [],
  }),
  dashboard_get: () => ({
    spoken_today: "Saturday 21 November",
    today: [],
    upcoming: [],
    completed: [],
    counts: { today: 0, upcoming: 0, completed: 0 },
    next_interview: null,
    replies: 0,
    feedback_due: 0,
    needs_confirmation: 0,
    to_confirm: [],
    drafts_ready: 0,
    undelivered: 0,
    outbox_open: 0,
    accounts_needing_attention: [],
    unread_notices: 0,
  }),
  workspace_status: () => ({
    user_name: "Rosa Lindner",
    candidates: 0,
    undelivered: 0,
    read_only: false,
    next_interview: null,
  }),
};

/** A platform that answers from the test and remembers what it was asked. */
export function scriptedPlatform(answers: Answers = {}) {
  const calls: { command: string; params: Record<string, unknown> }[] = [];
  const listeners = new Set<(event: PlatformEvent) => void>();
  const all = { ...quiet, ...answers } as Record<string, (params: object) => unknown>;
  const platform: Platform = {
    capabilities: { host: "browser", openExternal: true, pickPath: false, shellSettings: false },
    async call(command, params) {
      calls.push({ command, params: params as Record<string, unknown> });
      const answer = all[command];
      if (!answer) throw new CommandError("internal", `The test did not script ${command}.`);
      return answer(params);
    },
    events(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready: () => {
      calls.push({ command: "ready", params: {} });
    },
    openExternal: async (url) => {
      calls.push({ command: "open_external", params: { url } });
    },
    copyText: async (text) => {
      calls.push({ command: "copy_text", params: { text } });
    },
    pickPath: async () => undefined,
    logFolder: async () => undefined,
    shellSettings: async () => {
      throw new CommandError("cannot_open", "A test has no shell.");
    },
  };
  const emit = (event: PlatformEvent) => {
    for (const listener of listeners) listener(event);
  };
  return { platform, calls, emit };
}

/** Opens the whole window at a place. */
export function openWindow(path: string, answers: Answers = {}) {
  const scripted = scriptedPlatform(answers);
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createAppRouter(history);
  render(<App platform={scripted.platform} queries={createQueryClient()} router={router} />);
  return { ...scripted, router, history };
}

export function candidate(id: string, full_name: string): Candidate {
  const made: Partial<Candidate> = {
    id,
    full_name,
    headline: "Backend engineer",
    location: "Berlin",
    time_zone: "Europe/Berlin",
    emails: [],
    phones: [],
    linkedin_url: null,
    skills: ["Rust"],
    tags: [],
    experience: [],
    education: [],
    notes: null,
    source: null,
    created_at: "2026-11-01T09:00:00Z",
    updated_at: "2026-11-01T09:00:00Z",
  };
  return made as Candidate;
}

export function application(change: Partial<Application> = {}): Application {
  return {
    id: "a1",
    candidate_id: "c1",
    candidate_name: "Grace Lindqvist",
    job_id: "j1",
    job_title: "Data engineer",
    stage: "applied",
    score: 60,
    shortlisted: false,
    interview_enabled: false,
    online_interview_enabled: false,
    ...change,
  };
}

export function interview(change: Partial<Interview> = {}): Interview {
  const made: Partial<Interview> = {
    id: "i1",
    application_id: "a1",
    candidate_id: "c1",
    candidate_name: "Grace Lindqvist",
    job_id: "j1",
    job_title: "Data engineer",
    scheduled_by: "u1",
    interview_type: "phone_screen",
    mode: "ONLINE",
    status: "scheduled",
    starts_at: "2026-11-24T14:00:00Z",
    ends_at: "2026-11-24T14:45:00Z",
    time_zone: "Europe/Berlin",
    interviewer_ids: ["p1"],
    interviewers: [{ id: "p1", full_name: "Jonas Weber" }],
    location: "",
    meeting_link: "",
    room_id: null,
    uid: "i1@muster",
    sequence: 0,
    candidate_joined_at: null,
    interviewer_joined_at: null,
    needs_confirmation: false,
    local_start: "2026-11-24T15:00:00",
    overrides: [],
    notes: "",
    cancel_reason: "",
    reminder_leads: null,
    spoken: "Tue 24 Nov 15:00 Berlin (UTC+1)",
    spoken_both: "Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
    spoken_theirs: "09:00 New York (UTC−5)",
    spoken_day: "Tue 24 Nov",
    spoken_time: "15:00–15:45",
    ...change,
  };
  return made as Interview;
}
