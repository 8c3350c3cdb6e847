import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { CommandError } from "@/platform";
import { candidate, openWindow } from "@/test/desk";
import { changed, typedFrom } from "./candidateFields";

it("adds somebody by keys with only what was typed, and opens them", async () => {
  const { calls, history } = openWindow("/candidates", {
    candidate_create: () => candidate("c9", "Ada Berg"),
    candidate_get: () => ({ ...candidate("c9", "Ada Berg"), documents: [], links: [] }),
  });
  await screen.findByTestId("empty");
  await userEvent.keyboard("nc");
  const form = await screen.findByTestId("candidate-form");
  await waitFor(() => expect(document.activeElement).toBe(within(form).getByTestId("full_name")));
  expect(within(form).getByTestId("submit").getAttribute("aria-disabled")).toBe("true");
  await userEvent.keyboard("Ada Berg");
  await userEvent.type(within(form).getByTestId("emails"), "ada@example.org\nberg@example.org");
  await userEvent.type(within(form).getByTestId("skills"), "Cisco: ccna, ccnp\nRust\n");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(history.location.href).toBe("/candidates?id=c9"));
  expect(calls.find((call) => call.command === "candidate_create")?.params).toEqual({
    full_name: "Ada Berg",
    emails: ["ada@example.org", "berg@example.org"],
    skills: ["Cisco: ccna, ccnp", "Rust"],
  });
  const line = screen.getByTestId("status-line");
  expect(line.textContent).toContain("Ada Berg is added.");
  expect(within(line).getByRole("button", { name: /Undo/ })).toBeTruthy();
});

it("says at each field what is wrong with it, and loses nothing", async () => {
  openWindow("/candidates?do=create", {
    candidate_create: () => {
      throw new CommandError("invalid_parameter", "emails[1]: …", "Correct it.", {
        field: "emails[1]",
        errors: [
          { field: "emails[1]", code: "invalid_email", message: "This is not an e-mail address." },
          { field: "time_zone", code: "unknown_zone", message: "This time zone is not known." },
        ],
      });
    },
  });
  const form = await screen.findByTestId("candidate-form");
  await userEvent.type(within(form).getByTestId("full_name"), "Ada");
  await userEvent.type(within(form).getByTestId("emails"), "ada@example.org\nberg");
  await userEvent.type(within(form).getByTestId("time_zone"), "Mars{Enter}");
  const emails = within(form).getByTestId("emails");
  await waitFor(() => expect(emails.getAttribute("aria-invalid")).toBe("true"));
  const words = (field: HTMLElement) =>
    (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" ");
  expect(words(emails)).toContain("Line 2: This is not an e-mail address.");
  expect(words(within(form).getByTestId("time_zone"))).toContain("This time zone is not known.");
  expect((emails as HTMLTextAreaElement).value).toBe("ada@example.org\nberg");
});

it("changes only what was changed, and empties what was emptied", async () => {
  const grace = { ...candidate("c1", "Grace Lindqvist"), documents: [], links: [] };
  const { calls } = openWindow("/candidates?id=c1", {
    candidate_list: () => ({ items: [grace], next_cursor: null }),
    candidate_get: () => grace,
    candidate_update: () => grace,
  });
  await screen.findByTestId("candidate");
  await userEvent.keyboard("e");
  const form = await screen.findByTestId("candidate-form");
  await userEvent.clear(within(form).getByTestId("location"));
  await userEvent.type(within(form).getByTestId("tags"), "silver medal");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(calls.find((call) => call.command === "candidate_update")?.params).toEqual({
      id: "c1",
      location: null,
      tags: ["silver medal"],
    }),
  );
  await waitFor(() => expect(screen.queryByTestId("candidate-form")).toBeNull());
});

it("knows an untouched form", () => {
  const before = typedFrom(candidate("c1", "Grace"));
  expect(changed(before, { ...before })).toEqual({});
  expect(changed(before, { ...before, full_name: " Grace " })).toEqual({});
});
