import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Person } from "@/generated/commands";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";

const ana: Person = {
  id: "p1",
  full_name: "Ana Sørensen",
  email: "ana@example.org",
  time_zone: "Europe/Berlin",
  working_hours: [
    { days: ["mon", "tue"], start: "09:00", end: "12:00" },
    { days: ["sat"], start: "22:00", end: "06:00" },
  ],
  date_overrides: [{ date: "2026-12-25", hours: [] }],
  buffer_before_minutes: 0,
  buffer_after_minutes: 10,
  maximum_per_day: 3,
  maximum_per_week: null,
  week_starts_on: "mon",
  tentative: "block",
  interview_types: [],
  team: "",
};
const bo: Person = {
  ...ana,
  id: "p2",
  full_name: "بُثينة الخطيب",
  working_hours: [],
  date_overrides: [],
};

const answers = (people: readonly Person[] = [ana, bo]) => ({
  person_list: () => ({ items: [...people], next_cursor: null }),
  user_list: () => [
    {
      id: "u1",
      full_name: "Rosa Lindner",
      email: "",
      role: "admin",
      time_zone: "Europe/Madrid",
      is_current: true,
    },
  ],
  availability_get: () => ({ settings: [], holidays: [], holidays_note: null }),
  availability_countries: () => ({ items: [] }),
  interview_type_list: () => [
    { name: "phone_screen", label: "Phone screen", default_minutes: 30 },
    { name: "technical", label: "Technical", default_minutes: 60 },
  ],
});

const sent = (calls: { command: string; params: Record<string, unknown> }[], command: string) =>
  calls.findLast((call) => call.command === command)?.params;

describe("interviewers", () => {
  it("builds Monday to Friday 9 to 17:30 by keyboard, for somebody new", async () => {
    const { calls, history } = openWindow("/settings?view=people", {
      ...answers([]),
      person_create: (params) => ({ ...ana, ...params, id: "p3" }),
    });
    await screen.findByText("No interviewers yet");
    const user = userEvent.setup();
    await user.keyboard("np");
    const form = await screen.findByTestId("person");
    expect(document.activeElement).toBe(within(form).getByLabelText("Name"));
    await user.keyboard("Ana Sørensen{Tab}ana@example.org{Tab}");
    // The zone of whoever fills it in is the first guess.
    expect((document.activeElement as HTMLInputElement).value).toBe("Europe/Madrid");
    await user.keyboard("{Tab}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Add hours on Monday");
    await user.keyboard("{Enter}9{Tab}1730{Tab}");
    expect(screen.getByTestId("spoken-hours").textContent).toBe("Mon 09:00–17:30");
    // Past "remove" and "add" to "copy": the first choice there is Monday to Friday.
    await user.keyboard("{Tab}{Tab}{Enter}");
    await user.keyboard("{Enter}");
    expect(screen.getByTestId("spoken-hours").textContent).toBe("Mon–Fri 09:00–17:30");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(history.location.search).toContain("id=p3"));
    expect(sent(calls, "person_create")).toMatchObject({
      full_name: "Ana Sørensen",
      email: "ana@example.org",
      time_zone: "Europe/Madrid",
      working_hours: [{ days: ["mon", "tue", "wed", "thu", "fri"], start: "09:00", end: "17:30" }],
    });
    await waitFor(() =>
      expect(screen.getByTestId("status-line").textContent).toContain("Added Ana Sørensen."),
    );
  });

  it("says in Rust's words which hours overlap, at their place, and loses nothing", async () => {
    const { calls } = openWindow("/settings?view=people&id=p1", {
      ...answers(),
      person_update: () => {
        throw new CommandError(
          "invalid_parameter",
          "11:00–13:00 on Monday overlaps 09:00–12:00 on Monday",
          "join the two ranges or move one; they may touch",
          { field: "working_hours[1]" },
        );
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Add hours on Monday" }));
    await userEvent.keyboard("11-13");
    await userEvent.click(screen.getByRole("button", { name: /^Save interviewer/ }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toBe(
      "11:00–13:00 on Monday overlaps 09:00–12:00 on Monday. Join the two ranges or move one; they may touch.",
    );
    const start = screen.getByLabelText<HTMLInputElement>("Start on Monday (2)");
    expect(start.getAttribute("aria-invalid")).toBe("true");
    expect(start.value).toBe("11:00");
    expect(screen.getByLabelText("Start on Monday (1)").getAttribute("aria-invalid")).toBeNull();
    // Only what changed was sent.
    expect(Object.keys(sent(calls, "person_update") ?? {})).toEqual(["id", "working_hours"]);
  });

  it("shows a range that passes midnight, and a day off, as such", async () => {
    openWindow("/settings?view=people&id=p1", answers());
    const form = await screen.findByTestId("person");
    expect(within(form).getByText("until 06:00 on Sunday", { exact: false })).toBeTruthy();
    const exceptions = within(form).getByTestId("exceptions");
    expect(exceptions.textContent).toContain("Fri");
    expect(exceptions.textContent).toContain("Day off");
  });

  it("keeps what is typed while one looks at somebody else, and marks it", async () => {
    openWindow("/settings?view=people&id=p1", answers());
    const field = await screen.findByLabelText<HTMLInputElement>("E-mail");
    await userEvent.clear(field);
    await userEvent.type(field, "ana@example.com");
    await userEvent.keyboard("{Escape}j");
    await waitFor(() => expect(screen.getByTestId("person").textContent).toContain(bo.full_name));
    expect(within(screen.getByTestId("list")).getByText("Not saved")).toBeTruthy();
    await userEvent.keyboard("k");
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("ana@example.com"),
    );
  });

  it("takes some kinds of interview, by their words", async () => {
    const { calls } = openWindow("/settings?view=people&id=p1", {
      ...answers(),
      person_update: (params) => ({ ...ana, ...params }),
    });
    await userEvent.click(await screen.findByLabelText("Phone screen"));
    await userEvent.click(screen.getByRole("button", { name: /^Save interviewer/ }));
    await waitFor(() =>
      expect(sent(calls, "person_update")).toEqual({ id: "p1", interview_types: ["phone_screen"] }),
    );
    expect(screen.getByTestId("person").textContent).not.toContain("phone_screen");
  });

  it("reads busy times from a file and tells what was left out", async () => {
    const { calls } = openWindow("/settings?view=people&id=p1&do=busy", {
      ...answers(),
      busy_import: () => ({
        created: 3,
        updated: 0,
        removed: 1,
        unchanged: 40,
        errors: [
          {
            uid: "x",
            line: 17,
            field: "TZID",
            code: "unknown_zone",
            message: "The zone Mars/Base is not known.",
          },
        ],
      }),
    });
    await screen.findByTestId("busy");
    await waitFor(() => expect(screen.getByTestId("path")).toBe(document.activeElement));
    await userEvent.keyboard("'/tmp/ana.ics'{Enter}");
    const outcome = await screen.findByTestId("busy-outcome");
    expect(sent(calls, "busy_import")).toEqual({ person_id: "p1", path: "/tmp/ana.ics" });
    expect(outcome.textContent).toContain(
      "Three entries new, one entry gone and 40 entries as before. One entry could not be read for certain and was left out:",
    );
    expect(within(outcome).getByRole("row", { name: /17 TZID The zone Mars/ })).toBeTruthy();
  });
});
