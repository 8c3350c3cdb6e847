import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { candidate, openWindow } from "@/test/desk";
import { valueLines } from "./merging";

const record = (id: string, full_name: string) => ({
  id,
  full_name,
  headline: null,
  company: null,
  title: null,
});
const pairs = {
  items: [
    {
      first: record("c1", "Grace Lindqvist"),
      second: record("c2", "G. Lindqvist"),
      reasons: [
        {
          kind: "email",
          value: "g@example.org",
          message: "Both have the e-mail address g@example.org.",
        },
      ],
    },
  ],
};
const field = (name: string, kept: unknown, other: unknown, choice: string) => ({
  field: name,
  kept,
  other,
  choice,
  result: choice === "other" ? other : choice === "both" ? [kept, other].flat() : kept,
});

function desk() {
  return openWindow("/candidates?view=duplicates", {
    candidate_duplicates: () => pairs,
    candidate_merge_preview: ({ choices }) => ({
      keep_id: "c1",
      other_id: "c2",
      fields: [
        field("full_name", "Grace Lindqvist", "G. Lindqvist", choices?.full_name ?? "kept"),
        field("emails", ["g@example.org"], ["g@example.org"], "equal"),
        field("skills", ["Rust"], ["SQL"], choices?.skills ?? "both"),
        field("location", null, null, "equal"),
      ],
    }),
    candidate_merge: () => candidate("c1", "G. Lindqvist"),
    candidate_distinct: () => ({ first_id: "c1", second_id: "c2" }),
  });
}

const row = (name: string) => screen.findByTestId(`merge-${name}`);

describe("pairs that may be one person", () => {
  it("say why, and open field by field with what comes out", async () => {
    desk();
    expect((await screen.findByTestId("list")).textContent).toContain(
      "Both have the e-mail address g@example.org.",
    );
    await userEvent.keyboard("j{Enter}");
    expect((await row("skills")).textContent).toContain("Rust");
    expect(screen.queryByTestId("merge-location")).toBeNull();
    expect(within(await row("emails")).queryByRole("button")).toBeNull();
    expect(within(await row("full_name")).queryByRole("button", { name: "3 Both" })).toBeNull();
  });

  it("merge with the choices made by keys, and offer the way back", async () => {
    const { calls, history } = desk();
    await screen.findByTestId("list");
    await userEvent.keyboard("j{Enter}");
    await row("skills");
    await userEvent.keyboard("2");
    await waitFor(async () =>
      expect((await row("full_name")).lastElementChild?.textContent).toMatch(/^G. Lindqvist/),
    );
    await userEvent.keyboard("{ArrowDown}{ArrowRight}");
    await waitFor(async () =>
      expect(
        within(await row("skills"))
          .getByRole("button", { name: "1 This" })
          .getAttribute("aria-pressed"),
      ).toBe("true"),
    );
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(calls.find((call) => call.command === "candidate_merge")?.params).toEqual({
        keep_id: "c1",
        other_id: "c2",
        choices: { full_name: "other", skills: "kept" },
      }),
    );
    const line = await screen.findByTestId("status-line");
    await waitFor(() =>
      expect(line.textContent).toContain("The two records of G. Lindqvist are one"),
    );
    expect(within(line).getByRole("button", { name: /Undo/ })).toBeTruthy();
    await waitFor(() => expect(history.location.href).toBe("/candidates?view=duplicates"));
  });

  it("can be told apart, or the other record kept", async () => {
    const { calls } = desk();
    await screen.findByTestId("list");
    await userEvent.keyboard("j{Enter}");
    await row("skills");
    await userEvent.keyboard("w");
    await waitFor(() =>
      expect(
        calls.filter((call) => call.command === "candidate_merge_preview").at(-1)?.params.keep_id,
      ).toBe("c2"),
    );
    await userEvent.keyboard("t");
    await waitFor(() =>
      expect(calls.find((call) => call.command === "candidate_distinct")?.params).toEqual({
        first_id: "c1",
        second_id: "c2",
      }),
    );
    await waitFor(() =>
      expect(screen.getByTestId("status-line").textContent).toContain("are two people"),
    );
  });
});

it("puts stored values into words", () => {
  expect(valueLines(null)).toEqual([]);
  expect(valueLines([])).toEqual([]);
  expect(valueLines("one\ntwo")).toEqual(["one", "two"]);
  expect(
    valueLines([{ title: "Lead", company: "Northlight", start: "2020-01", end: null }]),
  ).toEqual(["Lead · Northlight · 2020–now"]);
  expect(valueLines({ state: "granted", at: null, source: null })).toEqual(["granted"]);
});
