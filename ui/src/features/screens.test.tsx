import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { application, interview, openWindow } from "@/test/desk";

const tomorrow = interview({
  id: "i2",
  candidate_name: "王小明",
  spoken_day: "Wed 25 Nov",
  status: "cancelled",
});

it("the schedule groups by the day that Rust names, and opens an interview with its history", async () => {
  const { calls } = openWindow("/schedule?view=upcoming", {
    interview_list: () => ({ items: [interview(), tomorrow], next_cursor: null }),
    interview_get: ({ id }) => interview({ id }),
    interview_logs: () => [
      {
        at: "2026-11-16T10:00:00Z",
        action: "RESCHEDULED",
        actor: "u1",
        actor_name: "Rosa Lindner",
        reason: "The candidate asked",
        old: null,
        new: null,
        spoken_at: "Mon 16 Nov 11:00",
      },
    ],
  });
  const list = await screen.findByTestId("list");
  expect(within(list).getByText("Tue 24 Nov")).toBeTruthy();
  expect(within(list).getByText("Wed 25 Nov")).toBeTruthy();
  expect(within(list).getByText("Cancelled")).toBeTruthy();
  await userEvent.keyboard("j{Enter}");
  const detail = await screen.findByTestId("detail");
  await waitFor(() => expect(detail.textContent).toContain("09:00 New York (UTC−5)"));
  await waitFor(() =>
    expect(detail.textContent).toContain("Rescheduled by Rosa Lindner: The candidate asked"),
  );
  await userEvent.click(screen.getByRole("button", { name: "Completed" }));
  await waitFor(() =>
    expect(calls.filter((call) => call.command === "interview_list").at(-1)?.params.view).toBe(
      "completed",
    ),
  );
});

it("a job shows who applied, with the same switches", async () => {
  const job = {
    id: "j1",
    title: "Data engineer",
    company: "Northlight Energy",
    department: "",
    location: "Oslo",
    domain: "",
    description: "<b>Not bold</b>",
    tech_stack_details: "",
    coding_language: "CSHARP",
    skills: [],
    applications: 1,
    created_at: "2026-11-01T09:00:00Z",
  };
  openWindow("/jobs?id=j1", {
    job_list: () => ({ items: [job], next_cursor: null }),
    job_get: () => job,
    application_list: () => ({ items: [application({ shortlisted: true })], next_cursor: null }),
  });
  const page = await screen.findByTestId("job");
  expect(page.textContent).toContain("C#");
  expect(page.textContent).toContain("<b>Not bold</b>");
  const gates = await screen.findByTestId("gates");
  expect(within(gates).getByRole("link", { name: "Grace Lindqvist" })).toBeTruthy();
  expect(
    within(gates).getByRole("switch", { name: "Shortlisted" }).getAttribute("aria-checked"),
  ).toBe("true");
});

it("the activity undoes the last change that can be undone", async () => {
  const change = (id: string, undone_by: string | null) => ({
    id,
    at: "2026-11-21T08:00:00Z",
    spoken_at: "Sat 21 Nov 09:00",
    actor_name: "Rosa Lindner",
    summary: `change ${id}`,
    undoable: undone_by === null,
    undone_by,
  });
  const { calls } = openWindow("/activity", {
    activity_list: () => ({ items: [change("h2", "h3"), change("h1", null)], next_cursor: null }),
    change_undo: () => ({ change_id: "h1", summary: "change h1" }),
  });
  await userEvent.click(await screen.findByRole("button", { name: /Undo the last change/ }));
  await waitFor(() =>
    expect(calls.find((call) => call.command === "change_undo")?.params).toEqual({
      change_id: "h1",
    }),
  );
  await waitFor(() =>
    expect(screen.getByTestId("status-line").textContent).toContain("Undone: change h1"),
  );
});
