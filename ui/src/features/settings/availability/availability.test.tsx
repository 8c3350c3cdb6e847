import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";
import type { Availability, Setting } from "./shapes";

const setting = (
  name: Setting["name"],
  label: string,
  value: Setting["value"],
  spoken: string,
  level: Setting["level"],
  source: string,
): Setting => ({ name, label, value, spoken, level, source });

const settings: Setting[] = [
  setting("buffer_before_minutes", "Minutes free before", 5, "5 min", "built_in", "built in"),
  setting("maximum_per_day", "Most a day", 4, "4 a day", "team", "team Backend"),
  setting("maximum_per_week", "Most a week", 9, "9 a week", "person", "this person"),
  setting("tentative", "Tentative entries", "block", "kept free", "workspace", "workspace"),
  setting("country", "Country", "DE", "Germany", "team", "team Backend"),
  setting("region", "Region", null, "the whole country", "built_in", "built in"),
  setting("holidays_off", "Public holidays", true, "days off", "built_in", "built in"),
];
const view = (change: Partial<Availability> = {}): Availability => ({
  person_id: "p1",
  full_name: "Ana Sørensen",
  team: "Backend",
  settings,
  holidays: [{ date: "2026-12-25", name: "Christmas Day", spoken: "Fri 25 Dec 2026" }],
  holidays_note: "The holidays of 2028 are not known yet.",
  ...change,
});

const ana = {
  id: "p1",
  full_name: "Ana Sørensen",
  email: "",
  time_zone: "Europe/Berlin",
  working_hours: [],
  date_overrides: [],
  week_starts_on: "mon",
  interview_types: [],
  team: "",
};
const bo = { ...ana, id: "p2", full_name: "بُثينة الخطيب" };

function desk(teams: Record<string, string> = { p1: "Backend" }) {
  const now = { ...teams };
  return {
    person_list: () => ({
      items: [ana, bo].map((person) => ({ ...person, team: now[person.id] ?? "" })),
      next_cursor: null,
    }),
    availability_get: () => view(),
    availability_set: ({ values }: { values: object }) => ({ changed: Object.keys(values) }),
    availability_countries: () => ({
      items: [
        { code: "DE", name: "Germany", regions: [{ code: "BE", name: "Berlin" }] },
        { code: "FR", name: "France", regions: [] },
      ],
    }),
    availability_team: ({ person_ids, team }: { person_ids: string[]; team: string }) => {
      for (const id of person_ids) now[id] = team;
      return { person_ids, team };
    },
  };
}

type Calls = { command: string; params: Record<string, unknown> }[];
const sent = (calls: Calls, command: string) =>
  calls.findLast((call) => call.command === command)?.params;
const source = (name: string) => screen.getByTestId(`source-${name}`).textContent;

it("shows each value of a person with its source, and the holidays with what is not known", async () => {
  openWindow("/settings?view=people&id=p1", desk());
  const form = await screen.findByTestId("availability");
  const day = within(form).getByLabelText<HTMLInputElement>("Most a day");
  expect(day.value).toBe("");
  expect(day.placeholder).toBe("4 a day");
  expect(source("maximum_per_day")).toBe("From team Backend.");
  expect(within(form).getByLabelText<HTMLInputElement>("Most a week").value).toBe("9");
  expect(source("maximum_per_week")).toBe("Set for Ana Sørensen.");
  const tentative = within(form).getByLabelText<HTMLSelectElement>("Tentative entries");
  expect(tentative.selectedOptions[0]?.textContent).toBe("Inherited: kept free");
  expect(screen.getByTestId("holidays").textContent).toContain("Fri 25 Dec 2026Christmas Day");
  expect(screen.getByTestId("holidays-note").textContent).toContain("2028 are not known yet");
});

it("sets a value of the person and lets another be inherited again, in one step with undo", async () => {
  const { calls } = openWindow("/settings?view=people&id=p1", desk());
  const form = await screen.findByTestId("availability");
  await userEvent.click(within(form).getByRole("button", { name: "Inherit most a week again" }));
  expect(source("maximum_per_week")).toBe("Inherits again once it is saved.");
  expect(document.activeElement).toBe(within(form).getByLabelText("Most a week"));
  await userEvent.type(within(form).getByLabelText("Most a day"), "2");
  await userEvent.selectOptions(within(form).getByLabelText("Region"), "Berlin");
  await userEvent.click(within(form).getByRole("button", { name: /^Save availability/ }));
  await waitFor(() =>
    expect(sent(calls, "availability_set")).toEqual({
      level: "person",
      person_id: "p1",
      values: { maximum_per_day: 2, maximum_per_week: null, region: "BE" },
    }),
  );
  const line = screen.getByTestId("status-line");
  await waitFor(() =>
    expect(line.textContent).toContain("Saved the availability of Ana Sørensen."),
  );
  expect(within(line).getByRole("button", { name: /Undo/ })).toBeTruthy();
});

it("puts a refusal at the setting it names, and keeps what was typed", async () => {
  openWindow("/settings?view=availability&id=everybody", {
    ...desk(),
    availability_set: () => {
      throw new CommandError(
        "invalid_parameter",
        "0 a day allows no interview.",
        "Give 1 or more.",
        {
          field: "values.maximum_per_day",
        },
      );
    },
  });
  const field = await screen.findByLabelText<HTMLInputElement>("Most a day");
  await userEvent.type(field, "0{Enter}");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toBe("0 a day allows no interview. Give 1 or more.");
  expect(field.getAttribute("aria-describedby")).toContain(alert.id);
  expect(field.value).toBe("0");
});

it("takes the settings of everybody, and turns a switch into its value", async () => {
  const { calls } = openWindow("/settings?view=availability", desk());
  await screen.findByRole("option", { name: /Everybody/ });
  await userEvent.keyboard("j{Enter}");
  await userEvent.selectOptions(
    await screen.findByLabelText("Public holidays"),
    "Days like others",
  );
  expect(screen.getByTestId("availability").textContent).toContain(
    "One day, on which interviews are offered like on others",
  );
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(sent(calls, "availability_set")).toEqual({
      level: "workspace",
      values: { holidays_off: false },
    }),
  );
});

it("makes a team of its people, and takes people in and out", async () => {
  const { calls, history } = openWindow("/settings?view=availability", desk({}));
  await screen.findByText(/No teams yet/);
  await userEvent.click(screen.getByRole("button", { name: "Add a team" }));
  const form = await screen.findByTestId("team-form");
  await userEvent.type(within(form).getByLabelText("Name"), "Backend");
  await userEvent.click(within(form).getByTestId("submit"));
  expect(sent(calls, "availability_team")).toBeUndefined();
  await userEvent.type(within(form).getByLabelText("People"), "ana{Enter}");
  await userEvent.click(within(form).getByTestId("submit"));
  await waitFor(() =>
    expect(sent(calls, "availability_team")).toEqual({ person_ids: ["p1"], team: "Backend" }),
  );
  const team = await screen.findByTestId("team-people");
  expect(history.location.search).toContain("team+Backend");
  expect(team.textContent).toBe("Ana Sørensen");
  await userEvent.keyboard("a");
  expect(document.activeElement).toBe(screen.getByTestId("add-to-team"));
  await userEvent.keyboard("الخطيب{Enter}");
  await waitFor(() =>
    expect(sent(calls, "availability_team")).toEqual({ person_ids: ["p2"], team: "Backend" }),
  );
  await userEvent.click(
    await screen.findByRole("button", { name: "Take Ana Sørensen out of the team" }),
  );
  await waitFor(() =>
    expect(sent(calls, "availability_team")).toEqual({ person_ids: ["p1"], team: "" }),
  );
});

it("arrows choose somebody of a team, and X takes them out", async () => {
  const { calls } = openWindow(
    "/settings?view=availability&id=team%20Backend",
    desk({ p1: "Backend", p2: "Backend" }),
  );
  const team = await screen.findByTestId("team-people");
  await userEvent.keyboard("x");
  expect(await screen.findByText(/Choose somebody of the team first/)).toBeTruthy();
  expect(sent(calls, "availability_team")).toBeUndefined();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}x");
  await waitFor(() =>
    expect(sent(calls, "availability_team")).toEqual({ person_ids: ["p2"], team: "" }),
  );
  expect(await within(screen.getByTestId("status-line")).findByText(/in no team now/)).toBeTruthy();
  await waitFor(() => expect(team.textContent).toBe("Ana Sørensen"));
});

it("names countries, with the code beside, in the order of their names", async () => {
  openWindow("/settings?view=people&id=p1", {
    ...desk(),
    availability_countries: () => ({
      items: ["AT", "CH", "DE", "FR"].map((code) => ({ code, name: code, regions: [] })),
    }),
  });
  const options = () => [...screen.getByLabelText<HTMLSelectElement>("Country").options];
  await screen.findByRole("option", { name: "Austria (AT)" });
  expect(options().map((option) => option.textContent)).toEqual([
    "Inherited: Germany (DE)",
    "Austria (AT)",
    "France (FR)",
    "Germany (DE)",
    "Switzerland (CH)",
  ]);
});
