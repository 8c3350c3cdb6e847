// What an expert does in each workflow of FEATURES section 3 that the window has, key by key.
import assert from "node:assert/strict";

const testId = (page, id) => page.getByTestId(id);

/** Opens a place of the same page, as a link would, and waits until it is painted. */
async function go(page, place) {
  await page.evaluate((to) => {
    location.hash = `#${to}`;
  }, place);
}

/** Applications of which an online interview can be scheduled now, one for each candidate. */
function schedulable(host) {
  const { items } = host.call("application_list", { shortlisted: true, limit: 500 });
  const seen = new Set();
  return items.filter(
    ({ candidate_id, online_interview_enabled }) =>
      online_interview_enabled && !seen.has(candidate_id) && seen.add(candidate_id),
  );
}

export const workflows = [
  {
    name: "W1",
    what: "Today: from one item to the next, each open beside the list",
    target: "at most 2 keys an item",
    start: "/today",
    async cases(host, rounds) {
      const { today, upcoming, to_confirm } = host.call("dashboard_get");
      const seen = new Set([...to_confirm, ...today, ...upcoming].map((one) => one.id));
      return [...seen].slice(0, rounds).map((id, at) => ({ id, first: at === 0 }));
    },
    async play({ page, hands, one }) {
      await hands.press("j");
      if (one.first) await hands.press("Enter");
      await hands.until(testId(page, "detail").getByTestId("history").waitFor());
    },
  },
  {
    name: "W2",
    what: "Add a job by hand (its title is typed before the count begins)",
    target: "at most 6 keys",
    start: "/jobs",
    cases: async (_host, rounds) => Array.from({ length: rounds }, (_, at) => ({ title: `Analyst ${at}` })),
    async play({ page, hands, one }) {
      await hands.press("n", "j");
      const form = testId(page, "job-form");
      await hands.until(form.waitFor());
      // The letters of the title are the same with any program.
      await page.keyboard.insertText(one.title);
      await hands.press("Control+Enter");
      await hands.until(form.waitFor({ state: "detached" }));
    },
    async check(host, one) {
      const { items } = host.call("job_list", { limit: 500 });
      assert.ok(items.some((job) => job.title === one.title), `${one.title} was not added`);
    },
  },
  {
    name: "W3",
    what: "Review the people of a job: shortlist, and the next one is there",
    target: "1 key a person",
    start: "/candidates",
    async cases(host, rounds) {
      const jobs = host.call("job_list", { limit: 100 }).items;
      const job = jobs.toSorted((a, b) => b.applications - a.applications)[0];
      const { items } = host.call("application_list", { job_id: job.id, limit: 500 });
      const open = items.filter((application) => !application.shortlisted);
      return open.slice(0, rounds).map((application, at) => ({ application, job, first: at === 0 }));
    },
    async before(page, one) {
      const { candidate_id } = one.application;
      await go(page, `/candidates?view=job&for=${one.job.id}&id=${candidate_id}`);
      await page.getByRole("heading", { name: one.application.candidate_name }).first().waitFor();
      await testId(page, "gates").first().waitFor();
    },
    async play({ page, hands, one }) {
      await hands.press("l");
      await hands.until(
        testId(page, "status-line").getByText(one.application.candidate_name).first().waitFor(),
      );
    },
    async check(host, one) {
      const { shortlisted } = host.call("candidate_interview_status", {
        application_id: one.application.id,
      });
      assert.equal(shortlisted, true, one.application.candidate_name);
    },
  },
  {
    name: "W4",
    what: "Draft, copy with the profile opened, mark as sent",
    target: "at most 4 keys and edits",
    start: "/candidates",
    async cases(host, rounds) {
      const { items } = host.call("candidate_list", { limit: 500 });
      const written = new Set(host.call("draft_list", { limit: 500 }).items.map((d) => d.candidate_id));
      return items
        .filter((person) => person.linkedin_url && !written.has(person.id))
        .slice(0, rounds)
        .map((person) => ({ person }));
    },
    async before(page, one) {
      await page.context().route("https://**", (route) => route.fulfill({ body: "" }));
      for (const other of page.context().pages()) if (other !== page) await other.close();
      await go(page, `/candidates?id=${one.person.id}`);
      await page.getByRole("heading", { name: one.person.full_name }).first().waitFor();
    },
    async play({ page, hands }) {
      await hands.press("d");
      await hands.until(testId(page, "new-draft").getByTestId("submit").waitFor());
      await hands.press("Enter");
      await hands.until(testId(page, "text").waitFor());
      await hands.press("a");
      await hands.until(testId(page, "draft").getByText("Copied").first().waitFor());
      await page.bringToFront();
      await hands.press("y");
      await hands.until(testId(page, "draft").getByText("Sent").first().waitFor());
    },
  },
  {
    name: "W6",
    what: "Schedule one interview: first slot, both clocks looked at, made",
    target: "at most 5 keys",
    start: "/candidates",
    cases: async (host, rounds) => schedulable(host).slice(0, rounds).map((application) => ({ application })),
    async before(page, one) {
      await go(page, `/candidates?id=${one.application.candidate_id}`);
      await page.getByRole("heading", { name: one.application.candidate_name }).first().waitFor();
      await testId(page, "gates").first().waitFor();
    },
    async play({ page, hands }) {
      const sheet = testId(page, "schedule-sheet");
      await hands.press("s");
      await hands.until(testId(page, "slot").first().waitFor());
      await hands.press("1");
      await hands.until(
        page.waitForFunction(
          () => document.querySelector("[data-testid=submit]")?.getAttribute("aria-disabled") !== "true",
        ),
      );
      await hands.press("a");
      await hands.until(sheet.waitFor({ state: "detached" }));
    },
  },
];
