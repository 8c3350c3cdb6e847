import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { errorCodes } from "@/generated/commands";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";
import { errorRow, errorTable } from "./errors";

describe("the error table", () => {
  it("has words for every code of the command list", () => {
    for (const code of errorCodes) {
      expect(errorTable[code].title, code).toMatch(/^[A-Z].{4,}/);
      expect(errorTable[code].title, code).not.toMatch(/went wrong|error/i);
    }
  });

  it("gives trouble and faults a button, and takes unknown codes for a fault", () => {
    for (const [code, row] of Object.entries(errorTable)) {
      if (row.severity !== "refusal") expect(row.action?.label, code).toBeTruthy();
    }
    expect(errorRow("made_up_next_year")).toBe(errorTable.unexpected);
    expect(errorRow("toString")).toBe(errorTable.unexpected);
  });
});

it("shows message, hint and the button that mends it", async () => {
  let busy = true;
  openWindow("/jobs", {
    job_list: () => {
      if (busy) {
        throw new CommandError(
          "workspace_busy",
          "An import holds the file.",
          "Wait until it is done.",
        );
      }
      return { items: [], next_cursor: null };
    },
  });
  const notice = await screen.findByRole("alert");
  expect(notice.textContent).toContain("Another program holds the workspace");
  expect(notice.textContent).toContain("An import holds the file.");
  expect(notice.textContent).toContain("Wait until it is done.");
  busy = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.getByText("No open jobs")).toBeTruthy());
});
