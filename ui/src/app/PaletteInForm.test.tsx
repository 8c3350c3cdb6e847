import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { planning, sent } from "@/features/schedule/find.fixture";
import { openWindow } from "@/test/desk";

const at = "/schedule?view=upcoming&do=schedule&for=a1";
const entries = () =>
  within(screen.getByTestId("palette"))
    .queryAllByRole("option")
    .map((option) => option.textContent);

/** The sheet that schedules an interview, with its suggested times. */
async function sheet() {
  const opened = openWindow(at, planning);
  await screen.findAllByTestId("slot");
  return opened;
}

it("opens from a field of a form, offers what the form does and no way out, and Esc leads back", async () => {
  const { calls, history } = await sheet();
  const field = screen.getByLabelText<HTMLInputElement>("Another time");
  await userEvent.type(field, "thu 3pm");
  await userEvent.keyboard("{Control>}k{/Control}");
  expect(document.activeElement).toBe(screen.getByTestId("palette-input"));
  expect(entries()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Schedule interview.*Ctrl ?Enter$/),
      "Choose Tue 24 Nov 15:00–15:30, with Ana Sousa1",
      "X-ray of all timesX",
    ]),
  );
  expect(entries().filter((text) => /go to|undo|theme|candidate/i.test(text ?? ""))).toEqual([]);
  await userEvent.keyboard("grace");
  expect(screen.getByTestId("palette").textContent).toContain(
    "Nothing in this form is called “grace”.",
  );
  expect(sent(calls, "candidate_search")).toEqual([]);
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByTestId("palette")).toBeNull();
  expect(screen.getByTestId("schedule-sheet")).toBeTruthy();
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe("thu 3pm");
  expect(history.location.href).toBe(at);
});

it("an entry acts in the form, which stays open", async () => {
  const { history } = await sheet();
  await userEvent.keyboard("{Control>}k{/Control}wed{Enter}");
  const chosen = screen.getAllByTestId("slot").map((slot) => slot.getAttribute("aria-pressed"));
  expect(chosen).toEqual(["false", "true", "false"]);
  expect(screen.queryByTestId("palette")).toBeNull();
  expect(history.location.href).toBe(at);
  // What was done in a form is nothing to come back to elsewhere.
  expect(JSON.stringify({ ...localStorage })).not.toContain("time_2");
});

it("finds an entry by its words as they are written", async () => {
  await sheet();
  await userEvent.keyboard("{Control>}k{/Control}x-ray");
  expect(entries()).toEqual(["X-ray of all timesX"]);
  await userEvent.clear(screen.getByTestId("palette-input"));
  await userEvent.keyboard("&");
  expect(entries()).toEqual([]);
});

it("says why an entry cannot be done now", async () => {
  const { calls } = await sheet();
  await userEvent.keyboard("{Control>}k{/Control}schedule");
  expect(entries()[0]).toContain("Choose a time first: press its number.");
  await userEvent.keyboard("{Enter}");
  expect(screen.getByTestId("schedule-sheet")).toBeTruthy();
  expect(sent(calls, "interview_create")).toEqual([]);
});

it("takes the place of the keys, and offers the screen again", async () => {
  openWindow("/today");
  await screen.findByTestId("summary");
  await userEvent.keyboard("?{Control>}k{/Control}");
  expect(screen.queryByTestId("keys")).toBeNull();
  await waitFor(() => expect(entries()).toContain("Go to CandidatesGC"));
});
