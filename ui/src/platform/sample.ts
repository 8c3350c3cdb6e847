import type { Application, Candidate, Change, Draft, Interview, Job, Reminder } from "@/lib/shapes";
import { jobs as jobRows, people as peopleRows } from "./sample/people";
import { CommandError, type Platform } from "./types";

/**
 * A platform with invented data, for looking at the window without the rest of Muster. It exists only
 * in a build of mode `sample`; the shipped window holds none of it. `?state=empty|slow|broken` in the
 * address shows the other states.
 */
export function samplePlatform(): Platform {
  const state = new URLSearchParams(window.location.search).get("state");
  const data = state === "empty" ? emptied(sampleData()) : sampleData();
  const answers = answersOf(data);
  return {
    capabilities: { host: "sample", openExternal: false },
    async call(command, params) {
      if (state === "slow") await new Promise(() => undefined);
      if (state === "broken") {
        throw new CommandError(
          "workspace_busy",
          "Another program has held the workspace for 5 seconds.",
          "Close the other Muster, or wait until its import is done, then try again.",
        );
      }
      const answer = answers[command];
      if (!answer) throw new CommandError("internal", `No sample of ${command}.`);
      return structuredClone(answer(params as SampleParams));
    },
    events: () => () => undefined,
    ready: () => undefined,
    openExternal: async () => undefined,
  };
}

interface Data {
  candidates: Candidate[];
  jobs: Job[];
  applications: Application[];
  interviews: Interview[];
  reminders: Reminder[];
  drafts: Draft[];
  changes: Change[];
}

const emptied = (data: Data): Data =>
  Object.fromEntries(Object.keys(data).map((name) => [name, []])) as unknown as Data;

function sampleData(): Data {
  const candidates = peopleRows.map(candidate);
  const jobs = jobRows.map(job);
  const applications = candidates.slice(0, 24).map((person, at): Application => {
    const post = jobs[at % jobs.length] as Job;
    post.applications += 1;
    return {
      id: `a${at}`,
      candidate_id: person.id,
      candidate_name: person.full_name,
      job_id: post.id,
      job_title: post.title,
      stage: ["applied", "screen", "interview"][at % 3] as string,
      score: at % 7 === 6 ? null : 38 + ((at * 23) % 60),
      shortlisted: at % 4 !== 3,
      interview_enabled: at % 4 < 2,
      online_interview_enabled: at % 4 === 0,
    };
  });
  const interviews = applications.slice(0, 14).map(interview);
  return {
    candidates: candidates.sort((a, b) => a.full_name.localeCompare(b.full_name)),
    jobs,
    applications,
    interviews,
    reminders: interviews.filter((i) => i.status === "scheduled").flatMap(reminders),
    drafts: candidates.slice(0, 9).map((person, at) => draft(person, jobs[at % 4] as Job, at)),
    changes: applications.slice(0, 12).map(change),
  };
}

function candidate(row: (typeof peopleRows)[number], at: number): Candidate {
  const [full_name, headline, location, time_zone, skills] = row;
  const made: Partial<Candidate> = {
    id: `c${at}`,
    full_name,
    headline,
    location,
    time_zone,
    emails: [`person${at}@example.org`],
    phones: at % 2 ? [`+49 30 5550 ${1000 + at}`] : [],
    linkedin_url: `https://www.linkedin.com/in/sample-person-${at}`,
    skills: skills.split(", "),
    tags: at % 5 === 0 ? ["silver medallist"] : [],
    links: [],
    company: null,
    title: null,
    experience: [
      {
        title: headline.split(",")[0] ?? "",
        company: "Halden Freight",
        start: "2021-03",
        end: null,
        description:
          "Moved the order pipeline from nightly batches to events; halved the time from order to label.",
      },
      {
        title: "Developer",
        company: "Brightwater Labs",
        start: "2017-09",
        end: "2021-02",
        description: null,
      },
    ],
    education: [
      {
        school: "University of Example",
        degree: "BSc",
        field: "Computer science",
        start: "2013",
        end: "2017",
      },
    ],
    notes:
      at % 4 === 0 ? "Prefers afternoons. Asked about the on-call rota and the team's size." : null,
    source: at % 2 ? "LinkedIn connections" : "Spreadsheet",
    created_at: "2026-11-02T09:00:00Z",
    updated_at: "2026-11-18T09:00:00Z",
  };
  return made as Candidate;
}

function job(row: (typeof jobRows)[number], at: number): Job {
  const [title, company, department, location, coding_language] = row;
  const made: Partial<Job> = {
    id: `j${at}`,
    title,
    company,
    department,
    location,
    domain: "Logistics",
    description:
      "You will own the services that plan a day of freight for two thousand drivers.\n\nYou will write code that other people read, take part in a shared on-call rota of one week in eight, and decide with the team what not to build.\n\nWe ask for solid knowledge of one typed language, of SQL, and of what happens when a network fails.",
    tech_stack_details: "Rust, PostgreSQL, Kafka",
    coding_language,
    skills: ["Rust", "PostgreSQL"],
    applications: 0,
    created_at: "2026-10-20T08:00:00Z",
  };
  return made as Job;
}

const days = [
  "Sat 21 Nov",
  "Sat 21 Nov",
  "Sat 21 Nov",
  "Mon 23 Nov",
  "Mon 23 Nov",
  "Tue 24 Nov",
  "Tue 24 Nov",
  "Wed 25 Nov",
  "Thu 26 Nov",
  "Fri 27 Nov",
];
const past = ["Thu 19 Nov", "Fri 20 Nov", "Fri 20 Nov", "Fri 20 Nov"];

function interview(application: Application, at: number): Interview {
  const person = peopleRows[Number(application.candidate_id.slice(1))];
  const isPast = at >= 10;
  const day = (isPast ? past[at - 10] : days[at]) as string;
  const hour = 9 + ((at * 2) % 8);
  const place = person?.[2] ?? "Berlin";
  const hh = (n: number) => String(n).padStart(2, "0");
  const mine = `${day} ${hh(hour)}:00 Berlin (UTC+1)`;
  const status = isPast
    ? (["completed", "completed", "no_show", "completed"] as const)[at - 10]
    : at === 1
      ? "in_progress"
      : at === 5
        ? "tentative"
        : at === 7
          ? "awaiting_candidate"
          : at === 9
            ? "cancelled"
            : "scheduled";
  const made: Partial<Interview> = {
    id: `i${at}`,
    application_id: application.id,
    candidate_id: application.candidate_id,
    candidate_name: application.candidate_name,
    job_id: application.job_id,
    job_title: application.job_title,
    scheduled_by: "u1",
    interview_type: ["phone_screen", "technical", "panel"][at % 3] as string,
    mode: at % 3 === 2 ? "OFFLINE" : "ONLINE",
    status: status ?? "scheduled",
    starts_at: `2026-11-2${at % 8}T${hh(hour - 1)}:00:00Z`,
    ends_at: `2026-11-2${at % 8}T${hh(hour - 1)}:45:00Z`,
    time_zone: "Europe/Berlin",
    interviewer_ids: ["p1", "p2"],
    interviewers: [
      { id: "p1", full_name: "Jonas Weber" },
      { id: "p2", full_name: "Ines Carvalho" },
    ].slice(0, 1 + (at % 2)),
    location: at % 3 === 2 ? "Berlin office, room Spree" : "",
    meeting_link: at % 3 === 2 ? "" : "https://meet.example.org/abc-defg-hij",
    room_id: null,
    uid: `i${at}@muster`,
    sequence: 0,
    candidate_joined_at: null,
    interviewer_joined_at: null,
    needs_confirmation: at === 13,
    spoken: mine,
    spoken_both:
      place === "Berlin" ? mine : `${mine} · ${hh((hour + 5) % 24)}:30 ${place} (UTC+5:30)`,
    spoken_theirs: place === "Berlin" ? null : `${hh((hour + 5) % 24)}:30 ${place} (UTC+5:30)`,
    spoken_day: day,
    spoken_time: `${hh(hour)}:00–${hh(hour)}:45`,
  };
  return made as Interview;
}

function reminders(of: Interview): Reminder[] {
  return [1440, 60, 15].map((lead_minutes, at) => ({
    interview_id: of.id,
    candidate_name: of.candidate_name,
    lead_minutes,
    due_at: of.starts_at,
    channel: "notification",
    state: of.spoken_day === "Sat 21 Nov" && at === 0 ? "fired" : "pending",
    spoken_due: `${of.spoken_day} ${of.spoken_time.slice(0, 5)}`,
  }));
}

function draft(person: Candidate, post: Job, at: number): Draft {
  const channel =
    (["linkedin_connection", "linkedin_message", "inmail", "email"] as const)[at % 4] ?? "email";
  const first = person.full_name.split(" ")[0];
  const made: Partial<Draft> = {
    id: `d${at}`,
    candidate_id: person.id,
    candidate_name: person.full_name,
    job_id: post.id,
    job_title: post.title,
    channel,
    state:
      (["draft", "ready", "copied", "sent", "accepted", "replied", "discarded"] as const)[at % 7] ??
      "draft",
    subject:
      channel === "inmail" || channel === "email" ? `${post.title} at ${post.company}` : null,
    text: `Hi ${at === 4 ? "{{ candidate.first_name }}" : first}, your work on ${person.skills[0]} is close to what our platform team does all day. We are looking for a ${post.title.slice(0, 40).toLowerCase()} in ${post.location}. May I send you two paragraphs about it?${at === 0 ? " The team is six people, the code is nine years old and well tested, and nobody has been paged at night since spring." : ""}`,
    updated_at: "2026-11-20T15:00:00Z",
  };
  return made as Draft;
}

function change(application: Application, at: number): Change {
  const what = [
    `put ${application.candidate_name} on the shortlist for ${application.job_title}`,
    `switched interviews on for ${application.candidate_name}`,
    `scheduled a phone screen with ${application.candidate_name}`,
    "imported 412 people from Connections.csv",
  ];
  const made: Partial<Change> = {
    id: `h${at}`,
    at: "2026-11-21T08:00:00Z",
    spoken_at: `${at < 5 ? "Sat 21" : "Fri 20"} Nov ${String(17 - at).padStart(2, "0")}:${String((at * 13) % 60).padStart(2, "0")}`,
    actor: "u1",
    actor_name: at % 5 === 4 ? "Ines Carvalho" : "Rosa Lindner",
    summary: what[at % what.length] as string,
    undoable: at > 0,
    undone_by: at === 0 ? "h99" : null,
  };
  return made as Change;
}

/** What the sample answers read of their parameters. */
interface SampleParams {
  id?: string;
  query?: string;
  view?: string;
  candidate_id?: string;
  job_id?: string;
  application_id?: string;
  interview_id?: string;
  template?: string;
  channel?: string;
}
type Answer = (params: SampleParams) => unknown;

const limits: Record<string, number> = {
  linkedin_connection: 300,
  linkedin_message: 8000,
  inmail: 1900,
};

function answersOf(data: Data): Record<string, Answer> {
  const page = (items: unknown[]) => ({ items, next_cursor: null });
  const one = (items: readonly { id: string }[]) => (params: SampleParams) => {
    const found = items.find((item) => item.id === params.id);
    if (found) return found;
    throw new CommandError(
      "not_found",
      `Nothing has the id ${params.id}.`,
      "It may have been merged or removed. Go back to the list.",
    );
  };
  const upcoming = data.interviews.slice(0, 10);
  const completed = data.interviews.slice(10);
  const views: Record<string, Interview[]> = {
    upcoming,
    today: data.interviews.slice(0, 3),
    completed,
    all: [...completed, ...upcoming],
  };
  const flags = (params: SampleParams) => {
    const found = data.applications.find((item) => item.id === params.application_id);
    if (!found) throw new CommandError("not_found", "No such application.");
    Object.assign(
      found,
      Object.fromEntries(Object.entries(params).filter(([name]) => name !== "application_id")),
    );
    found.interview_enabled &&= found.shortlisted;
    found.online_interview_enabled &&= found.interview_enabled;
    return found;
  };
  return {
    candidate_list: () => page(data.candidates),
    candidate_get: one(data.candidates),
    candidate_search: ({ query = "" }) => ({
      items: data.candidates
        .filter((c) =>
          `${c.full_name} ${c.headline} ${c.skills}`.toLowerCase().includes(query.toLowerCase()),
        )
        .map((c) => ({
          id: c.id,
          full_name: c.full_name,
          headline: c.headline,
          snippet: c.skills.join(", "),
        })),
    }),
    job_list: () => page(data.jobs),
    job_get: one(data.jobs),
    application_list: (params) =>
      page(
        data.applications.filter(
          (a) => a.candidate_id === params.candidate_id || a.job_id === params.job_id,
        ),
      ),
    candidate_shortlist: flags,
    candidate_toggle_interview: flags,
    interview_list: (params) =>
      page(
        (views[params.view ?? "all"] ?? []).filter(
          (i) => !params.candidate_id || i.candidate_id === params.candidate_id,
        ),
      ),
    interview_get: one(data.interviews),
    interview_logs: () => [
      {
        at: "2026-11-16T10:00:00Z",
        action: "SCHEDULED",
        actor: "u1",
        actor_name: "Rosa Lindner",
        reason: null,
        old: null,
        new: null,
        spoken_at: "Mon 16 Nov 11:00",
      },
      {
        at: "2026-11-18T10:00:00Z",
        action: "RESCHEDULED",
        actor: "u1",
        actor_name: "Rosa Lindner",
        reason: "The candidate asked for an afternoon",
        old: null,
        new: null,
        spoken_at: "Wed 18 Nov 11:00",
      },
    ],
    reminder_list: (params) =>
      data.reminders.filter((r) => !params.interview_id || r.interview_id === params.interview_id),
    draft_list: () => page(data.drafts),
    draft_render: (params) => {
      const limit = limits[params.channel ?? ""] ?? null;
      const text = params.template ?? "";
      const unresolved = text.includes("{{") ? ["candidate.first_name"] : [];
      return {
        text,
        subject: null,
        characters: text.length,
        limit,
        fits: unresolved.length === 0 && (limit === null || text.length <= limit),
        unresolved,
        warnings: [],
        claims: [],
      };
    },
    dashboard_get: () => ({
      spoken_today: "Saturday 21 November",
      today: views.today,
      upcoming: upcoming.slice(3),
      completed,
      replies: 0,
      feedback_due: completed.length ? 1 : 0,
      undelivered: 0,
      accounts_attention: 0,
    }),
    activity_list: () => page(data.changes),
    change_undo: () => ({ change_id: "h1", summary: data.changes[1]?.summary ?? "" }),
    workspace_status: () => ({
      user_name: "Rosa Lindner",
      time_zone: "Europe/Berlin",
      candidates: data.candidates.length,
      jobs: data.jobs.length,
      interviews: data.interviews.length,
      undelivered: 0,
      read_only: false,
      background: true,
      next_interview: data.interviews[0] ?? null,
    }),
  };
}
