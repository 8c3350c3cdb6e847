import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { interview, openWindow } from "@/test/desk";
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
