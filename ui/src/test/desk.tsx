import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { App } from "@/app/App";
import { createAppRouter } from "@/app/router";
import type {
  Application,
  Candidate,
  CommandName,
  Interview,
  Params,
  Result,
} from "@/generated/commands";
import { createQueryClient } from "@/lib/data";
import { CommandError, type Platform, type PlatformEvent } from "@/platform";

type Answers = { [K in CommandName]?: (params: Params<K>) => Result<K> | Promise<Result<K>> };

const page = { items: [], next_cursor: null };

const quiet: Answers = {
  activity_list: () => page,
  application_list: () => page,
  candidate_list: () => page,
  draft_list: () => page,
  interview_list: () => page,
  interview_logs: () => [],
  job_list: () => page,
  reminder_list: () => [],
  dashboard_get: () => ({
    spoken_today: "Saturday 21 November",
    today: [],
    upcoming: [],
    completed: [],
    replies: 0,
    feedback_due: 0,
    undelivered: 0,
    accounts_attention: 0,
  }),
  workspace_status: () => ({
    user_name: "Rosa Lindner",
    time_zone: "Europe/Berlin",
    candidates: 0,
    jobs: 0,
    interviews: 0,
    undelivered: 0,
    read_only: false,
    background: true,
    next_interview: null,
  }),
};

/** A platform that answers from the test and remembers what it was asked. */
export function scriptedPlatform(answers: Answers = {}) {
  const calls: { command: string; params: Record<string, unknown> }[] = [];
  const listeners = new Set<(event: PlatformEvent) => void>();
  const all = { ...quiet, ...answers } as Record<string, (params: object) => unknown>;
  const platform: Platform = {
    capabilities: { host: "sample", openExternal: false },
    async call(command, params) {
      calls.push({ command, params: params as Record<string, unknown> });
      const answer = all[command];
      if (!answer) throw new CommandError("unknown_command", `The test did not script ${command}.`);
      return answer(params);
    },
    events(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openExternal: async () => undefined,
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
  return {
    id,
    full_name,
    headline: "Backend engineer",
    summary: null,
    location: "Berlin",
    time_zone: "Europe/Berlin",
    emails: [],
    phones: [],
    linkedin_url: null,
    skills: ["Rust"],
    experience: [],
    education: [],
    notes: null,
    source: null,
    created_at: "2026-11-01T09:00:00Z",
    updated_at: "2026-11-01T09:00:00Z",
  };
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
  return {
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
    interviewer_names: ["Jonas Weber"],
    location: null,
    meeting_link: null,
    room_id: null,
    uid: "i1@muster",
    sequence: 0,
    candidate_joined_at: null,
    interviewer_joined_at: null,
    needs_confirmation: false,
    spoken: "Tue 24 Nov 15:00 Berlin (UTC+1)",
    spoken_both: "Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
    spoken_theirs: "09:00 New York (UTC−5)",
    spoken_day: "Tue 24 Nov",
    spoken_time: "15:00–15:45",
    ...change,
  };
}
