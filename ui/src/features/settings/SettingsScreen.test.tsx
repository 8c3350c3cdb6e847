import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { currentSettings } from "@/lib/settings";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";

type Calls = { command: string; params: Record<string, unknown> }[];
const sent = (calls: Calls, command: string) =>
  calls.findLast((call) => call.command === command)?.params;

const stored = {
  minimum_notice_minutes: 120,
  maximum_days_ahead: 90,
  reminder_leads: [1440, 60],
  linkedin_paid_account: false,
};

describe("workspace settings", () => {
  it("keep reminders as words, add one by Enter, and save with a way back", async () => {
    let now = stored;
    const { calls } = openWindow("/settings", {
      settings_get: () => now,
      settings_update: (params) => {
        now = { ...now, ...(params as typeof stored) };
        return now;
      },
    });
    const leads = await screen.findByRole("list", { name: "Reminders" });
    expect(leads.textContent).toContain("1 day before");
    await userEvent.type(screen.getByLabelText("New reminder before an interview"), "15{Enter}");
    expect(sent(calls, "settings_update")).toBeUndefined();
    expect(leads.textContent).toContain("15 minutes before");
    await userEvent.click(screen.getByRole("button", { name: "Remove 1 day before" }));
    await userEvent.clear(screen.getByLabelText("Shortest notice"));
    await userEvent.type(screen.getByLabelText("Shortest notice"), "4{Control>}{Enter}{/Control}");
    // 120 minutes are shown as two hours; what is typed there are hours.
    await waitFor(() =>
      expect(sent(calls, "settings_update")).toEqual({
        ...stored,
        minimum_notice_minutes: 240,
        reminder_leads: [60, 15],
      }),
    );
    const line = screen.getByTestId("status-line");
    await waitFor(() => expect(line.textContent).toContain("Saved the workspace settings."));
    expect(within(line).getByRole("button", { name: /Undo/ })).toBeTruthy();
    await waitFor(() =>
      expect(
        within(screen.getByTestId("workspace-settings"))
          .getByTestId("submit")
          .getAttribute("aria-disabled"),
      ).toBe("true"),
    );
  });

  it("give a kind of interview a usual length, and take one back", async () => {
    const { calls } = openWindow("/settings", {
      settings_get: () => ({ ...stored, interview_lengths: { technical: 75 } }),
      settings_update: () => stored,
      interview_type_list: () => [
        { name: "screen", label: "Phone screen", default_minutes: 30 },
        { name: "technical", label: "Technical", default_minutes: 75 },
      ],
    });
    const form = await screen.findByTestId("lengths");
    const phone = await within(form).findByLabelText<HTMLInputElement>("Phone screen");
    expect(phone.placeholder).toBe("30");
    await userEvent.type(phone, "20");
    await userEvent.clear(within(form).getByLabelText("Technical"));
    await userEvent.click(within(form).getByTestId("submit"));
    await waitFor(() =>
      expect(sent(calls, "settings_update")).toEqual({
        interview_lengths: { screen: 20, technical: null },
      }),
    );
  });

  it("show a refusal at its field and keep what was typed", async () => {
    openWindow("/settings?view=workspace", {
      settings_get: () => stored,
      settings_update: () => {
        throw new CommandError(
          "invalid_parameter",
          "900 days ahead cannot be booked.",
          "Give 1 to 730 days.",
          { field: "maximum_days_ahead" },
        );
      },
    });
    const field = await screen.findByLabelText<HTMLInputElement>("Days ahead that can be booked");
    await userEvent.clear(field);
    await userEvent.type(field, "900{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toBe("900 days ahead cannot be booked. Give 1 to 730 days.");
    expect(field.getAttribute("aria-describedby")).toContain(alert.id);
    expect(field.value).toBe("900");
  });
});

describe("users", () => {
  const rosa = {
    id: "u1",
    full_name: "Rosa Lindner",
    email: "",
    role: "hiring_manager",
    time_zone: "Europe/Berlin",
    is_current: true,
  };
  const status = (actor: typeof rosa) => ({
    actor: actor.id,
    user_name: actor.full_name,
    candidates: 3,
    undelivered: 0,
    read_only: false,
    next_interview: null,
  });

  it("are added with a role in words, and one becomes the user of this desk", async () => {
    let users = [rosa];
    const acting = () => users.find((user) => user.is_current) ?? rosa;
    const { calls } = openWindow("/settings?view=users", {
      user_list: () => users,
      user_create: (params) => {
        const made = { ...rosa, ...params, id: "u2", is_current: false };
        users = [...users, made];
        return made;
      },
      user_update: ({ id }) => {
        users = users.map((user) => ({ ...user, is_current: user.id === id }));
        return users.find((user) => user.id === id);
      },
      workspace_status: () => status(acting()),
    });
    const list = await screen.findByTestId("list");
    expect(list.textContent).toContain("Hiring manager");
    await userEvent.click(screen.getByRole("button", { name: "Add user" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name")));
    await userEvent.keyboard("Ngozi Adéyemí");
    await userEvent.selectOptions(screen.getByLabelText("Role"), "Coordinator");
    await userEvent.click(screen.getByTestId("submit"));
    await waitFor(() =>
      expect(sent(calls, "user_create")).toMatchObject({
        full_name: "Ngozi Adéyemí",
        role: "coordinator",
        time_zone: "Europe/Berlin",
      }),
    );
    await userEvent.click(
      await screen.findByRole("button", { name: "Make the user of this desk" }),
    );
    await waitFor(() => expect(sent(calls, "user_update")).toEqual({ id: "u2", is_current: true }));
    // At once: who signs is read again, and is who was chosen.
    await waitFor(() =>
      expect(
        screen
          .getByRole("button", { name: /Make the user of this desk/ })
          .getAttribute("aria-disabled"),
      ).toBe("true"),
    );
    const asked = calls.map(({ command }) => command);
    expect(asked.lastIndexOf("workspace_status")).toBeGreaterThan(asked.indexOf("user_update"));
    expect(screen.queryByText(/was started in the name of/)).toBeNull();
  });

  it("are told when this Muster was started in somebody's name", async () => {
    const ana = { ...rosa, id: "u2", full_name: "Ana Sousa", is_current: false };
    openWindow("/settings?view=users", {
      user_list: () => [rosa, ana],
      workspace_status: () => status(ana),
    });
    const note = await screen.findByText(/was started in the name of/);
    expect(note.textContent).toContain("Ana Sousa");
  });
});

describe("the window", () => {
  it("goes from part to part by digits", async () => {
    const { history } = openWindow("/settings?view=window");
    await screen.findByTestId("window-settings");
    await userEvent.keyboard("0");
    await screen.findByTestId("key-settings");
    expect(history.location.search).toBe("?view=keys");
  });

  it("changes rows and says why a page has no tray", async () => {
    openWindow("/settings?view=window");
    const page = await screen.findByTestId("window-settings");
    await userEvent.click(screen.getByRole("button", { name: "Compact" }));
    expect(currentSettings().compact).toBe(true);
    expect(page.textContent).toContain("This page runs in a browser");
  });

  it("tells what it is, and copies it without names of people", async () => {
    const { calls } = openWindow("/settings?view=about", {
      workspace_status: () => ({
        actor: "u1",
        user_name: "Rosa Lindner",
        candidates: 200,
        undelivered: 0,
        read_only: false,
        next_interview: null,
        version: "0.1.0",
        tz_database: "2026e",
        workspace_id: "w1",
        folder: "/w",
      }),
      person_list: () => ({ items: [], next_cursor: null }),
    });
    const about = await screen.findByTestId("about");
    await waitFor(() => expect(about.textContent).toContain("200 candidates, no jobs"));
    await userEvent.click(screen.getByRole("button", { name: "Copy these facts" }));
    await waitFor(() =>
      expect(sent(calls, "copy_text")?.text).toBe(
        "Muster\nVersion: 0.1.0\nTime zones: 2026e\nWorkspace: w1\nFolder: /w\nRuns in: a browser\nWriting: possible",
      ),
    );
  });
});
