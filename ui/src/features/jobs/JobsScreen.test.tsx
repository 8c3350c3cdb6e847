import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { application, candidate, openWindow } from "@/test/desk";
import { sampleJob } from "./job.testdata";

const answers = {
  job_list: () => ({ items: [sampleJob()], next_cursor: null }),
  job_get: () => sampleJob(),
};
const sent = (calls: { command: string; params: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.params);

it("teaches the first act when there is no job, without naming a terminal", async () => {
  openWindow("/jobs");
  const empty = await screen.findByTestId("empty");
  expect(empty.textContent).toContain("No open jobs");
  expect(empty.textContent).not.toContain("muster call");
  expect(within(empty).getByRole("button", { name: /Add a job/ })).toBeTruthy();
});

it("adds a job by keys alone, and opens it", async () => {
  const { calls, history } = openWindow("/jobs", {
    ...answers,
    job_create: ({ title }) => sampleJob({ title }),
  });
  await screen.findAllByTestId("row");
  await userEvent.keyboard("nj");
  const form = await screen.findByTestId("job-form");
  expect(within(form).getByTestId("submit").getAttribute("aria-disabled")).toBe("true");
  await userEvent.keyboard("Platform engineer");
  await userEvent.type(within(form).getByLabelText("Skills"), "Rust, SQL, Rust");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(sent(calls, "job_create")).toEqual([
      { title: "Platform engineer", skills: ["Rust", "SQL"], coding_language: "PYTHON" },
    ]),
  );
  await waitFor(() => expect(history.location.href).toBe("/jobs?id=j1"));
});

it("edits by E, sends only what was changed, and shows a refusal at its field", async () => {
  const { calls } = openWindow("/jobs?id=j1", {
    ...answers,
    job_update: () => {
      throw new CommandError("invalid_parameter", "The title is too long.", "Shorten it.", {
        field: "title",
      });
    },
  });
  await screen.findByTestId("job");
  await userEvent.keyboard("e");
  const form = await screen.findByTestId("job-form");
  const location = within(form).getByLabelText("Location");
  await userEvent.clear(location);
  await userEvent.type(location, "Bern{Control>}{Enter}{/Control}");
  await waitFor(() => expect(sent(calls, "job_update")).toEqual([{ id: "j1", location: "Bern" }]));
  const alerts = await within(form).findAllByRole("alert");
  expect(alerts.some((alert) => alert.textContent === "The title is too long.")).toBe(true);
  expect((location as HTMLInputElement).value).toBe("Bern");
});

it("closes a job by C and says how to get it back", async () => {
  const { calls } = openWindow("/jobs?id=j1", {
    ...answers,
    job_update: () => sampleJob({ status: "closed" }),
  });
  await screen.findByTestId("job");
  await userEvent.keyboard("c");
  await waitFor(() => expect(sent(calls, "job_update")).toEqual([{ id: "j1", status: "closed" }]));
  const line = screen.getByTestId("status-line");
  await waitFor(() => expect(line.textContent).toContain("Data engineer is closed"));
  expect(within(line).getByRole("button", { name: /Undo/ })).toBeTruthy();
});

it("shows a sanitised description inert: its links leave by the platform's door only", async () => {
  const { calls } = openWindow("/jobs?id=j1", {
    ...answers,
    job_get: () =>
      sampleJob({
        description: "<p>…</p>",
        description_html: '<p>Read <a href="https://example.com/jobs" rel="noopener">more</a></p>',
      }),
  });
  const link = await screen.findByRole("link", { name: "more" });
  const goesOn = fireEvent.click(link);
  expect(goesOn).toBe(false);
  await waitFor(() =>
    expect(sent(calls, "open_external")).toEqual([{ url: "https://example.com/jobs" }]),
  );
});

it("shows a description without HTML as the text it is", async () => {
  openWindow("/jobs?id=j1", {
    ...answers,
    job_get: () => sampleJob({ description: "<b>Not bold</b>" }),
  });
  expect((await screen.findByTestId("job")).textContent).toContain("<b>Not bold</b>");
});

it("puts people up one Enter each, and knows who is up already", async () => {
  const { calls } = openWindow("/jobs?id=j1&do=match", {
    ...answers,
    application_list: () => ({ items: [application({ candidate_id: "c1" })], next_cursor: null }),
    candidate_list: () => ({
      items: [candidate("c1", "Grace Lindqvist"), candidate("c2", "王小明")],
      next_cursor: null,
    }),
    matching_match: () => application({ id: "a2", candidate_id: "c2", score: 67 }),
  });
  const sheet = await screen.findByTestId("put-up");
  const rows = await within(sheet).findAllByTestId("person");
  await waitFor(() => expect(rows[0]?.textContent).toContain("Is up for it"));
  await userEvent.keyboard("{Enter}");
  expect(sent(calls, "matching_match")).toEqual([]);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await waitFor(() =>
    expect(sent(calls, "matching_match")).toEqual([{ candidate_id: "c2", job_id: "j1" }]),
  );
  await waitFor(() => expect(sheet.textContent).toContain("Skill overlap 67 of 100"));
});

it("a title of forty words stays in its row and in the palette", async () => {
  const title = Array.from({ length: 40 }, (_, at) => `Engineer${at}`).join(" ");
  openWindow("/jobs?id=j1", {
    job_list: () => ({ items: [sampleJob({ title })], next_cursor: null }),
    job_get: () => sampleJob({ title }),
  });
  expect((await screen.findAllByTestId("row")).length).toBe(1);
  expect((await screen.findByTestId("job")).textContent).toContain("Engineer39");
});
