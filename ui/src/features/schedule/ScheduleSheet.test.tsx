import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { application, interview, openWindow } from "@/test/desk";
import { check } from "./calendar.fixture";
import { chooseSlots } from "./slots";

const slot = (start: string, end: string, spoken: string, theirs = "09:00 New York (UTC−5)") => ({
  start,
  end,
  spoken,
  spoken_theirs: theirs,
  attendees: ["p1"],
  attendee_names: ["Ana Sousa"],
});
const offered = [
  slot("2026-11-24T14:00:00Z", "2026-11-24T14:30:00Z", "Tue 24 Nov 15:00–15:30"),
  slot("2026-11-24T14:15:00Z", "2026-11-24T14:45:00Z", "Tue 24 Nov 15:15–15:45"),
  slot("2026-11-25T14:00:00Z", "2026-11-25T14:30:00Z", "Wed 25 Nov 15:00–15:30"),
];
const status = {
  ...application({ shortlisted: true, interview_enabled: true, online_interview_enabled: true }),
  can_schedule: true,
  can_schedule_online: true,
  reasons: [],
  badge: { icon: "calendar", kind: "none", text: "" },
  upcoming: null,
};
const answers = {
  candidate_interview_status: () => status,
  person_list: () => ({
    items: [{ id: "p1", full_name: "Ana Sousa", time_zone: "Europe/Lisbon" }],
    next_cursor: null,
  }),
  interview_list: () => ({ items: [], next_cursor: null }),
  settings_get: () => ({ reminder_leads: [1440, 60] }),
  user_list: () => [{ id: "u1", full_name: "Rosa", is_current: true, time_zone: "Europe/Berlin" }],
  interview_slots: () => ({ slots: offered, truncated: false, reasons: [] }),
  interview_check: () => check(),
  interview_create: () => interview(),
};
const at = "/schedule?view=upcoming&do=schedule&for=a1";
const sent = (calls: { command: string; params: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.params);

it("a number and A schedule, after a preview of exactly what is made", async () => {
  const { calls } = openWindow(at, answers);
  const slots = await screen.findAllByTestId("slot");
  // The second slot overlaps the first, so it is not among the choices.
  expect(slots.map((each) => each.textContent)).toEqual([
    "1Tue 24 Nov 15:00–15:3009:00 New York (UTC−5) for them · with Ana Sousa",
    "2Wed 25 Nov 15:00–15:3009:00 New York (UTC−5) for them · with Ana Sousa",
  ]);
  await userEvent.keyboard("1");
  const preview = await screen.findByTestId("preview");
  await waitFor(() => expect(preview.textContent).toContain("09:15 New York (UTC−5)"));
  expect(preview.textContent).toContain("Phone screen, 30 minutes, for Data engineer");
  expect(preview.textContent).toContain("1 day before and 1 hour before");
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

it("explains which rule blocks most when nothing fits", async () => {
  const blocked = (start: string) => ({
    start,
    blockers: [{ attendee: "p1", code: "not_working" }],
  });
  openWindow(at, {
    ...answers,
    interview_slots: ({ explain }) => ({
      slots: [],
      truncated: false,
      reasons: explain ? [blocked("2026-11-24T05:00:00Z"), blocked("2026-11-24T06:00:00Z")] : [],
    }),
  });
  const none = await screen.findByTestId("no-slots");
  await waitFor(() =>
    expect(none.textContent).toContain(
      "Of 2 times looked at, 2 fall out because Ana Sousa does not work then.",
    ),
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

it("does not offer the candidate's night while there is a day", () => {
  const night = slot("a", "b", "Tue 24 Nov 09:00–09:30", "03:00 New York (UTC−5)");
  expect(chooseSlots([night, ...offered]).includes(night)).toBe(false);
  expect(chooseSlots([night])).toEqual([night]);
});
