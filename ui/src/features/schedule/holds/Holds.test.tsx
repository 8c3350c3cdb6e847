import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { interview, openWindow } from "@/test/desk";
import { rowsOf } from "../agendaRows";
import { day, days, entry } from "../calendar.fixture";
import { hold, planning, sent } from "../find.fixture";

const tuesday = day("2026-11-24", "Tue 24", {
  starts_at: "2026-11-23T23:00:00Z",
  interviews: [entry("i1", 540, 585, { starts_at: "2026-11-24T08:00:00Z" })],
});
const answers = {
  ...planning,
  schedule_days: () => days({ days: [tuesday] }),
  interview_get: () => interview(),
  hold_list: () => ({ items: [hold()], next_cursor: null }),
};

it("a held time stands on the grid with its word and when it expires", async () => {
  openWindow("/schedule", answers);
  const block = await screen.findByTestId("hold-block");
  expect(block.style.top).toBe("900px");
  expect(block.textContent).toContain("Hold Grace Lindqvist");
  expect(
    screen.getByRole("button", {
      name: "Hold for Grace Lindqvist, Phone screen, Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5), with Ana Sousa, expires Wed 25 Nov 09:00 Berlin (UTC+1)",
    }),
  ).toBe(block);
});

it("J goes from interviews to held times; Y previews and A makes the interview", async () => {
  const { calls } = openWindow("/schedule", { ...answers, hold_confirm: () => interview() });
  await screen.findByTestId("hold-block");
  await userEvent.keyboard("kjj{Enter}");
  const page = await screen.findByTestId("detail");
  expect(await within(page).findByText(/Hold, expires Wed 25 Nov 09:00/)).toBeTruthy();
  await userEvent.keyboard("y");
  const preview = await screen.findByTestId("preview");
  expect(preview.textContent).toContain("09:00 New York (UTC−5)");
  expect(sent(calls, "hold_confirm")).toEqual([]);
  await userEvent.keyboard("a");
  await waitFor(() => expect(sent(calls, "hold_confirm")).toEqual([{ id: "h1" }]));
  expect(await screen.findByText(/^Scheduled: Grace Lindqvist/)).toBeTruthy();
});

it("X lets a held time go, with an undo", async () => {
  const { calls } = openWindow("/schedule?id=hold:h1", {
    ...answers,
    hold_release: () => hold({ state: "released" }),
  });
  await screen.findByRole("button", { name: /Let it go/ });
  await userEvent.keyboard("x");
  await waitFor(() => expect(sent(calls, "hold_release")).toEqual([{ id: "h1" }]));
  expect(await screen.findByText(/^Let go: Tue 24 Nov 15:00/)).toBeTruthy();
  expect(screen.getByRole("button", { name: /Undo/ })).toBeTruthy();
});

const listed = (ids: readonly [id: string, starts_at: string, day: string][]) => ({
  items: ids.map(([id, starts_at, spoken_day]) => interview({ id, starts_at, spoken_day })),
  next_cursor: null,
});
const early = listed([
  ["i1", "2026-11-24T08:00:00Z", "Tue 24 Nov"],
  ["i2", "2026-11-25T08:00:00Z", "Wed 25 Nov"],
]);
const rows = () => screen.getAllByTestId("row").map((row) => row.textContent);

it("the agenda lists held times among the interviews of their day, and the cursor goes there", async () => {
  const { calls, history } = openWindow("/schedule?view=upcoming", {
    ...answers,
    interview_list: () => early,
    hold_release: () => hold({ state: "released" }),
  });
  await waitFor(() => expect(rows()).toHaveLength(3));
  expect(rows()[1]).toContain("15:00Grace Lindqvist");
  expect(rows()[1]).toContain("expires Wed 25 Nov 09:00 Berlin (UTC+1)");
  expect(rows()[1]).toContain("Hold");
  expect(screen.getAllByText("Tue 24 Nov")).toHaveLength(1);
  await userEvent.keyboard("kkkj{Enter}");
  expect(history.location.search).toContain("hold");
  expect(await screen.findByText("Hold, expires Wed 25 Nov 09:00 Berlin (UTC+1)")).toBeTruthy();
  await userEvent.keyboard("x");
  await waitFor(() => expect(sent(calls, "hold_release")).toEqual([{ id: "h1" }]));
});

it("a held time with no interview that day has its own heading; it waits while more are to come", async () => {
  const alone = hold({
    spoken: "Mon 30 Nov 15:00 Berlin (UTC+1)",
    starts_at: "2026-11-30T14:00:00Z",
  });
  expect(rowsOf(early.items, [alone], false)).toHaveLength(4);
  expect(rowsOf(early.items, [alone], true).slice(4)).toEqual([
    { day: "Mon 30 Nov" },
    { hold: alone },
  ]);
});

it("today lists the held times of today only", async () => {
  openWindow("/schedule?view=today", {
    ...answers,
    schedule_days: () => days({ days: [{ ...tuesday, is_today: true }] }),
    interview_list: () => listed([["i1", "2026-11-24T08:00:00Z", "Tue 24 Nov"]]),
    hold_list: () => ({
      items: [
        hold(),
        hold({ id: "h2", candidate_name: "Bo Wu", starts_at: "2026-11-25T14:00:00Z" }),
      ],
      next_cursor: null,
    }),
  });
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(rows()[1]).toContain("Grace Lindqvist");
});
