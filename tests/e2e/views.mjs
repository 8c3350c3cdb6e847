// The screens and forms of the window, each with the address that opens it.

/** Name to address; `prepare` does what an address cannot. Without a host only the names are of use. */
export function views(host) {
  const first = (command, parameters = {}) =>
    host?.call(command, { limit: 1, ...parameters }).items?.[0]?.id;
  const person = first("candidate_list");
  const interview = first("interview_list", { view: "upcoming" });
  const job = first("job_list");
  const draft = first("draft_list", { state: "ready" });
  const interviewer = first("person_list");
  const pool = first("pool_list");
  const schedulable = host ? ready(host) : {};
  return {
    today: { place: "/today" },
    candidates: { place: "/candidates" },
    candidate: { place: `/candidates?id=${schedulable.candidate_id}` },
    "candidate-edit": { place: `/candidates?id=${person}&do=edit` },
    "candidate-create": { place: "/candidates?do=create" },
    "candidate-match": { place: `/candidates?id=${person}&do=match` },
    "candidate-review": { place: `/candidates?view=job&for=${job}` },
    duplicates: { place: "/candidates?view=duplicates" },
    "schedule-interview": {
      place: `/candidates?id=${schedulable.candidate_id}&do=schedule&for=${schedulable.id}`,
    },
    jobs: { place: "/jobs" },
    job: { place: `/jobs?id=${job}` },
    "job-board": { place: `/jobs?id=${job}&view=board` },
    "job-create": { place: "/jobs?do=create" },
    schedule: { place: "/schedule" },
    "schedule-day": { place: "/schedule?view=day" },
    "schedule-agenda": { place: "/schedule?view=upcoming" },
    interview: { place: `/schedule?id=${interview}` },
    "interview-cancel": { place: `/schedule?id=${interview}&do=cancel` },
    "interview-move": { place: `/schedule?id=${interview}&do=reschedule` },
    "schedule-load": { place: "/schedule?view=load" },
    "schedule-loops": { place: "/schedule?view=loops" },
    "schedule-loop": { place: `/schedule?view=loop&for=${schedulable.id}` },
    "schedule-xray": {
      place: `/candidates?id=${schedulable.candidate_id}&do=schedule&for=${schedulable.id}`,
      prepare: async (page) => {
        await page.getByTestId("slot").first().waitFor();
        await page.keyboard.press("x");
        await page.getByRole("grid").waitFor();
      },
    },
    "interview-repair": {
      place: `/schedule?id=${interview}`,
      prepare: (page) => page.keyboard.press("f"),
    },
    "job-plan": { place: `/jobs?id=${job}&view=plan` },
    outreach: { place: "/outreach" },
    draft: { place: `/outreach?id=${draft}` },
    "draft-create": { place: `/outreach?do=create&for=${person}` },
    outbox: { place: "/outbox" },
    "outbox-answer": { place: "/outbox?do=answer" },
    accounts: { place: "/accounts" },
    "accounts-connect": { place: "/accounts?do=connect" },
    "accounts-sign-in": { place: "/accounts?view=sign-in" },
    "accounts-mail": { place: "/accounts?view=mail" },
    "accounts-mail-set-up": { place: "/accounts?view=mail&do=mail" },
    "accounts-log": { place: "/accounts?view=log" },
    activity: { place: "/activity" },
    notices: { place: "/activity?view=notices" },
    settings: { place: "/settings" },
    "settings-people": { place: `/settings?view=people&id=${interviewer}` },
    "settings-pools": { place: `/settings?view=pools&id=${pool}` },
    "settings-availability": { place: "/settings?view=availability" },
    "settings-plans": { place: "/settings?view=plans" },
    "settings-users": { place: "/settings?view=users" },
    "settings-templates": { place: "/settings?view=templates" },
    "settings-data": { place: "/settings?view=data" },
    "settings-import": { place: "/settings?view=data&do=import" },
    "settings-restore": { place: "/settings?view=data&do=restore" },
    "settings-window": { place: "/settings?view=window" },
    "settings-keys": { place: "/settings?view=keys" },
    "settings-about": { place: "/settings?view=about" },
    palette: { place: "/today", prepare: (page) => page.keyboard.press("Control+k") },
    "palette-in-form": {
      place: `/candidates?id=${schedulable.candidate_id}&do=schedule&for=${schedulable.id}`,
      prepare: async (page) => {
        await page.getByTestId("slot").first().waitFor();
        await page.keyboard.press("Control+k");
      },
    },
    keys: { place: "/today", prepare: (page) => page.keyboard.press("?") },
  };
}

/** An application of which an interview can be scheduled now. */
function ready(host) {
  const { items } = host.call("application_list", { shortlisted: true, limit: 500 });
  const found = items.find((application) => application.online_interview_enabled);
  if (!found) throw new Error("The demo has nobody to schedule.");
  return found;
}
