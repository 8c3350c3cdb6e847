import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Application } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { application, candidate, interview, openWindow } from "@/test/desk";
import { sampleJob } from "./job.testdata";

const people = [
  application({ id: "a1", candidate_id: "c1", candidate_name: "Grace Lindqvist", score: 80 }),
  application({ id: "a2", candidate_id: "c2", candidate_name: "王小明", score: 60 }),
  application({
    id: "a3",
    candidate_id: "c3",
    candidate_name: "ليلى حداد",
    stage: "offer",
    score: null,
    shortlisted: true,
    interview_enabled: true,
  }),
];

/** A desk that keeps the stages, as the core does. */
function desk(start: readonly Application[] = people) {
  let now = start;
  return {
    job_list: () => ({ items: [sampleJob()], next_cursor: null }),
    job_get: () => sampleJob(),
    application_list: () => ({ items: now, next_cursor: null }),
    application_move: ({ application_id, stage }: { application_id: string; stage: string }) => {
      now = now.map((each) => (each.id === application_id ? { ...each, stage } : each));
      return now.find((each) => each.id === application_id);
    },
    candidate_get: ({ id }: { id: string }) => candidate(id, "Grace Lindqvist"),
    candidate_update: ({ id }: { id: string }) => candidate(id, "Grace Lindqvist"),
    interview_list: () => ({
      items: [interview({ application_id: "a3" }), interview({ id: "i2", application_id: "a3" })],
      next_cursor: null,
    }),
  };
}

const board = "/jobs?id=j1&view=board";
const column = (stage: string) => screen.findByTestId(`column-${stage}`);
const names = async (stage: string) =>
  within(await column(stage))
    .queryAllByTestId("card")
    .map((card) => card.querySelector("bdi")?.textContent);
const chosen = () =>
  screen.getAllByTestId("card").find((card) => card.getAttribute("aria-selected") === "true");
const choose = async (stage: string, name: string) =>
  userEvent.click(within(await column(stage)).getByText(name));
const moves = (calls: { command: string; params: Record<string, unknown> }[]) =>
  calls.filter(({ command }) => command === "application_move").map(({ params }) => params);

it("stands people in their stages, in words, with what is next for them", async () => {
  openWindow(board, desk());
  expect(await names("applied")).toEqual(["Grace Lindqvist", "王小明"]);
  const offer = await column("offer");
  expect(offer.textContent).toContain("ليلى حداد");
  expect(offer.textContent).toContain("No skills to compare");
  expect(offer.textContent).toContain("Shortlisted");
  await waitFor(() => expect(offer.textContent).toContain("Tue 24 Nov 15:00–15:45"));
  expect((await column("applied")).textContent).toContain("Skill overlap 80 of 100");
  expect((await column("hired")).getAttribute("aria-label")).toBe("Hired: no people");
});

it("moves the cursor by J, K and the arrows, and opens the person by Enter", async () => {
  const { history } = openWindow(board, desk());
  await column("applied");
  await userEvent.keyboard("jj");
  await waitFor(() => expect(chosen()?.textContent).toContain("王小明"));
  await userEvent.keyboard("{ArrowRight}");
  await waitFor(() => expect(chosen()?.textContent).toContain("ليلى حداد"));
  await userEvent.keyboard("{ArrowLeft}k");
  await waitFor(() => expect(chosen()?.textContent).toContain("Grace Lindqvist"));
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(history.location.href).toBe("/candidates?id=c1"));
});

it("moves a card at once, keeps fast moves in order, and undoes by Z", async () => {
  const waiting: (() => void)[] = [];
  const answers = desk();
  const { calls } = openWindow(board, {
    ...answers,
    application_move: (params) =>
      new Promise((resolve) => waiting.push(() => resolve(answers.application_move(params)))),
    change_undo: () => ({ change_id: "h1", summary: "Moved Grace Lindqvist" }),
  });
  await choose("applied", "Grace Lindqvist");
  await userEvent.keyboard("]]");
  await waitFor(async () => expect(await names("interview")).toEqual(["Grace Lindqvist"]));
  expect(moves(calls)).toEqual([{ application_id: "a1", stage: "screen" }]);
  waiting.shift()?.();
  await waitFor(() => expect(moves(calls)).toHaveLength(2));
  expect(moves(calls)[1]).toEqual({ application_id: "a1", stage: "interview" });
  expect(await names("interview")).toEqual(["Grace Lindqvist"]);
  waiting.shift()?.();
  const line = screen.getByTestId("status-line");
  await waitFor(() =>
    expect(line.textContent).toContain("Grace Lindqvist is now in Interview for Data engineer."),
  );
  await userEvent.keyboard("z");
  await waitFor(() => expect(calls.some(({ command }) => command === "change_undo")).toBe(true));
});

it("puts a card back when the move is refused, and says why", async () => {
  openWindow(board, {
    ...desk(),
    application_move: () => {
      throw new CommandError("read_only", "The workspace is on a full disk.", "Make room first.");
    },
  });
  await choose("applied", "Grace Lindqvist");
  await userEvent.keyboard("]");
  const line = screen.getByTestId("status-line");
  await waitFor(() => expect(line.textContent).toContain("Make room first."));
  expect(await names("applied")).toEqual(["Grace Lindqvist", "王小明"]);
});

it("rejects nobody without a reason from a person", async () => {
  const { calls, history } = openWindow(board, {
    ...desk([application({ stage: "hired" })]),
    activity_list: () => ({ items: [], next_cursor: null }),
  });
  await column("hired");
  await userEvent.keyboard("j]");
  const sheet = await screen.findByTestId("reject");
  expect(history.location.href).toContain("do=reject");
  expect(moves(calls)).toEqual([]);
  await userEvent.click(within(sheet).getByRole("button", { name: /Somebody else was chosen/ }));
  await waitFor(() =>
    expect(moves(calls)).toEqual([
      { application_id: "a1", stage: "rejected", reason: "Somebody else was chosen" },
    ]),
  );
  expect(await names("rejected")).toEqual(["Grace Lindqvist"]);
});

it("says why a card cannot go further back", async () => {
  const { calls } = openWindow(board, desk([application({ stage: "sourced" })]));
  await column("sourced");
  await userEvent.keyboard("j[[");
  await waitFor(() =>
    expect(screen.getByTestId("status-line").textContent).toContain("Sourced is the first stage."),
  );
  expect(moves(calls)).toEqual([]);
});

it("carries a card with the pointer, and Esc lays it back", async () => {
  const { calls } = openWindow(board, desk());
  const offer = (await column("offer")).closest("section");
  document.elementFromPoint = () => offer;
  const card = () => within(screen.getByTestId("column-applied")).getByText("Grace Lindqvist");
  fireEvent.pointerDown(card(), { button: 0, clientX: 10, clientY: 10 });
  fireEvent.pointerMove(document, { clientX: 300, clientY: 40 });
  await waitFor(() => expect(offer?.dataset.over).toBe("true"));
  fireEvent.keyDown(document, { key: "Escape" });
  await waitFor(() => expect(offer?.dataset.over).toBeUndefined());
  fireEvent.pointerUp(document);
  expect(moves(calls)).toEqual([]);

  fireEvent.pointerDown(card(), { button: 0, clientX: 10, clientY: 10 });
  fireEvent.pointerMove(document, { clientX: 300, clientY: 40 });
  fireEvent.pointerUp(document);
  await waitFor(() => expect(moves(calls)).toEqual([{ application_id: "a1", stage: "offer" }]));
});

it("locks scheduling behind the shortlist, with the key that lifts it", async () => {
  const { calls } = openWindow(board, {
    ...desk([application()]),
    candidate_shortlist: () => application({ shortlisted: true }),
  });
  await column("applied");
  await userEvent.keyboard("js");
  const line = screen.getByTestId("status-line");
  await waitFor(() => expect(line.textContent).toMatch(/shortlisted. Press L to shortlist/));
  await userEvent.keyboard("l");
  await waitFor(() =>
    expect(calls.find(({ command }) => command === "candidate_shortlist")?.params).toEqual({
      application_id: "a1",
      shortlisted: true,
    }),
  );
});

it("opens the schedule form for the chosen card", async () => {
  const { history } = openWindow(
    board,
    desk([application({ shortlisted: true, interview_enabled: true })]),
  );
  await column("applied");
  await userEvent.keyboard("js");
  await waitFor(() => expect(history.location.href).toContain("do=schedule&for=a1"));
});

it("draws only what is in sight of a thousand people, and counts them all", async () => {
  const many = Array.from({ length: 1000 }, (_, at) =>
    application({ id: `a${at}`, candidate_name: `Person ${at}`, score: null }),
  );
  openWindow(board, {
    ...desk(),
    application_list: ({ cursor }) =>
      cursor === "2"
        ? { items: many.slice(500), next_cursor: null }
        : { items: many.slice(0, 500), next_cursor: "2" },
  });
  const applied = await column("applied");
  expect(applied.getAttribute("aria-label")).toBe("Applied: 1,000 people");
  expect(within(applied).getAllByTestId("card").length).toBeLessThan(60);
});

it("narrows the board by name, and goes back to the list by B", async () => {
  const { history } = openWindow(board, desk());
  await column("applied");
  await userEvent.keyboard("/");
  await userEvent.keyboard("gra{Enter}");
  await waitFor(async () => expect(await names("applied")).toEqual(["Grace Lindqvist"]));
  await userEvent.keyboard("b");
  await waitFor(() => expect(history.location.href).toBe("/jobs?id=j1"));
  await screen.findByTestId("job");
});
