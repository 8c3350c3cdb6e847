import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { interview, openWindow } from "@/test/desk";
import { check, day, days } from "./calendar.fixture";
import { suggestion } from "./find.fixture";

const at = "/schedule?view=upcoming&id=i1";
const now = (minutes: number) => () =>
  days({
    days: [
      day("2026-11-24", "Tue 24", {
        is_today: true,
        starts_at: "2026-11-23T23:00:00Z",
        now_minutes: minutes,
      }),
    ],
  });
const answers = {
  interview_get: () => interview(),
  interview_list: () => ({ items: [interview()], next_cursor: null }),
  schedule_days: now(600),
  person_list: () => ({
    items: [
      { id: "p1", full_name: "Jonas Weber", time_zone: "Europe/Berlin" },
      { id: "p2", full_name: "Ana Sousa", time_zone: "Europe/Lisbon" },
    ],
    next_cursor: null,
  }),
};
const sent = (calls: { command: string; params: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.params);

it("C cancels with a reason, and not without one", async () => {
  const { calls } = openWindow(at, { ...answers, interview_cancel: () => interview() });
  await screen.findByText("Reschedule");
  await userEvent.keyboard("c");
  const sheet = await screen.findByTestId("cancel-sheet");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(sent(calls, "interview_cancel")).toEqual([]);
  expect(sheet.textContent).toContain("tell Grace Lindqvist first, then Jonas Weber");
  await userEvent.keyboard("1{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(sent(calls, "interview_cancel")).toEqual([
      { id: "i1", reason: "The candidate withdrew" },
    ]),
  );
  expect(await screen.findByText(/^Cancelled: Grace Lindqvist/)).toBeTruthy();
  expect(screen.getByRole("button", { name: /Undo/ })).toBeTruthy();
});

it("O is locked with its reason until the interview is over, then records what happened", async () => {
  const first = openWindow(at, answers);
  const button = await screen.findByRole("button", { name: /Say how it ended/ });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await userEvent.keyboard("o");
  expect(screen.queryByTestId("outcome-sheet")).toBeNull();
  expect(sent(first.calls, "interview_update")).toEqual([]);
});

it("records that nobody came", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    interview_get: () => interview({ needs_confirmation: true }),
    interview_update: () => interview({ status: "no_show" }),
  });
  await screen.findByRole("button", { name: /Say how it ended/ });
  await userEvent.keyboard("o");
  await screen.findByTestId("outcome-sheet");
  await userEvent.keyboard("2{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(sent(calls, "interview_update")).toEqual([{ id: "i1", status: "no_show" }]),
  );
});

it("the room is locked while it is too early, and entered as an interviewer in time", async () => {
  openWindow(at, answers);
  expect(
    await screen.findByText(/^Too early: the room opens 15 minutes before Tue 24 Nov 15:00/),
  ).toBeTruthy();
});

it("joins as an interviewer and opens the link", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    schedule_days: now(895),
    interview_get: () => interview({ room_id: "r1", meeting_link: "https://meet.example/x" }),
    interview_join: () => interview({ status: "in_progress" }),
  });
  await screen.findByRole("button", { name: /^Join/ });
  await userEvent.keyboard("{Shift>}J{/Shift}");
  await screen.findByTestId("join-sheet");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(sent(calls, "interview_join")).toEqual([
      { id: "i1", role: "interviewer", room_id: "r1", person_id: "p1" },
    ]),
  );
  await waitFor(() =>
    expect(sent(calls, "open_external")).toEqual([{ url: "https://meet.example/x" }]),
  );
});

it("E changes the people by the rules, and sends only what changed", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    interview_check: () => check(),
    interview_update: () => interview(),
  });
  await screen.findByText("Reschedule");
  await userEvent.keyboard("e");
  const sheet = await screen.findByTestId("edit-sheet");
  await userEvent.click(await within(sheet).findByLabelText(/Ana Sousa/));
  await waitFor(() =>
    expect(sent(calls, "interview_check").at(-1)).toMatchObject({ interviewer_ids: ["p1", "p2"] }),
  );
  await userEvent.click(within(sheet).getByTestId("submit"));
  await waitFor(() =>
    expect(sent(calls, "interview_update")).toEqual([{ id: "i1", interviewer_ids: ["p1", "p2"] }]),
  );
});

it("R in the agenda offers times; a number and A move it", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    interview_check: () => check(),
    interview_update: () => interview(),
    slots_suggest: () => ({
      suggestions: [
        suggestion(interview().starts_at, "Tue 24 Nov 15:00–15:45"),
        suggestion("2026-11-25T14:15:00Z", "Wed 25 Nov 15:15–16:00"),
      ],
      offered: 2,
      none: null,
    }),
  });
  await screen.findByText("Reschedule");
  await userEvent.keyboard("r");
  const shown = await screen.findAllByTestId("slot");
  // The time it has already is not one to move it to.
  expect(shown).toHaveLength(1);
  expect(shown[0]?.textContent).toContain("Ana Sousa has the fewest interviews this week (1 of 5)");
  expect(sent(calls, "slots_suggest")[0]).toMatchObject({
    application_id: "a1",
    moving: "i1",
    interviewer_ids: ["p1"],
    duration_minutes: 45,
  });
  await userEvent.keyboard("1");
  await waitFor(() => expect(sent(calls, "interview_check")).toHaveLength(1));
  await userEvent.keyboard("a");
  await waitFor(() =>
    expect(sent(calls, "interview_update")).toEqual([
      { id: "i1", starts_at: "2026-11-25T14:15:00Z" },
    ]),
  );
});

it("no time to move to: a shorter meeting opens some, and is moved so", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    interview_check: () => check(),
    interview_update: () => interview(),
    slots_suggest: ({ duration_minutes }) =>
      duration_minutes === 30
        ? {
            suggestions: [suggestion("2026-11-25T14:15:00Z", "Wed 25 Nov 15:15–15:45")],
            offered: 1,
            none: null,
          }
        : {
            suggestions: [],
            offered: 0,
            none: {
              words: "No time within 14 days suits everybody.",
              changes: [
                {
                  words: "Meet for 30 minutes, not 45",
                  opens: 1,
                  kind: "shorter",
                  person_id: null,
                  setting: "duration_minutes",
                  value: 30,
                },
              ],
            },
          },
  });
  await screen.findByText("Reschedule");
  await userEvent.keyboard("r");
  await screen.findByTestId("change");
  await userEvent.keyboard("1");
  await screen.findByTestId("slot");
  await userEvent.keyboard("1");
  await waitFor(() => expect(sent(calls, "interview_check")).toHaveLength(1));
  expect(screen.getByTestId("preview").textContent).toContain("30 minutes, not 45");
  await userEvent.keyboard("a");
  await waitFor(() =>
    expect(sent(calls, "interview_update")).toEqual([
      { id: "i1", starts_at: "2026-11-25T14:15:00Z", duration_minutes: 30 },
    ]),
  );
});
