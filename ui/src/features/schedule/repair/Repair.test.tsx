import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { interview, openWindow } from "@/test/desk";
import { day, days, entry } from "../calendar.fixture";
import { planning, sent } from "../find.fixture";
import type { RepairOption } from "../shapes";

const swap: RepairOption = {
  kind: "swap",
  before_names: ["Jonas Weber"],
  after_names: ["Ana Sousa"],
  words: "Ana Sousa takes the place of Jonas Weber",
  who_notices: ["Jonas Weber", "Ana Sousa"],
  candidate_notices: false,
  update: { interviewer_ids: ["p2"] },
  spoken: "Tue 24 Nov 15:00 Berlin (UTC+1)",
  spoken_theirs: "09:00 New York (UTC−5)",
  moves: [],
};
const chain: RepairOption = {
  ...swap,
  kind: "chain",
  words: "王小明 takes the place of Jonas Weber. One other interview changes its people.",
  update: { interviewer_ids: ["p3"] },
  after_names: ["王小明"],
  moves: [
    {
      interview_id: "i7",
      words: "Ana Sousa takes the place of 王小明 with Omar Haddad, Tue 24 Nov 10:00–11:00.",
      update: { interviewer_ids: ["p2"] },
      candidate_name: "Omar Haddad",
      job_title: "Data engineer",
      spoken: "Tue 24 Nov 10:00–11:00",
      spoken_theirs: "12:00 Cairo (UTC+2)",
      before_names: ["王小明"],
      after_names: ["Ana Sousa"],
    },
  ],
};
const later: RepairOption = {
  ...swap,
  kind: "time",
  after_names: ["Jonas Weber"],
  words: "Half an hour later, same people",
  candidate_notices: true,
  update: { starts_at: "2026-11-24T14:30:00Z" },
  spoken: "Tue 24 Nov 15:30 Berlin (UTC+1)",
  spoken_theirs: "09:30 New York (UTC−5)",
};
const drift = {
  interview: interview(),
  problems: [{ code: "busy", words: "Jonas Weber is busy 15:00–16:00 now.", person_id: "p1" }],
};
const answers = {
  ...planning,
  person_list: () => ({
    items: [{ id: "p2", full_name: "Ana Sousa", time_zone: "Europe/Lisbon" }],
    next_cursor: null,
  }),
  interview_get: () => interview(),
  interview_repair_apply: () => ({ interview: interview(), moved: [] }),
  interview_repair: () => ({
    problem: "Jonas Weber is busy then.",
    options: [swap, chain, later],
  }),
  drift_list: () => ({ items: [drift] }),
};
const applying = (interview_repair_apply: () => unknown) => ({
  ...answers,
  interview_repair_apply,
});
const at = "/schedule?view=upcoming&id=i1";

it("F offers repairs by who notices; a digit shows the change, a second one applies it", async () => {
  const { calls } = openWindow(at, answers);
  expect((await screen.findByTestId("drift")).textContent).toContain("Jonas Weber is busy");
  await userEvent.keyboard("f");
  const options = await screen.findAllByTestId("repair-option");
  expect(options[0]?.textContent).toContain("The candidate notices nothing.");
  expect(options[2]?.textContent).toContain("The candidate notices. ");
  await userEvent.keyboard("1");
  const diff = await screen.findByTestId("repair-diff");
  await waitFor(() => expect(diff.textContent).toContain("before: Jonas Weberafter: Ana Sousa"));
  expect(diff.textContent).toContain("Stays: Tue 24 Nov 15:00 Berlin");
  expect(sent(calls, "interview_repair_apply")).toEqual([]);
  await userEvent.keyboard("1");
  await waitFor(() =>
    expect(sent(calls, "interview_repair_apply")).toEqual([
      {
        id: "i1",
        update: { interviewer_ids: ["p2"] },
        moves: [],
        reason: "An interviewer cannot make it",
      },
    ]),
  );
  expect(await screen.findByText(/^Repaired: Grace Lindqvist/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByTestId("repair-sheet")).toBeNull());
  // Whoever was replaced is no longer part of it: asking once more would be refused.
  expect(sent(calls, "interview_repair")).toHaveLength(1);
});

it("says which other interviews change their people, and one undo takes everything back", async () => {
  const { calls } = openWindow(at, {
    ...applying(() => ({ interview: interview(), moved: [interview({ id: "i7" })] })),
    change_undo: () => ({ summary: "x" }),
  });
  await screen.findByTestId("drift");
  await userEvent.keyboard("f");
  const options = await screen.findAllByTestId("repair-option");
  expect(options[1]?.textContent).toContain("Ana Sousa takes the place of 王小明 with Omar Haddad");
  await userEvent.keyboard("2");
  const diff = await screen.findByTestId("repair-diff");
  expect(diff.textContent).toContain("before: Jonas Weberafter: 王小明");
  expect(diff.textContent).toContain(
    "Omar Haddad, Tue 24 Nov 10:00–11:00 · 12:00 Cairo (UTC+2)before: 王小明after: Ana Sousa",
  );
  await userEvent.keyboard("2");
  await waitFor(() =>
    expect(sent(calls, "interview_repair_apply")).toEqual([
      {
        id: "i1",
        update: { interviewer_ids: ["p3"] },
        moves: [{ interview_id: "i7", update: { interviewer_ids: ["p2"] } }],
        reason: "Calendars or hours changed",
      },
    ]),
  );
  expect(await screen.findByText(/people of one other interview changed along/)).toBeTruthy();
  await userEvent.keyboard("z");
  await waitFor(() => expect(sent(calls, "change_undo")).toEqual([{}]));
});

it("a refused repair changes nothing, and the form says why", async () => {
  const refused = () => {
    throw new CommandError("interviewer_conflict", "Ana Sousa is busy then.");
  };
  openWindow(at, applying(refused));
  await screen.findByTestId("drift");
  await userEvent.keyboard("f");
  await screen.findAllByTestId("repair-option");
  await userEvent.keyboard("2");
  await screen.findByTestId("repair-diff");
  await userEvent.keyboard("1");
  expect((await screen.findByTestId("refused")).textContent).toContain("Ana Sousa is busy then.");
  expect(screen.getByTestId("repair-sheet")).toBeTruthy();
});

it("who declined is asked for, and the way back is one step at a time", async () => {
  const { calls } = openWindow(at, answers);
  await screen.findByTestId("drift");
  await userEvent.keyboard("f");
  await screen.findAllByTestId("repair-option");
  await userEvent.keyboard("d");
  await waitFor(() =>
    expect(sent(calls, "interview_repair").at(-1)).toEqual({ id: "i1", declined_person_id: "p1" }),
  );
  await screen.findAllByTestId("repair-option");
  await userEvent.keyboard("3");
  await screen.findByTestId("repair-diff");
  const sheet = screen.getByTestId("repair-sheet");
  await userEvent.click(within(sheet).getByRole("button", { name: /Other repairs/ }));
  expect(await screen.findAllByTestId("repair-option")).toHaveLength(3);
  await userEvent.click(within(sheet).getByRole("button", { name: /Leave it as it is/ }));
  await waitFor(() => expect(screen.queryByTestId("repair-sheet")).toBeNull());
});

it("Today lists what no longer holds first, and Enter opens its repair", async () => {
  openWindow("/today", answers);
  const group = await screen.findByRole("group", { name: "No longer holds" });
  expect(group.textContent).toContain("Jonas Weber is busy 15:00–16:00 now.");
  expect(screen.getByTestId("summary").textContent).toContain("One interview to repair.");
  await userEvent.keyboard("j{Enter}");
  expect(await screen.findByTestId("repair-sheet")).toBeTruthy();
});

it("the grid marks what no longer holds, by sign and in words", async () => {
  const tuesday = day("2026-11-24", "Tue 24", { interviews: [entry("i1", 900, 945)] });
  openWindow("/schedule", { ...answers, schedule_days: () => days({ days: [tuesday] }) });
  await waitFor(() =>
    expect(screen.getByTestId("block").textContent).toContain(
      "no longer holds: Jonas Weber is busy 15:00–16:00 now.",
    ),
  );
});
