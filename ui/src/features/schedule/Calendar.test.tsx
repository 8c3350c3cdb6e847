import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { changeSettings } from "@/lib/settings";
import { interview, openWindow } from "@/test/desk";
import { check, day, days, entry, longDay, shortDay } from "./calendar.fixture";
import { gutterOf, momentOf } from "./grid";

const people = [
  { id: "p1", full_name: "Jonas Weber", time_zone: "Europe/Berlin" },
  { id: "p2", full_name: "王小明", time_zone: "Asia/Shanghai" },
];
const monday = day("2026-11-23", "Mon 23");
const wednesday = day("2026-11-25", "Wed 25");
const tuesday = day("2026-11-24", "Tue 24", {
  is_today: true,
  now_minutes: 480,
  hours: [{ person_id: "p1", from: 540, to: 1020 }],
  busy: [
    { person_id: "p1", from: 600, to: 630, status: "tentative" },
    { person_id: "p2", from: 615, to: 720, status: "unknown" },
    { person_id: "p2", from: 780, to: 1440, status: "out_of_office" },
  ],
  interviews: [
    entry("i1", 900, 945),
    entry("i2", 960, 1005, { candidate_name: "王小明", spoken_time: "16:00–16:45" }),
  ],
});
const week = days({ people, days: [monday, tuesday, wednesday] });

const answers = {
  schedule_days: () => week,
  interview_get: ({ id }: { id: string }) => interview({ id }),
  interview_check: () => check(),
};
const sent = (calls: { command: string; params: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.params);
const top = (element: HTMLElement) => Number.parseFloat(element.style.top);

beforeEach(() => {
  // The page of the test has no layout; each day is 100 wide and begins where the page does.
  Element.prototype.getBoundingClientRect = function (this: Element) {
    const all = [...document.querySelectorAll("[data-testid=day]")];
    const at = all.indexOf(this);
    if (at >= 0) return new DOMRect(at * 100, 0, 100, 1440);
    const block = this as HTMLElement;
    return new DOMRect(0, Number.parseFloat(block.style?.top) || 0, 50, 30);
  };
});

it("draws everything at its elapsed minutes, and says it in full to a screen reader", async () => {
  openWindow("/schedule", answers);
  const block = await screen.findByRole("button", {
    name: "Grace Lindqvist, Phone screen, Data engineer, Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5), with Jonas Weber, Scheduled",
  });
  expect(top(block)).toBe(900);
  expect(
    screen.getByRole("button", {
      name: "Jonas Weber: perhaps busy (tentative), Tue 24, from 10:00 to 30 min past 10:00",
    }).dataset.status,
  ).toBe("tentative");
  expect(
    screen.getByRole("button", {
      name: "王小明: not known whether free, Tue 24, from 15 min past 10:00 to 12:00",
    }).dataset.status,
  ).toBe("unknown");
  expect(
    screen.getByRole("button", {
      name: "王小明: out of office, Tue 24, from 13:00 to the end of the day",
    }),
  ).toBeTruthy();
  expect(top(screen.getByTestId("now"))).toBe(480);
  const legend = within(screen.getByTestId("legend"));
  expect(legend.getByText("Jonas Weber").previousSibling?.textContent).toBe("JW");
});

it("a day of 25 hours and one of 23 are as long as they are, with their own lines", async () => {
  openWindow("/schedule", {
    ...answers,
    schedule_days: () =>
      days({
        days: [monday, { ...longDay, interviews: [entry("i9", 240, 300)] }, shortDay, tuesday],
      }),
  });
  const [, long, short] = await screen.findAllByTestId("day");
  expect(long?.style.height).toBe("1500px");
  expect(short?.style.height).toBe("1380px");
  // Both hours of 02:00 have a line with its words, and what lies after them lies an hour lower.
  const second = within(long as HTMLElement).getAllByText("02:00")[1] as HTMLElement;
  expect(top(second.parentElement as HTMLElement)).toBe(180);
  expect(top(within(long as HTMLElement).getByTestId("block"))).toBe(240);
  expect(top(within(short as HTMLElement).getByText("03:00").parentElement as HTMLElement)).toBe(
    120,
  );
  expect(within(short as HTMLElement).queryByText("02:00")).toBeNull();
  expect(momentOf(longDay, 195)).toBe("15 min past 02:00");
});

it("a second clock on another day carries a sign instead of that day's name", () => {
  const lines = gutterOf(
    day("2026-11-24", "Tue 24", {
      ticks: [
        { at: 0, labels: ["00:00", "Mon 18:00"] },
        { at: 360, labels: ["06:00", "00:00"] },
      ],
    }),
  );
  expect(lines.map((line) => line.labels[1])).toEqual(["18:00 −1", "00:00"]);
});

it("J and K go through the interviews in order, Enter opens one beside, Esc goes back", async () => {
  openWindow("/schedule", answers);
  await screen.findAllByTestId("block");
  await userEvent.keyboard("jj");
  await waitFor(() => expect(document.querySelector("[data-current]")).toBeTruthy());
  expect(document.activeElement?.getAttribute("data-id")).toBe("i2");
  await userEvent.keyboard("k{Enter}");
  expect(await screen.findByTestId("detail")).toBeTruthy();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("detail")).toBeNull());
});

it("moves by keys: R, arrows, Enter, a reason, and says both clocks before", async () => {
  const { calls } = openWindow("/schedule", {
    ...answers,
    interview_update: () => interview({ spoken_both: check().spoken_both }),
  });
  await screen.findAllByTestId("block");
  await userEvent.keyboard("kkr{ArrowRight}{ArrowDown}");
  const bar = await screen.findByTestId("move-bar");
  await waitFor(() => expect(bar.textContent).toContain("15:15 Berlin (UTC+1) · 09:15 New York"));
  await waitFor(() =>
    expect(sent(calls, "interview_check").at(-1)).toEqual({
      id: "i1",
      at: { date: "2026-11-25", minutes: 915 },
    }),
  );
  await userEvent.keyboard("{Enter}");
  const sheet = await screen.findByTestId("move-sheet");
  expect((await within(sheet).findByTestId("who-sees")).textContent).toContain(
    "Grace Lindqvist and Jonas Weber",
  );
  await userEvent.click(within(sheet).getByText("The candidate asked to move"));
  await userEvent.click(within(sheet).getByTestId("submit"));
  await waitFor(() =>
    expect(sent(calls, "interview_update")).toEqual([
      {
        id: "i1",
        starts_at: "2026-11-25T14:15:00Z",
        reason: "The candidate asked to move",
      },
    ]),
  );
  expect(await screen.findByText(/^Moved the interview with Grace Lindqvist/)).toBeTruthy();
});

it("Esc leaves an interview where it was", async () => {
  const { calls } = openWindow("/schedule", answers);
  await screen.findAllByTestId("block");
  await userEvent.keyboard("kkr{ArrowDown}{Escape}");
  await waitFor(() => expect(screen.queryByTestId("move-bar")).toBeNull());
  expect(sent(calls, "interview_update")).toEqual([]);
});

it("asks for a reason where a rule may be broken on purpose", async () => {
  const rule = {
    code: "outside_working_hours" as const,
    message: "Jonas Weber does not work then. Next possible: Thu 26 Nov 09:00 Berlin (UTC+1).",
    attendee: "p1",
    attendee_name: "Jonas Weber",
    until: null,
    overridable: true,
  };
  const { calls } = openWindow("/schedule", {
    ...answers,
    interview_check: () => check({ allowed: false, violations: [rule] }),
    interview_update: () => interview(),
  });
  await screen.findAllByTestId("block");
  await userEvent.keyboard("kkr{ArrowRight}{Enter}");
  const sheet = await screen.findByTestId("move-sheet");
  expect(await within(sheet).findByText(rule.message)).toBeTruthy();
  await userEvent.click(within(sheet).getByTestId("submit"));
  expect(sent(calls, "interview_update")).toEqual([]);
  await userEvent.type(within(sheet).getByLabelText("Why break it this time"), "Agreed by phone");
  await userEvent.click(within(sheet).getByTestId("submit"));
  await waitFor(() =>
    expect(sent(calls, "interview_update")[0]).toMatchObject({
      override: ["outside_working_hours"],
      override_reason: "Agreed by phone",
    }),
  );
});

it("a drag shows the refusal before it is let go, and is refused in words", async () => {
  const { calls } = openWindow("/schedule", {
    ...answers,
    interview_check: () =>
      check({
        allowed: false,
        violations: [
          {
            code: "interviewer_conflict",
            message: "Jonas Weber is busy then. Next possible: Wed 25 Nov 16:00 Berlin (UTC+1).",
            attendee: "p1",
            attendee_name: "Jonas Weber",
            until: null,
            overridable: false,
          },
        ],
      }),
  });
  const [block] = await screen.findAllByTestId("block");
  fireEvent.pointerDown(block as HTMLElement, { button: 0, clientX: 150, clientY: 910 });
  fireEvent.pointerMove(window, { clientX: 250, clientY: 927 });
  const bar = await screen.findByTestId("move-bar");
  await waitFor(() => expect(bar.textContent).toContain("Jonas Weber is busy then."));
  await waitFor(() =>
    expect(sent(calls, "interview_check").at(-1)).toEqual({
      id: "i1",
      at: { date: "2026-11-25", minutes: 915 },
    }),
  );
  fireEvent.pointerUp(window, { clientX: 250, clientY: 927 });
  expect(await screen.findByText(/^Not moved to Wed 25 Nov 15:15/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByTestId("move-bar")).toBeNull());
  expect(screen.queryByTestId("move-sheet")).toBeNull();
  expect(sent(calls, "interview_update")).toEqual([]);
});

it("H and L read the days that Rust names, T comes back, W, D and A change the view", async () => {
  const { calls, router } = openWindow("/schedule", answers);
  await screen.findAllByTestId("block");
  await userEvent.keyboard("l");
  await waitFor(() => expect(sent(calls, "schedule_days").at(-1)?.from).toBe("2026-11-30"));
  await userEvent.keyboard("t");
  await waitFor(() => expect(router.state.location.search).toMatchObject({ q: "2026-11-24" }));
  await userEvent.keyboard("d");
  await waitFor(() => expect(sent(calls, "schedule_days").at(-1)?.days).toBe(1));
  await userEvent.keyboard("a");
  await waitFor(() => expect(router.state.location.search).toMatchObject({ view: "upcoming" }));
});

it("P chooses whose time is shown, and the calendar asks for them", async () => {
  const { calls } = openWindow("/schedule", {
    ...answers,
    person_list: () => ({ items: people, next_cursor: null }),
  });
  await screen.findAllByTestId("block");
  await userEvent.keyboard("p");
  const sheet = await screen.findByTestId("people-sheet");
  await userEvent.click(await within(sheet).findByLabelText(/Jonas Weber/));
  await userEvent.click(within(sheet).getByTestId("submit"));
  await waitFor(() => expect(sent(calls, "schedule_days").at(-1)?.person_ids).toEqual(["p2"]));
});

it("U puts a second zone beside the reader's", async () => {
  changeSettings({ zones: [] });
  const { calls } = openWindow("/schedule", answers);
  await screen.findAllByTestId("block");
  await userEvent.keyboard("u");
  const sheet = await screen.findByTestId("zones-sheet");
  await userEvent.type(within(sheet).getByLabelText("Second zone"), "New York");
  await userEvent.click(within(sheet).getByTestId("submit"));
  await waitFor(() =>
    expect(sent(calls, "schedule_days").at(-1)?.zones).toEqual(["America/New_York"]),
  );
});
