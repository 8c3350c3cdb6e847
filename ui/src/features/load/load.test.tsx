import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { currentSettings } from "@/lib/settings";
import { openWindow } from "@/test/desk";
import type { Cell, Load } from "./load";

const cell = (interviews: number, level: number, change: Partial<Cell> = {}): Cell => ({
  interviews,
  holds: 0,
  cap: null,
  level,
  spoken: `${interviews} interviews in the week of ${interviews === 0 || interviews === 2 ? "30" : "23"} Nov`,
  ...change,
});
const load: Load = {
  weeks: [
    { starts_on: "2026-11-23", label: "23 Nov", is_current: true },
    { starts_on: "2026-11-30", label: "30 Nov", is_current: false },
  ],
  people: [
    {
      person_id: "p1",
      full_name: "Ana Sørensen",
      team: "Backend",
      weight: 1,
      cells: [cell(1, 1), cell(0, 0)],
      total: 1,
      share_percent: 12.5,
    },
    {
      person_id: "p2",
      full_name: "王小明",
      team: "",
      weight: 2,
      cells: [
        cell(5, 4, {
          cap: 5,
          holds: 1,
          spoken: "5 interviews and 1 hold of at most 5 in the week of 23 Nov",
        }),
        cell(2, 2),
      ],
      total: 7,
      share_percent: 87.5,
    },
  ],
  fairness: { spread: 0.6, spoken: "王小明 holds seven of eight interviews." },
};
const answers = { availability_load: () => load };
const rows = () => screen.getAllByTestId("load-row");
const named = () => rows().map((row) => row.querySelector("bdi")?.textContent);
const chosen = () => screen.getByTestId("load").querySelector("[aria-selected=true]");
const whoAndWhen = () =>
  `${chosen()?.closest("tr")?.querySelector("bdi")?.textContent} ${chosen()?.getAttribute("title")}`;

it("says for everybody and every week how much it is, in number and word", async () => {
  openWindow("/schedule?view=load", answers);
  const grid = await screen.findByRole("grid", { name: "Load" });
  // Who holds most stands first.
  expect(named()).toEqual(["王小明", "Ana Sørensen"]);
  const full = within(grid).getByRole("gridcell", {
    name: "5 Full of 5 · 1 held",
    description: "5 interviews and 1 hold of at most 5 in the week of 23 Nov",
  });
  expect(full.textContent).toBe("5 Full of 5 · 1 held");
  expect(full.dataset.level).toBe("4");
  expect(rows()[1]?.textContent).toContain("0 None");
  expect(rows()[0]?.textContent).toMatch(/7.*88%.*2$/);
  expect(within(grid).getByRole("row", { name: /^All/ }).textContent).toBe("All6 · 1 held28");
  expect(screen.getByTestId("fairness").textContent).toBe(
    "王小明 holds seven of eight interviews.",
  );
});

it("is moved through by arrows, and Enter shows the week of the person, with a way back", async () => {
  const { history, calls } = openWindow("/schedule?view=load", answers);
  await screen.findByRole("grid");
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(chosen());
  expect(whoAndWhen()).toMatch(/王小明.*23 Nov/);
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowDown}");
  expect(whoAndWhen()).toMatch(/Ana Sørensen.*30 Nov/);
  expect(screen.getByTestId("load-told").textContent).toContain(
    "Ana Sørensen: 0 interviews in the week of 30 Nov.",
  );
  await userEvent.keyboard("{Home}{Enter}");
  await waitFor(() => expect(history.location.search).toBe("?q=2026-11-23&view=week"));
  await waitFor(() =>
    expect(calls.findLast(({ command }) => command === "schedule_days")?.params).toMatchObject({
      from: "2026-11-23",
      person_ids: ["p1"],
    }),
  );
  await userEvent.keyboard("z");
  await waitFor(() => expect(currentSettings().shownPeople).toEqual([]));
});

it("is sorted by S and lengthened by M; the address keeps both", async () => {
  const { history, calls } = openWindow("/schedule?view=load", answers);
  await screen.findByRole("grid");
  await userEvent.keyboard("s");
  await waitFor(() => expect(named()).toEqual(["Ana Sørensen", "王小明"]));
  await userEvent.keyboard("m");
  await waitFor(() =>
    expect(calls.findLast(({ command }) => command === "availability_load")?.params).toEqual({
      weeks: 12,
    }),
  );
  expect(history.location.search).toBe("?q=name&view=load&for=12");
});

it("is reached from the schedule by its button and by G L, and Esc goes back", async () => {
  const { history } = openWindow("/schedule", answers);
  await userEvent.click(await screen.findByRole("button", { name: /^Load/ }));
  await screen.findByRole("grid", { name: "Load" });
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(history.location.search).toBe("?view=week"));
  await userEvent.keyboard("gl");
  await waitFor(() => expect(history.location.search).toBe("?view=load"));
});

it("teaches how to begin while nobody interviews", async () => {
  openWindow("/schedule?view=load", {
    availability_load: () => ({ ...load, people: [] }),
  });
  expect(await screen.findByText("Nobody interviews yet")).toBeTruthy();
});
