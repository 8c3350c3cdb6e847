// The screens and forms of the window, each with the address that opens it.

/** Name to address; `prepare` does what an address cannot. Without a host only the names are of use. */
export function views(host) {
  const people = host?.call("candidate_list", { limit: 1 }).items ?? [];
  const interviews = host?.call("interview_list", { view: "upcoming", limit: 1 }).items ?? [];
  const jobs = host?.call("job_list", { limit: 1 }).items ?? [];
  const drafts = host?.call("draft_list", { limit: 1 }).items ?? [];
  const [person, interview, job, draft] = [people, interviews, jobs, drafts].map(([one]) => one?.id);
  return {
    today: { place: "/today" },
    candidates: { place: "/candidates" },
    candidate: { place: `/candidates?id=${person}` },
    jobs: { place: "/jobs" },
    job: { place: `/jobs?id=${job}` },
    schedule: { place: "/schedule" },
    interview: { place: `/schedule?id=${interview}` },
    outreach: { place: "/outreach" },
    draft: { place: `/outreach?id=${draft}` },
    activity: { place: "/activity" },
    settings: { place: "/settings" },
    palette: { place: "/today", prepare: (page) => page.keyboard.press("Control+k") },
    keys: { place: "/today", prepare: (page) => page.keyboard.press("?") },
  };
}
