import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { changeSettings, currentSettings } from "@/lib/settings";
import { openWindow } from "@/test/desk";

const row = (id: string) => within(screen.getByTestId(`key-${id}`));
const change = (id: string) => userEvent.click(row(id).getByRole("button", { name: /^Change/ }));

beforeEach(() => changeSettings({ keys: {} }));

describe("keys", () => {
  it("are changed by pressing the new one, and work at once", async () => {
    const { history } = openWindow("/settings?view=keys");
    await screen.findByTestId("key-settings");
    await change("go_today");
    expect(row("go_today").getByRole("status").textContent).toContain("Press the new key");
    await userEvent.keyboard("q{Enter}");
    expect(currentSettings().keys).toEqual({ go_today: "q" });
    await userEvent.keyboard("gt");
    expect(history.location.pathname).toBe("/settings");
    await userEvent.keyboard("q");
    await waitFor(() => expect(history.location.pathname).toBe("/today"));
  });

  it("may be two letters, one after the other", async () => {
    openWindow("/settings?view=keys");
    await screen.findByTestId("key-settings");
    await change("schedule");
    await userEvent.keyboard("qs");
    expect(currentSettings().keys).toEqual({ schedule: "q s" });
    expect(row("schedule").getByText("Q")).toBeTruthy();
  });

  it("are refused with whoever has them, and asked for again", async () => {
    openWindow("/settings?view=keys");
    await screen.findByTestId("key-settings");
    await change("schedule");
    await userEvent.keyboard("d{Enter}");
    expect(row("schedule").getByRole("status").textContent).toContain(
      "D is the key of “Draft a message (On a candidate)”. Press another",
    );
    // A key that begins a sequence would swallow it.
    await userEvent.keyboard("g{Enter}");
    expect(row("schedule").getByRole("status").textContent).toContain(
      "G is the key of “Today (Go to)”",
    );
    await userEvent.keyboard("5");
    expect(row("schedule").getByRole("status").textContent).toContain(
      "5 means the same everywhere",
    );
    await userEvent.keyboard("{Escape}");
    expect(row("schedule").queryByRole("status")).toBeNull();
    expect(currentSettings().keys).toEqual({});
  });

  it("go back to how they came, one or all, and all can be put back", async () => {
    changeSettings({ keys: { schedule: "q", draft: "s" } });
    openWindow("/settings?view=keys");
    await screen.findByTestId("key-settings");
    // S is taken by "draft" now, so "schedule" cannot have it back yet.
    await userEvent.click(row("schedule").getByRole("button", { name: /^Reset/ }));
    expect(row("schedule").getByRole("alert").textContent).toContain(
      "S belongs to “Draft a message (On a candidate)” now.",
    );
    await userEvent.click(row("draft").getByRole("button", { name: /^Reset/ }));
    expect(currentSettings().keys).toEqual({ schedule: "q" });
    await userEvent.click(screen.getByRole("button", { name: "Reset one key" }));
    expect(currentSettings().keys).toEqual({});
    await userEvent.click(screen.getByRole("button", { name: "Put my keys back" }));
    expect(currentSettings().keys).toEqual({ schedule: "q" });
  });
});
