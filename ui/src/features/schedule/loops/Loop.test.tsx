import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { Params } from "@/generated/commands";
import { interview, openWindow } from "@/test/desk";
import { check, day, days } from "../calendar.fixture";
import { plan, planning, sent, session } from "../find.fixture";
import type { CheckedSession, LoopPlan, Session } from "../shapes";

const design = (part: Partial<Session> = {}) =>
  session("s2", {
    starts_at: "2026-11-25T09:00:00Z",
    ends_at: "2026-11-25T10:00:00Z",
    interviewer_ids: ["p2"],
    interviewer_names: ["王小明"],
    spoken: "Wed 25 Nov 10:00–11:00",
    spoken_theirs: "04:00 New York (UTC−5)",
    ...part,
  });
const loopPlan = (label: string, part: Partial<LoopPlan> = {}): LoopPlan => ({
  label,
  words: `${label} in words`,
  sessions: [session("s1"), design()],
  days: 2,
  idle_minutes: 45,
  fairness: { spread: 2, spoken: "Nobody has more than two above the others." },
  warnings: [],
  ...part,
});
const plans = [
  loopPlan("Soonest", { warnings: ["04:00 is night for Grace Lindqvist"] }),
  loopPlan("Fairest load"),
  loopPlan("Fewest days", { days: 1, idle_minutes: 0 }),
];
const rule = {
  code: "interviewer_conflict" as const,
  message: "王小明 is busy until 11:00.",
  overridable: false,
};
/** Speaks the time as Rust would, and finds a conflict at 09:15. */
function checked(params: Params<"loop_check">) {
  const sessions = params.sessions.map((asked): CheckedSession => {
    const base = asked.step_id === "s1" ? session("s1") : design();
    return {
      ...base,
      ...asked,
      spoken: `at ${asked.starts_at}`,
      violations: asked.starts_at.includes("T09:15") ? [rule] : [],
    };
  });
  return {
    sessions,
    allowed: sessions.every((each) => each.violations.length === 0),
    warnings: [],
  };
}
const week = days({
  days: [
    day("2026-11-24", "Tue 24", { starts_at: "2026-11-24T00:00:00Z" }),
    day("2026-11-25", "Wed 25", { starts_at: "2026-11-25T00:00:00Z" }),
  ],
  from: "2026-11-24",
});
/** The instant of a place on the calendar of the test, whose reader lives in UTC. */
function placed({ at }: Params<"interview_check">) {
  const ms = Date.parse(`${at?.date}T00:00:00Z`) + (at?.minutes ?? 0) * 60_000;
  const said = (time: number) => new Date(time).toISOString().replace(".000Z", "Z");
  return check({ starts_at: said(ms), ends_at: said(ms + 3_600_000) });
}
const answers = {
  ...planning,
  interview_check: placed,
  interview_plan_list: () => ({ items: [plan()], next_cursor: null }),
  loop_suggest: () => ({ plans, none: null }),
  loop_check: checked,
  schedule_days: () => week,
  interview_get: () => interview(),
  loop_commit: () => ({ interviews: [interview(), interview({ id: "i2" })] }),
};
const at = "/schedule?view=loop&for=a1";
const chosen = () =>
  screen.getAllByTestId("loop-plan").find((each) => each.dataset.chosen !== undefined);
const settled = () =>
  waitFor(() => expect(chosen()?.textContent).toContain("at 2026-11-24T14:00:00Z"));

beforeEach(() => {
  Element.prototype.getBoundingClientRect = function (this: Element) {
    const place = [...document.querySelectorAll("[data-testid=day]")].indexOf(this);
    if (place >= 0) return new DOMRect(place * 100, 0, 100, 1440);
    return new DOMRect(0, Number.parseFloat((this as HTMLElement).style?.top) || 0, 50, 30);
  };
});

it("shows three plans with both clocks, people, days, waiting, fairness and warnings", async () => {
  openWindow(at, answers);
  const shown = await screen.findAllByTestId("loop-plan");
  expect(shown).toHaveLength(3);
  expect(shown[0]?.textContent).toContain("04:00 is night for Grace Lindqvist");
  expect(shown[1]?.textContent).toContain("Wed 25 Nov 10:00–11:00 · 04:00 New York (UTC−5)");
  expect(shown[1]?.textContent).toContain("with 王小明");
  expect(shown[1]?.textContent).toContain("Two days · 45 minutes of waiting between");
  expect(shown[2]?.textContent).toContain("One day · no waiting between");
  expect(shown[1]?.textContent).toContain("Nobody has more than two above the others.");
});

it("a digit chooses a plan; A previews everything, A again makes all of it at once", async () => {
  const { calls, router } = openWindow(at, answers);
  await screen.findAllByTestId("loop-plan");
  await userEvent.keyboard("2");
  await waitFor(() => expect(chosen()?.textContent).toContain("Fairest load"));
  await settled();
  await userEvent.keyboard("a");
  const preview = await screen.findByTestId("preview");
  expect(preview.textContent).toContain("System design, with 王小明, online");
  expect(sent(calls, "loop_commit")).toEqual([]);
  await userEvent.keyboard("a");
  await waitFor(() =>
    expect(sent(calls, "loop_commit")).toEqual([
      {
        application_id: "a1",
        plan_id: "plan1",
        sessions: [
          { step_id: "s1", starts_at: "2026-11-24T14:00:00Z", interviewer_ids: ["p1"] },
          { step_id: "s2", starts_at: "2026-11-25T09:00:00Z", interviewer_ids: ["p2"] },
        ],
      },
    ]),
  );
  expect(await screen.findByText("Scheduled two interviews with Grace Lindqvist.")).toBeTruthy();
  expect(screen.getByRole("button", { name: /Undo/ })).toBeTruthy();
  await waitFor(() => expect(router.state.location.search).toMatchObject({ id: "i1" }));
});

it("keeps a time and people, and finds again around them", async () => {
  const { calls } = openWindow(at, answers);
  await screen.findAllByTestId("loop-plan");
  await settled();
  await userEvent.keyboard(".j,");
  expect(chosen()?.textContent).toContain("time kept");
  expect(chosen()?.textContent).toContain("people kept");
  await userEvent.keyboard("f");
  await waitFor(() =>
    expect(sent(calls, "loop_suggest").at(-1)).toMatchObject({
      locked: [
        { step_id: "s1", starts_at: "2026-11-24T14:00:00Z" },
        { step_id: "s2", interviewer_ids: ["p2"] },
      ],
    }),
  );
});

it("M and the arrows move an interview; a broken rule is told and locks the commit", async () => {
  const { calls } = openWindow(at, answers);
  await screen.findAllByTestId("loop-plan");
  await settled();
  await userEvent.keyboard("jm{ArrowDown}");
  const bar = await screen.findByTestId("loop-move");
  await waitFor(() => expect(bar.textContent).toContain(rule.message));
  expect(bar.textContent).toContain("at 2026-11-25T09:15:00Z");
  await userEvent.keyboard("{Enter}a");
  expect(screen.queryByTestId("loop-sheet")).toBeNull();
  expect(sent(calls, "loop_commit")).toEqual([]);
  await userEvent.keyboard("r");
  await waitFor(() => expect(chosen()?.textContent).not.toContain(rule.message));
});

it("Esc puts a moved interview back", async () => {
  openWindow(at, answers);
  await screen.findAllByTestId("loop-plan");
  await settled();
  await userEvent.keyboard("jm{ArrowLeft}");
  await waitFor(() => expect(chosen()?.textContent).toContain("at 2026-11-24T09:00:00Z"));
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(chosen()?.textContent).toContain("at 2026-11-25T09:00:00Z"));
  expect(screen.queryByTestId("loop-move")).toBeNull();
});

it("W swaps who interviews, free people first, and the plan is checked anew", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    loop_seat_options: () => ({
      items: [
        { person_id: "p3", full_name: "Jonas Weber", free: true, words: "One of five this week." },
        { person_id: "p4", full_name: "Ana Sousa", free: false, words: "Busy until 11:00." },
      ],
    }),
  });
  await screen.findAllByTestId("loop-plan");
  await settled();
  await userEvent.keyboard("jw");
  const [first] = await screen.findAllByTestId("seat-option");
  expect(first?.textContent).toContain("Jonas Weber free");
  expect(sent(calls, "loop_seat_options")[0]).toEqual({
    application_id: "a1",
    step_id: "s2",
    starts_at: "2026-11-25T09:00:00Z",
    duration_minutes: 60,
    interviewer_ids: ["p2"],
  });
  await userEvent.keyboard("1");
  await waitFor(() =>
    expect(sent(calls, "loop_check").at(-1)).toMatchObject({
      sessions: [{ step_id: "s1" }, { step_id: "s2", interviewer_ids: ["p3"] }],
    }),
  );
});

it("a session is dragged on the calendar, and the rules are told before anything is written", async () => {
  const { calls } = openWindow(at, answers);
  await settledBlocks();
  const [, block] = screen.getAllByTestId("loop-block");
  fireEvent.pointerDown(block as HTMLElement, { button: 0, clientX: 150, clientY: 545 });
  fireEvent.pointerMove(window, { clientX: 150, clientY: 560 });
  fireEvent.pointerUp(window, { clientX: 150, clientY: 560 });
  await waitFor(() => expect(chosen()?.textContent).toContain(rule.message));
  expect(sent(calls, "loop_commit")).toEqual([]);
});

async function settledBlocks() {
  await screen.findAllByTestId("loop-block");
  await settled();
}

it("says why there is no plan, and where a plan of interviews is made", async () => {
  openWindow(at, {
    ...answers,
    loop_suggest: () => ({ plans: [], none: { words: "Nobody of Backend is free in two weeks." } }),
  });
  expect(await screen.findByText("Nobody of Backend is free in two weeks.")).toBeTruthy();
  expect(screen.getByRole("button", { name: /Find others/ })).toBeTruthy();
});

it("teaches where to make a plan when the job has none", async () => {
  openWindow(at, { ...answers, interview_plan_list: () => ({ items: [], next_cursor: null }) });
  const empty = await screen.findByTestId("empty");
  expect(within(empty).getByRole("link").getAttribute("href")).toContain("view=plan");
});
