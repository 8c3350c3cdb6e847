import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { interview, openWindow } from "@/test/desk";
import { planning, sent, session } from "../find.fixture";
import type { WeekLoop } from "../shapes";

const loop = (id: string, name: string): WeekLoop => ({
  application_id: id,
  candidate_name: name,
  job_title: "Data engineer",
  plan_id: "plan1",
  sessions: [session("s1"), session("s2")],
});
const answers = {
  ...planning,
  loop_week_suggest: () => ({
    loops: [loop("a1", "Grace Lindqvist"), loop("a2", "عمر حداد")],
    left_out: [
      { application_id: "a3", candidate_name: "Tom Berg", words: "has no free hour in two weeks." },
    ],
    fairness_before: { spread: 5, spoken: "Ana has five more than Jonas." },
    fairness_after: { spread: 1, spoken: "Nobody has more than one above the others." },
  }),
  loop_week_commit: () => ({
    made: [{ application_id: "a2", candidate_name: "عمر حداد", interviews: [interview()] }],
    refused: [],
  }),
};
const at = "/schedule?view=loops";

it("lists who gets which loop, who is left out and why, and fairness before and after", async () => {
  openWindow(at, answers);
  expect(await screen.findAllByTestId("week-loop")).toHaveLength(2);
  expect(screen.getByTestId("left-out").textContent).toContain(
    "Tom Berg has no free hour in two weeks.",
  );
  expect(screen.getByTestId("fairness").textContent).toContain(
    "Now: Ana has five more than Jonas. With these loops: Nobody has more than one",
  );
});

it("S leaves one out; A previews, A again makes the others", async () => {
  const { calls } = openWindow(at, answers);
  await screen.findAllByTestId("week-loop");
  await userEvent.keyboard("s");
  expect(await screen.findByRole("button", { name: /Schedule one loop/ })).toBeTruthy();
  await userEvent.keyboard("a");
  const preview = await screen.findByTestId("preview");
  expect(preview.textContent).toContain("عمر حداد");
  expect(preview.textContent).not.toContain("Grace");
  expect(sent(calls, "loop_week_commit")).toEqual([]);
  await userEvent.keyboard("a");
  await waitFor(() =>
    expect(sent(calls, "loop_week_commit")).toMatchObject([
      { loops: [{ application_id: "a2", plan_id: "plan1" }] },
    ]),
  );
  expect(await screen.findByText("Scheduled one loop.")).toBeTruthy();
});

it("says whose loop could not be made any more", async () => {
  openWindow(at, {
    ...answers,
    loop_week_commit: () => ({
      made: [{ application_id: "a1", candidate_name: "Grace Lindqvist", interviews: [] }],
      refused: [{ application_id: "a2", candidate_name: "عمر حداد", words: "Ana is busy now." }],
    }),
  });
  await screen.findAllByTestId("week-loop");
  await userEvent.keyboard("a");
  await screen.findByTestId("preview");
  await userEvent.keyboard("a");
  expect(
    await screen.findByText("Scheduled one loop. عمر حداد was left out: Ana is busy now."),
  ).toBeTruthy();
});

it("N L goes there from anywhere, and Enter opens one loop", async () => {
  const { router } = openWindow("/today", {
    ...answers,
    loop_suggest: () => new Promise(() => {}),
  });
  await screen.findByTestId("summary");
  await userEvent.keyboard("nl");
  await screen.findAllByTestId("week-loop");
  await userEvent.keyboard("j{Enter}");
  await waitFor(() =>
    expect(router.state.location.search).toMatchObject({ view: "loop", for: "a2" }),
  );
});
