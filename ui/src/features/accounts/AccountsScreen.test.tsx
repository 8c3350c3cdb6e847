import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";
import { asAnswers } from "./accounts.fixture";

describe("the accounts", () => {
  it("go from part to part by letter", async () => {
    const { history } = openWindow("/accounts", asAnswers({}));
    await screen.findByTestId("empty");
    for (const [key, view] of Object.entries({
      i: "sign-in",
      v: "secrets",
      l: "log",
      c: "calendars",
    })) {
      await userEvent.keyboard(key);
      await waitFor(() => expect(history.location.search).toBe(`?view=${view}`));
    }
  });

  it("say in their place when a part cannot be read", async () => {
    openWindow(
      "/accounts",
      asAnswers({
        calendar_account_list: () => {
          throw new CommandError("workspace_busy", "Another program holds the workspace.");
        },
      }),
    );
    expect((await screen.findByTestId("error")).textContent).toContain("Another program holds");
    await userEvent.keyboard("l");
    expect((await screen.findByTestId("empty")).textContent).not.toContain("Another program");
  });

  it("show what every account did", async () => {
    openWindow(
      "/accounts?view=log",
      asAnswers({
        account_activity: () => ({
          rows: [
            {
              at: "2026-11-24T08:00:00Z",
              at_words: "Tue 24 Nov 09:00",
              kind: "sign_in",
              vendor_name: "Zoom",
              result: "denied",
              duration_ms: 40,
              words: "The sign-in was denied",
            },
          ],
        }),
      }),
    );
    const row = await screen.findByTestId("account-act");
    expect(row.textContent).toBe("Tue 24 Nov 09:00Zoom The sign-in was denied · 40 msDenied");
  });
});
