import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { interview, openWindow } from "@/test/desk";

const tomorrow = interview({
  id: "i2",
  candidate_name: "王小明",
  spoken_day: "Wed 25 Nov",
  starts_at: "2026-11-25T14:00:00Z",
});

const day = {
  spoken_today: "Tuesday 24 November",
  today: [interview()],
  upcoming: [interview(), tomorrow],
  completed: [],
  counts: { today: 1, upcoming: 2, completed: 0 },
  next_interview: interview(),
  replies: 0,
  feedback_due: 0,
  needs_confirmation: 1,
  to_confirm: [interview({ id: "i0", candidate_name: "Past Person", needs_confirmation: true })],
  drafts_ready: 1,
  undelivered: 0,
  outbox_open: 0,
  accounts_needing_attention: [],
  unread_notices: 2,
};

it("today lists interviews and the next reminder of each", async () => {
  openWindow("/today", {
    dashboard_get: () => ({
      spoken_today: "Tuesday 24 November",
      today: [interview()],
      // What is left of today is coming up as well, and is shown once.
      upcoming: [interview(), tomorrow],
      completed: [],
      counts: { today: 1, upcoming: 14, completed: 0 },
      next_interview: interview(),
      replies: 0,
      feedback_due: 0,
      needs_confirmation: 2,
      to_confirm: [],
      drafts_ready: 1,
      undelivered: 0,
      accounts_needing_attention: [],
      unread_notices: 0,
    }),
    reminder_list: () =>
      [60, 15].map((lead_minutes) => ({
        interview_id: "i1",
        candidate_name: "Grace Lindqvist",
        lead_minutes,
        due_at: `2026-11-24T13:${lead_minutes === 60 ? "00" : "45"}:00Z`,
        channel: "notification",
        state: "pending" as const,
        spoken_due: "Tue 24 Nov 14:00",
      })),
  });
  expect((await screen.findByTestId("summary")).textContent).toBe(
    "One interview today, 13 more coming up. Two past interviews to confirm, one draft ready to send.",
  );
  const reminders = screen.getByTestId("reminders");
  await waitFor(() => expect(reminders.textContent).toContain("1 hour before"));
  expect(reminders.textContent).not.toContain("15 minutes before");
  // Once among the interviews, once among the reminders.
  expect(screen.getAllByText("Grace Lindqvist", { selector: "bdi" })).toHaveLength(2);
});

const draft = (id: string, state: string) => ({
  id,
  candidate_name: `${state} person`,
  candidate_id: "c1",
  channel: "linkedin_message",
  state,
  subject: null,
  text: "Hello",
  characters: 5,
  limit: 8000,
  fits: true,
  unresolved: [],
  warnings: [],
  claims: [],
});

it("puts what does harm first, and Enter does the next thing without the mouse", async () => {
  const { history } = openWindow("/today", {
    dashboard_get: () => day,
    draft_list: ({ state }) => ({
      items: [draft("d1", "copied"), draft("d2", "ready")].filter((each) => each.state === state),
      next_cursor: null,
    }),
  });
  await screen.findByText("ready person");
  const order = screen.getAllByTestId("row").map((row) => row.querySelector("bdi")?.textContent);
  expect(order).toEqual([
    "Past Person",
    "Grace Lindqvist",
    "copied person",
    "ready person",
    "王小明",
  ]);
  await userEvent.keyboard("j{Enter}");
  await waitFor(() => expect(history.location.href).toBe("/today?id=i0"));
  await userEvent.keyboard("{Escape}jj{Enter}");
  await waitFor(() => expect(history.location.href).toBe("/outreach?id=d1"));
});

it("lists a draft once while one list has heard of its new state and the other has not", async () => {
  openWindow("/today", {
    dashboard_get: () => day,
    draft_list: ({ state }) => ({ items: [draft("d1", String(state))], next_cursor: null }),
  });
  await screen.findByText("copied person");
  await screen.findByText("王小明");
  expect(screen.queryByText("ready person")).toBeNull();
});

it("shows the number of unread notices by the bell, and G N goes there", async () => {
  const { history } = openWindow("/today", { dashboard_get: () => day });
  expect((await screen.findByLabelText("Notices, 2 unread")).getAttribute("href")).toContain(
    "notices",
  );
  await userEvent.keyboard("gn");
  await waitFor(() => expect(history.location.href).toBe("/activity?view=notices"));
});

it("says that messages wait in the outbox, and Enter goes there", async () => {
  const { history } = openWindow("/today", {
    dashboard_get: () => ({ ...day, undelivered: 4, outbox_open: 3 }),
  });
  await screen.findByTestId("summary");
  await waitFor(() =>
    expect(screen.getByTestId("summary").textContent).toContain(
      "Three messages to look at in the outbox",
    ),
  );
  expect(screen.getByTestId("summary").textContent).toContain("one message on the way");
  expect(screen.getAllByTestId("row")[0]?.textContent).toContain("Three messages need you");
  await userEvent.keyboard("j{Enter}");
  await waitFor(() => expect(history.location.pathname).toBe("/outbox"));
});
