import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { interview, openWindow } from "@/test/desk";
import { check } from "../calendar.fixture";
import { change, offered, planning, sent } from "../find.fixture";
import type { XrayCell, XrayDay } from "../shapes";
import { rowsOf } from "./cells";

const open = (date: string, time: string): XrayCell => ({
  start: `${date}T${time}:00Z`,
  time,
  state: "offered",
  blockers: [],
});
const shut = (date: string, time: string): XrayCell => ({
  ...open(date, time),
  state: "blocked",
  blockers: [
    { who: "p1", code: "busy", words: "Ana Sousa is busy until 10:00", until: null },
    { who: "p1", code: "day_cap", words: "Ana Sousa has two that day already", until: null },
  ],
});
const tuesday: XrayDay = {
  date: "2026-11-24",
  label: "Tue 24 Nov",
  cells: [shut("2026-11-24", "09:00"), open("2026-11-24", "09:15")],
};
const wednesday: XrayDay = {
  date: "2026-11-25",
  label: "Wed 25 Nov",
  cells: [open("2026-11-25", "09:00"), shut("2026-11-25", "09:15")],
};
const answers = {
  ...planning,
  interview_create: () => interview(),
  slots_xray: () => ({ days: [tuesday, wednesday], changes: [change], offered: 2 }),
  slots_open: () => ({
    blockers: tuesday.cells[0]?.blockers ?? [],
    changes: [{ ...change, words: "Raise the cap of the day to 3", opens: 1 }],
  }),
};
const at = "/schedule?view=upcoming&do=schedule&for=a1";

async function xray(more: object = {}) {
  const opened = openWindow(at, { ...answers, ...more });
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("x");
  const grid = await screen.findByTestId("xray-grid");
  return { ...opened, grid };
}

it("X shows every time with a sign and a word, and the cheapest changes beside", async () => {
  const { grid } = await xray();
  const cells = within(grid).getAllByRole("gridcell");
  expect(cells.map((cell) => cell.textContent)).toEqual(["× busy", "✓ free", "✓ free", "× busy"]);
  expect(cells[0]?.getAttribute("aria-label")).toBe(
    "Tue 24 Nov 09:00, busy: Ana Sousa is busy until 10:00; Ana Sousa has two that day already",
  );
  expect((await screen.findByTestId("changes")).textContent).toContain("opens 6 more");
  // One cell is in the tab order: the first that is free.
  expect(cells.filter((cell) => cell.tabIndex === 0)).toEqual([document.activeElement]);
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Tue 24 Nov 09:15, free");
});

it("arrows move, Enter shows all that blocks a time and what opens it", async () => {
  const { calls } = await xray();
  await userEvent.keyboard("{ArrowUp}");
  expect(document.activeElement?.textContent).toBe("× busy");
  await userEvent.keyboard("{Enter}");
  const panel = await screen.findByTestId("xray-panel");
  expect(panel.textContent).toContain("Ana Sousa has two that day already");
  expect(await within(panel).findByText(/Raise the cap of the day to 3/)).toBeTruthy();
  expect(await within(panel).findByText(check().spoken_both)).toBeTruthy();
  expect(sent(calls, "slots_open")[0]).toMatchObject({
    application_id: "a1",
    start: "2026-11-24T09:00:00Z",
  });
});

it("a free time is taken with T by whoever the engine names, and previewed before it is made", async () => {
  const { calls } = await xray();
  await userEvent.keyboard("{ArrowRight}{ArrowUp}{Enter}");
  await screen.findByTestId("take");
  await waitFor(() =>
    expect(sent(calls, "slots_suggest").at(-1)).toMatchObject({
      limit: 1,
      window: { start: "2026-11-25T09:00:00Z", end: check().ends_at },
    }),
  );
  const panel = screen.getByTestId("xray-panel");
  expect(await within(panel).findByText(offered[0]?.spoken ?? "")).toBeTruthy();
  await userEvent.keyboard("t");
  expect(await screen.findByTestId("preview")).toBeTruthy();
  expect(screen.queryByTestId("xray-grid")).toBeNull();
  expect(sent(calls, "interview_create")).toEqual([]);
});

it("the way back is one step: to the suggested times", async () => {
  await xray();
  await userEvent.click(screen.getByRole("button", { name: /Back to the suggested times/ }));
  expect(await screen.findAllByTestId("slot")).toHaveLength(3);
  expect(screen.getByTestId("schedule-sheet")).toBeTruthy();
});

it("a time that comes twice has two lines; a day without it has no such time", () => {
  const long: XrayDay = {
    date: "2026-10-25",
    label: "Sun 25 Oct",
    cells: [open("2026-10-25", "02:00"), open("2026-10-25", "02:00"), open("2026-10-25", "03:00")],
  };
  const plain: XrayDay = {
    date: "2026-10-26",
    label: "Mon 26 Oct",
    cells: [open("2026-10-26", "02:00"), open("2026-10-26", "03:00")],
  };
  const rows = rowsOf([long, plain]);
  expect(rows.map((row) => row.time)).toEqual(["02:00", "02:00", "03:00"]);
  expect(rows[1]?.cells[1]).toBeUndefined();
  expect(rows[2]?.cells.map((cell) => cell?.start.slice(0, 10))).toEqual([
    "2026-10-25",
    "2026-10-26",
  ]);
});

/** An availability that the window changes, as the store would. */
function buffers(before: number, after: number) {
  const now: Record<string, unknown> = {
    buffer_before_minutes: before,
    buffer_after_minutes: after,
  };
  const past: Record<string, unknown>[] = [];
  return {
    availability_get: () => ({
      settings: Object.entries(now).map(([name, value]) => ({ name, value })),
    }),
    availability_set: ({ values }: { values: object }) => {
      past.push({ ...now });
      Object.assign(now, values);
      return { changed: Object.keys(values) };
    },
    change_undo: () => {
      Object.assign(now, past.pop());
      return { summary: "Changed the availability of Ana Sousa" };
    },
    slots_xray: () => {
      const open = Math.max(...(Object.values(now) as number[])) <= 10;
      return {
        days: [tuesday, wednesday],
        changes: open ? [] : [change],
        offered: open ? 8 : 2,
      };
    },
  };
}

it("a number makes a change on the side that is longer, the grid asks again, and Z takes it back", async () => {
  const { calls, grid } = await xray(buffers(15, 5));
  expect(await screen.findByText(/^Two times are free/)).toBeTruthy();
  await userEvent.keyboard("1");
  expect(await screen.findByText(/^Eight times are free/)).toBeTruthy();
  expect(sent(calls, "availability_set")).toEqual([
    { level: "person", person_id: "p1", values: { buffer_before_minutes: 10 } },
  ]);
  expect(screen.getByTestId("made").textContent).toContain(
    "Changed: Buffer 15 to 10 minutes for Ana Sousa.",
  );
  expect(grid.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard("z");
  expect(await screen.findByText(/^Two times are free/)).toBeTruthy();
  expect(sent(calls, "change_undo")).toEqual([{}]);
  expect(screen.getByTestId("made").textContent).toBe("");
});

it("a change is made from the palette too, over the grid, and the focus comes back to the grid", async () => {
  const { calls, grid } = await xray(buffers(15, 5));
  expect(await screen.findByText(/^Two times are free/)).toBeTruthy();
  await userEvent.keyboard("{Control>}k{/Control}");
  const entry = within(screen.getByTestId("palette")).getByRole("option", { name: /^Open 6 more/ });
  expect(entry.textContent).toBe("Open 6 more: Buffer 15 to 10 minutes for Ana Sousa1");
  await userEvent.keyboard("buffer{Enter}");
  expect(await screen.findByText(/^Eight times are free/)).toBeTruthy();
  expect(sent(calls, "availability_set")).toHaveLength(1);
  expect(grid.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard("{Control>}k{/Control}undo{Enter}");
  expect(await screen.findByText(/^Two times are free/)).toBeTruthy();
  expect(sent(calls, "change_undo")).toEqual([{}]);
});

it("the digits belong to the time that is looked into; what no setting changes says what to do", async () => {
  const by_hand = {
    words: "Book over what Ana Sousa has Tue 24 Nov 09:00–10:00",
    opens: 2,
    kind: "ignore",
    person_id: "p1",
    setting: null,
    value: null,
    date_override: null,
  };
  const cap = {
    words: "3 interviews a day for Ana Sousa",
    opens: 1,
    kind: "day_cap",
    person_id: "p1",
    setting: "maximum_per_day",
    value: 3,
    date_override: null,
  };
  const { calls } = await xray({
    ...buffers(15, 15),
    slots_open: () => ({ blockers: [], changes: [by_hand, cap] }),
  });
  await userEvent.keyboard("{ArrowUp}{Enter}");
  const panel = await screen.findByTestId("xray-panel");
  await within(panel).findByTestId("change");
  expect(within(panel).getByTestId("changes").textContent).toContain(
    "Ask whether it can move; or type that time below, and say why it is booked over.",
  );
  await userEvent.keyboard("1");
  await waitFor(() =>
    expect(sent(calls, "availability_set")).toEqual([
      { level: "person", person_id: "p1", values: { maximum_per_day: 3 } },
    ]),
  );
});

it.each([
  ["hours", "Let Ana Sousa stay 30 minutes longer on Tue 24 Nov"],
  ["work_on", "Let Ana Sousa work on Tue 24 Nov, a holiday"],
])(
  "other hours of a date (%s) are given by a number, and Z takes them back",
  async (kind, words) => {
    const date_override = { date: "2026-11-24", hours: [{ start: "09:00", end: "17:30" }] };
    const hours = { ...change, words, kind, setting: null, value: null, date_override };
    let given = false;
    const { calls } = await xray({
      person_update: () => {
        given = true;
      },
      change_undo: () => {
        given = false;
        return { summary: "Changed Ana Sousa" };
      },
      slots_xray: () => ({
        days: [tuesday, wednesday],
        changes: given ? [] : [hours],
        offered: given ? 8 : 2,
      }),
    });
    expect(await screen.findByText(/^Two times are free/)).toBeTruthy();
    await userEvent.keyboard("1");
    expect(await screen.findByText(/^Eight times are free/)).toBeTruthy();
    expect(sent(calls, "person_update")).toEqual([{ id: "p1", date_override }]);
    expect(sent(calls, "availability_set")).toEqual([]);
    await userEvent.keyboard("z");
    expect(await screen.findByText(/^Two times are free/)).toBeTruthy();
    expect(sent(calls, "change_undo")).toEqual([{}]);
  },
);

it("nobody is asked to meet without the candidate; a refused change says why", async () => {
  const { grid } = await xray({
    ...buffers(15, 15),
    availability_set: () => {
      throw new CommandError("invalid_parameter", "0 minutes is no buffer.", "Give 5 or more.");
    },
    slots_xray: () => ({
      days: [tuesday, wednesday],
      changes: [
        { ...change, kind: "make_optional", person_id: "c1", words: "Go without Grace if need be" },
        change,
      ],
      offered: 2,
    }),
  });
  expect(grid).toBeTruthy();
  expect(screen.queryByText(/Go without Grace/)).toBeNull();
  await userEvent.click(screen.getByTestId("change"));
  expect((await screen.findByTestId("refused")).textContent).toContain("0 minutes is no buffer.");
});
