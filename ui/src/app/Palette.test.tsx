import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "@/platform";
import { application, candidate, interview, openWindow } from "@/test/desk";

/** A fault that is meant to happen is not written over the results. */
const quiet = () => {
  for (const said of ["error", "warn"] as const) {
    vi.spyOn(console, said).mockImplementation(() => undefined);
  }
};
afterEach(() => vi.restoreAllMocks());

const titles = () => screen.getAllByRole("option").map((option) => option.textContent);
const inPalette = () => within(screen.getByTestId("palette"));

describe("the palette", () => {
  it("opens by Ctrl+K with the keys beside its entries, and goes places", async () => {
    const { history } = openWindow("/today");
    await screen.findByTestId("summary");
    await userEvent.keyboard("{Control>}k{/Control}");
    const field = screen.getByTestId("palette-input");
    expect(document.activeElement).toBe(field);
    const entries = inPalette()
      .getAllByRole("option")
      .map((option) => option.textContent);
    expect(entries).toContain("Undo last changeZ");
    expect(entries).toContain("Go to CandidatesGC");
    await userEvent.keyboard("sched{Enter}");
    await waitFor(() => expect(history.location.pathname).toBe("/schedule"));
    expect(screen.queryByTestId("palette")).toBeNull();
  });

  it("offers no command that needs more than a word", async () => {
    openWindow("/today");
    await screen.findByTestId("summary");
    await userEvent.keyboard("{Control>}k{/Control}short");
    expect(inPalette().queryByText("Shortlist candidate")).toBeNull();
  });

  it("puts what can be done to the selection first, with the reason where it cannot", async () => {
    const { calls } = openWindow("/candidates?id=c1", {
      candidate_list: () => ({ items: [candidate("c1", "Grace Lindqvist")], next_cursor: null }),
      candidate_get: () => candidate("c1", "Grace Lindqvist"),
      application_list: () => ({ items: [application()], next_cursor: null }),
      candidate_shortlist: () => application({ shortlisted: true }),
    });
    await screen.findByRole("switch", { name: /Shortlisted/ });
    await userEvent.keyboard("{Control>}k{/Control}");
    const entries = inPalette()
      .getAllByRole("option")
      .map((option) => option.textContent ?? "");
    expect(entries[0]).toBe("Shortlist Grace LindqvistL");
    expect(entries[1]).toMatch(/Interviews stay off until/);
    await userEvent.keyboard("{Enter}");
    await waitFor(() =>
      expect(calls.some((call) => call.command === "candidate_shortlist")).toBe(true),
    );
  });

  it("finds people and jobs, the first answer chosen, and opens them", async () => {
    const { history } = openWindow("/today", {
      candidate_search: () => ({
        items: [{ id: "c7", full_name: "Łucja Wiśniewska", headline: "SRE", snippet: null }],
      }),
      candidate_get: () => candidate("c7", "Łucja Wiśniewska"),
    });
    await screen.findByTestId("summary");
    await userEvent.keyboard("{Control>}k{/Control}lucja");
    await waitFor(() => expect(titles()[0]).toContain("Łucja Wiśniewska"));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(history.location.href).toBe("/candidates?id=c7"));
  });

  it("remembers what was done, and nobody who was looked up", async () => {
    openWindow("/today", {
      candidate_search: () => ({
        items: [{ id: "c7", full_name: "Grace Lindqvist", headline: null, snippet: null }],
      }),
    });
    await screen.findByTestId("summary");
    await userEvent.keyboard("{Control>}k{/Control}grace");
    await waitFor(() => expect(titles()[0]).toContain("Grace"));
    await userEvent.keyboard("{Enter}{Control>}k{/Control}outreach{Enter}");
    await userEvent.keyboard("{Control>}k{/Control}");
    const recent = within(inPalette().getByRole("group", { name: "Recent" }));
    expect(recent.getAllByRole("option")[0]?.textContent).toBe("Go to OutreachGO");
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/Grace|c7/);
  });
});

describe("the window", () => {
  it("opens the keys by ?, closes them by Esc, and keeps keys behind them still", async () => {
    const { history } = openWindow("/today");
    await screen.findByTestId("summary");
    await userEvent.keyboard("?");
    expect(screen.getByTestId("keys").textContent).toContain("Open beside the list");
    await userEvent.keyboard("gc");
    expect(history.location.pathname).toBe("/today");
  });

  it("goes by G and a letter", async () => {
    const { history } = openWindow("/today");
    await screen.findByTestId("summary");
    for (const [key, path] of Object.entries({
      c: "/candidates",
      j: "/jobs",
      s: "/schedule",
      o: "/outreach",
      t: "/today",
    })) {
      await userEvent.keyboard(`g${key}`);
      await waitFor(() => expect(history.location.pathname).toBe(path));
    }
  });

  it("says how things stand in words, and tells the host once that it shows them", async () => {
    const { calls } = openWindow("/today");
    await waitFor(() =>
      expect(screen.getByTestId("sync-state").textContent).toBe("Offline workspace, all saved"),
    );
    expect(screen.getByTestId("summary").textContent).toBe(
      "No interviews today, none coming up. Nothing else waits for you.",
    );
    await waitFor(() => expect(calls.filter((call) => call.command === "ready")).toHaveLength(1));
    await userEvent.keyboard("gc");
    await screen.findByTestId("empty");
    await userEvent.keyboard("gt");
    await screen.findByTestId("summary");
    expect(calls.filter((call) => call.command === "ready")).toHaveLength(1);
  });

  it.each([
    [
      "reads no data",
      { dashboard_get: () => Promise.reject(new CommandError("read_only", "No.")) },
    ],
    // An answer of another shape than the screen was written for.
    ["cannot draw the screen", { dashboard_get: () => ({ upcoming: [interview()] }) }],
  ])("tells the host that it works when it %s and says so", async (_, answers) => {
    quiet();
    const { calls } = openWindow("/today", answers);
    await screen.findByRole("alert");
    await waitFor(() => expect(document.documentElement.dataset.ready).toBe("failed"));
    expect(calls.filter((call) => call.command === "ready")).toHaveLength(1);
    expect(screen.getByTestId("rail")).toBeTruthy();
    // A screen that has its data makes up for it, and the host is not told again.
    await userEvent.keyboard("gc");
    await screen.findByTestId("empty");
    await waitFor(() => expect(document.documentElement.dataset.ready).toBe("true"));
    expect(calls.filter((call) => call.command === "ready")).toHaveLength(1);
  });

  it("tells the host that it works when its own frame cannot be drawn", async () => {
    quiet();
    const { calls } = openWindow("/today", {
      workspace_status: () => ({ next_interview: { id: "i1", candidate_name: {} } }),
    });
    expect((await screen.findByRole("alert")).textContent).toContain("could not be drawn");
    await waitFor(() => expect(calls.some((call) => call.command === "ready")).toBe(true));
  });

  it("tells of an address that leads nowhere", async () => {
    openWindow("/nowhere");
    expect((await screen.findByTestId("empty")).textContent).toContain("leads to no screen");
  });
});

it("opens the form of a command that needs to be told something", async () => {
  const { calls, history } = openWindow("/today");
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await screen.findByTestId("palette-input"), "add a cand");
  const offered = screen.getAllByRole("option").map((option) => option.textContent);
  expect(offered.filter((text) => /add (a )?candidate/i.test(text ?? ""))).toHaveLength(1);
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(history.location.href).toBe("/candidates?do=create"));
  expect(calls.some((call) => call.command === "candidate_create")).toBe(false);
});
