import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { application, interview, openWindow } from "@/test/desk";
import { check } from "./calendar.fixture";
import { change, hold, offered, plan, planning, sent, status } from "./find.fixture";
import { nextStep } from "./usePlan";

const answers = { ...planning, interview_create: () => interview() };
const at = "/schedule?view=upcoming&do=schedule&for=a1";

it("a number and A schedule, after a preview of exactly what is made", async () => {
  const { calls } = openWindow(at, answers);
  const slots = await screen.findAllByTestId("slot");
  expect(slots).toHaveLength(3);
  expect(slots[0]?.textContent).toBe(
    "1Tue 24 Nov 15:00–15:3009:00 New York (UTC−5) for themwith Ana SousaAna Sousa has the fewest interviews this week (1 of 5)",
  );
  expect(slots[2]?.textContent).toContain("02:00 is night for Grace Lindqvist");
  expect(sent(calls, "slots_suggest")[0]).toEqual({
    application_id: "a1",
    interview_type: "screen",
    duration_minutes: 30,
    interviewer_ids: [],
    order: "best_fit",
    limit: 3,
  });
  await userEvent.keyboard("1");
  const preview = await screen.findByTestId("preview");
  await waitFor(() => expect(preview.textContent).toContain("09:15 New York (UTC−5)"));
  expect(preview.textContent).toContain("Phone screen, 30 minutes, for Data engineer");
  expect(preview.textContent).toContain("1 day before and 1 hour before");
  expect(preview.textContent).toContain("Nothing. Tell Grace Lindqvist yourself.");
  await userEvent.keyboard("a");
  await waitFor(() =>
    expect(sent(calls, "interview_create")).toEqual([
      {
        application_id: "a1",
        interview_type: "screen",
        mode: "ONLINE",
        starts_at: "2026-11-24T14:00:00Z",
        duration_minutes: 30,
        time_zone: "Europe/Berlin",
        interviewer_ids: ["p1"],
      },
    ]),
  );
  expect(await screen.findByText(/^Scheduled: Grace Lindqvist/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByTestId("schedule-sheet")).toBeNull());
});

it("says before it is made that everybody hears of it by itself, where that is so", async () => {
  openWindow(at, {
    ...answers,
    mail_account_get: () => ({
      account: null,
      sends_by_itself: false,
      automatic: true,
      undo_seconds: 30,
    }),
  });
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("1");
  const preview = await screen.findByTestId("preview");
  await waitFor(() =>
    expect(preview.textContent).toContain("Muster writes to everybody whom it concerns; you send"),
  );
  expect(preview.textContent).not.toContain("Tell Grace Lindqvist yourself");
});

it("does not say that nothing leaves while that cannot be read", async () => {
  openWindow(at, {
    ...answers,
    mail_account_get: () => {
      throw new CommandError("workspace_busy", "Another program holds the workspace.");
    },
  });
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("1");
  const preview = await screen.findByTestId("preview");
  await waitFor(() => expect(preview.textContent).toContain("cannot be read now"));
  expect(preview.textContent).not.toContain("Nothing.");
});

it("A says what is missing while no time is chosen; digits in a field are typed", async () => {
  const { calls } = openWindow(at, answers);
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("a");
  expect(
    screen.getByText("Choose a time first: press its number.", {
      selector: "p, span:not(.unseen)",
    }),
  ).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Another time"), "1");
  expect(screen.queryByTestId("preview")).toBeNull();
  expect(sent(calls, "interview_create")).toEqual([]);
});

it("O turns the order of the suggestions", async () => {
  const { calls } = openWindow(at, answers);
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("o");
  await waitFor(() => expect(sent(calls, "slots_suggest").at(-1)?.order).toBe("earliest"));
});

it("says why nothing is offered, and what would open times", async () => {
  openWindow(at, {
    ...answers,
    slots_suggest: () => ({
      suggestions: [],
      offered: 0,
      none: { words: "Ana Sousa is busy at 40 of 52 times.", changes: [change] },
    }),
  });
  const none = await screen.findByTestId("no-slots");
  expect(none.textContent).toContain("Ana Sousa is busy at 40 of 52 times.");
  expect(none.textContent).toContain("Buffer 15 to 10 minutes for Ana Sousa opens 6 more");
});

it("the plan's next step gives kind, length and people; S goes on to the one after", async () => {
  const held = { interview_type: "screen", application_id: "a1" };
  const { calls } = openWindow(at, {
    ...answers,
    interview_plan_list: () => ({ items: [plan()], next_cursor: null }),
    interview_list: () => ({ items: [interview(held)], next_cursor: null }),
  });
  expect((await screen.findByTestId("with")).textContent).toBe(
    "With 1 of Backend, as the plan says",
  );
  await waitFor(() =>
    expect(sent(calls, "slots_suggest").at(-1)).toEqual({
      application_id: "a1",
      step_id: "s2",
      order: "best_fit",
      limit: 3,
    }),
  );
  expect(screen.getByText("Length from: workspace (technical 60)")).toBeTruthy();
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("s");
  await waitFor(() =>
    expect(sent(calls, "slots_suggest").at(-1)).toMatchObject({ interview_type: "screen" }),
  );
});

it("a cancelled interview leaves its step open", () => {
  const two = plan();
  const screened = { interview_type: "screen", status: "scheduled" };
  expect(nextStep(two, [])?.id).toBe("s1");
  expect(nextStep(two, [screened])?.id).toBe("s2");
  expect(nextStep(two, [{ ...screened, status: "cancelled" }])?.id).toBe("s1");
  expect(nextStep(two, [screened, { ...screened, interview_type: "technical" }])).toBeUndefined();
});

it("H holds the chosen time and says until when, with an undo", async () => {
  const { calls } = openWindow(at, { ...answers, hold_create: () => hold() });
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("h");
  expect(sent(calls, "hold_create")).toEqual([]);
  await userEvent.keyboard("2");
  const preview = await screen.findByTestId("preview");
  await waitFor(() => expect(preview.textContent).toContain("09:15 New York (UTC−5)"));
  expect(preview.textContent).toContain("Hold it for 1 day");
  await userEvent.keyboard("h");
  await waitFor(() =>
    expect(sent(calls, "hold_create")).toEqual([
      {
        application_id: "a1",
        interview_type: "screen",
        mode: "ONLINE",
        starts_at: "2026-11-25T14:00:00Z",
        duration_minutes: 30,
        interviewer_ids: ["p1"],
        expires_in_minutes: 1440,
      },
    ]),
  );
  expect(await screen.findByText(/Expires Wed 25 Nov 09:00 Berlin/)).toBeTruthy();
  expect(screen.getByRole("button", { name: /Undo/ })).toBeTruthy();
  expect(sent(calls, "interview_create")).toEqual([]);
});

it("L goes to the loop when the plan has several interviews", async () => {
  const { router } = openWindow(at, {
    ...answers,
    interview_plan_list: () => ({ items: [plan()], next_cursor: null }),
    loop_suggest: () => ({ plans: [], none: { words: "No." } }),
  });
  await screen.findAllByTestId("slot");
  await userEvent.keyboard("l");
  await waitFor(() =>
    expect(router.state.location.search).toMatchObject({ view: "loop", for: "a1" }),
  );
});

it("a gate is named and lifted in place", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    candidate_interview_status: () => ({
      ...status,
      shortlisted: false,
      can_schedule: false,
      can_schedule_online: false,
      reasons: [
        { code: "not_shortlisted", message: "Not on the shortlist.", hint: "Press L.", key: "L" },
      ],
    }),
    candidate_shortlist: () => application({ shortlisted: true }),
    candidate_toggle_interview: () => application({ shortlisted: true }),
  });
  const gate = await screen.findByTestId("gate");
  expect(gate.textContent).toContain("Not on the shortlist.");
  await userEvent.keyboard("l");
  await waitFor(() =>
    expect(sent(calls, "candidate_toggle_interview")).toEqual([
      { application_id: "a1", interview_enabled: true, online_interview_enabled: true },
    ]),
  );
  expect(sent(calls, "candidate_shortlist")).toEqual([{ application_id: "a1", shortlisted: true }]);
});

it("a typed time is read, checked, and made with a reason where a rule allows it", async () => {
  const { calls } = openWindow(at, {
    ...answers,
    interview_list: () => ({ items: [interview()], next_cursor: null }),
    slots_suggest: ({ window }) => ({
      suggestions: window ? [] : offered,
      offered: window ? 0 : 12,
      none: null,
    }),
    time_read: () => ({
      items: [
        {
          date: "2026-11-26",
          starts_at: "2026-11-26T20:00:00Z",
          minutes: 1260,
          spoken: "Thu 26 Nov 21:00 Berlin (UTC+1)",
        },
      ],
    }),
    interview_check: () =>
      check({
        allowed: false,
        violations: [
          {
            code: "outside_working_hours",
            message: "Ana Sousa does not work then.",
            attendee: "p1",
            attendee_name: "Ana Sousa",
            until: null,
            overridable: true,
          },
        ],
      }),
  });
  await userEvent.type(await screen.findByLabelText("Another time"), "thu 9pm");
  await screen.findByTestId("reading");
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("Ana Sousa does not work then.")).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Why break it this time"), "Agreed");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(sent(calls, "interview_create")[0]).toMatchObject({
      starts_at: "2026-11-26T20:00:00Z",
      interviewer_ids: ["p1"],
      override: ["outside_working_hours"],
      override_reason: "Agreed",
    }),
  );
});
