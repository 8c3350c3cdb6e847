import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { CandidateSearchResult } from "@/generated/commands";
import { CommandError } from "@/platform";
import { application, candidate, interview, openWindow } from "@/test/desk";

const people = [
  candidate("c1", "Grace Lindqvist"),
  candidate("c2", "王小明"),
  candidate("c3", "ليلى حداد"),
];
const listed = {
  candidate_list: () => ({ items: people, next_cursor: null }),
  candidate_get: ({ id }: { id: string }) =>
    people.find((person) => person.id === id) ?? candidate(id, "Nobody"),
};

describe("the list", () => {
  it("shows people, moves by J and K, opens by Enter and closes by Esc", async () => {
    const { history } = openWindow("/candidates", listed);
    expect((await screen.findAllByTestId("row")).length).toBe(3);
    await waitFor(() => expect(document.documentElement.dataset.ready).toBe("true"));
    await userEvent.keyboard("jj{Enter}");
    const detail = await screen.findByTestId("candidate");
    expect(detail.textContent).toContain("王小明");
    expect(history.location.href).toBe("/candidates?id=c2");
    await userEvent.keyboard("j");
    await waitFor(() => expect(screen.getByTestId("candidate").textContent).toContain("ليلى حداد"));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("detail")).toBeNull());
    expect(history.location.href).toBe("/candidates");
    const chosen = screen
      .getAllByTestId("row")
      .find((row) => row.getAttribute("aria-selected") === "true");
    expect(chosen?.textContent).toContain("ليلى حداد");
  });

  it("teaches the first act when it is empty", async () => {
    openWindow("/candidates");
    const empty = await screen.findByTestId("empty");
    expect(within(empty).getByRole("button", { name: /Import candidates/ })).toBeTruthy();
    expect(within(empty).getByRole("button", { name: /Add candidate/ })).toBeTruthy();
    expect(within(empty).getByRole("button", { name: "Fill with demo data" })).toBeTruthy();
  });

  it("reads the next page when the end comes near", async () => {
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) =>
        candidate(`c${from + at}`, `Person ${from + at}`),
      );
    const { calls } = openWindow("/candidates", {
      candidate_list: ({ cursor }) =>
        cursor === "2"
          ? { items: many(30, 500), next_cursor: "3" }
          : { items: many(0, 30), next_cursor: "2" },
    });
    await waitFor(() => {
      const asked = calls.filter((call) => call.command === "candidate_list");
      expect(asked.map((call) => call.params.cursor)).toEqual([undefined, "2"]);
    });
  });

  it("reads again what an event calls stale, and nothing else", async () => {
    const { calls, emit } = openWindow("/candidates", listed);
    await screen.findAllByTestId("row");
    const asked = (name: string) => calls.filter((call) => call.command === name).length;
    const before = asked("candidate_list");
    emit({ kind: "changed", tags: ["drafts"] });
    emit({ kind: "changed", tags: ["candidates"] });
    await waitFor(() => expect(asked("workspace_status")).toBe(2));
    expect(asked("candidate_list")).toBe(before + 1);
  });
});

describe("the search", () => {
  it("shows the answer to the latest letters, whichever comes last", async () => {
    const answers = new Map<string, (result: CandidateSearchResult) => void>();
    openWindow("/candidates", {
      ...listed,
      candidate_search: ({ query }) =>
        new Promise<CandidateSearchResult>((resolve) => answers.set(query, resolve)),
    });
    await screen.findAllByTestId("row");
    await userEvent.keyboard("/");
    await userEvent.keyboard("gr");
    await waitFor(() => expect([...answers.keys()]).toEqual(["g", "gr"]));
    const hit = (full_name: string) => ({
      items: [{ id: full_name, full_name, headline: "", snippet: "" }],
    });
    answers.get("gr")?.(hit("Right Answer"));
    await screen.findByText("Right Answer");
    answers.get("g")?.(hit("Stale Answer"));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(screen.queryByText("Stale Answer")).toBeNull();
    expect(screen.getByText("Right Answer")).toBeTruthy();
  });

  it("is emptied by Esc, and letters in it are no keys", async () => {
    const { history, calls } = openWindow("/candidates?q=zzz", {
      ...listed,
      candidate_search: () => ({ items: [] }),
    });
    expect((await screen.findByTestId("empty")).textContent).toContain("Nobody matches “zzz”");
    await userEvent.click(screen.getByTestId("search"));
    await userEvent.keyboard("jz{Escape}");
    await waitFor(() => expect(history.location.href).toBe("/candidates"));
    expect(calls.some((call) => call.command === "change_undo")).toBe(false);
  });
});

describe("the switches", () => {
  const withApplication = (change: Parameters<typeof application>[0]) => ({
    ...listed,
    application_list: () => ({ items: [application(change)], next_cursor: null }),
  });

  it("say why they are locked, by sight and to a screen reader, and send nothing", async () => {
    const { calls } = openWindow("/candidates?id=c1", withApplication({}));
    const locked = await screen.findByRole("switch", { name: /^Interviews/ });
    expect(locked.getAttribute("aria-disabled")).toBe("true");
    const why = document.getElementById(locked.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toMatch(/until the candidate is shortlisted. Press L/);
    await userEvent.click(locked);
    expect((await screen.findByTestId("status-line")).textContent).toMatch(/Press L to shortlist/);
    expect(calls.some((call) => call.command === "candidate_toggle_interview")).toBe(false);
  });

  it("lock online on interviews, once shortlisted", async () => {
    openWindow("/candidates?id=c1", withApplication({ shortlisted: true }));
    const online = await screen.findByRole("switch", { name: /^Online/ });
    const why = document.getElementById(online.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toMatch(/Switch interviews on first/);
    const interviews = screen.getByRole("switch", { name: /^Interviews/ });
    expect(interviews.getAttribute("aria-disabled")).toBeNull();
  });

  it("shortlist by L at once, and say so with a way back", async () => {
    let finish: (answer: ReturnType<typeof application>) => unknown = () => undefined;
    const { calls } = openWindow("/candidates?id=c1", {
      ...withApplication({}),
      candidate_shortlist: () => new Promise((resolve) => (finish = resolve)),
      change_undo: () => ({ change_id: "h1", summary: "Grace Lindqvist was shortlisted" }),
    });
    await screen.findByRole("switch", { name: /Shortlisted/ });
    await userEvent.keyboard("l");
    const shortlisted = screen.getByRole("switch", { name: /Shortlisted/ });
    await waitFor(() => expect(shortlisted.getAttribute("aria-checked")).toBe("true"));
    expect(calls).toContainEqual({
      command: "candidate_shortlist",
      params: { application_id: "a1", shortlisted: true },
    });
    finish(application({ shortlisted: true }));
    const line = screen.getByTestId("status-line");
    await waitFor(() => expect(line.textContent).toContain("Grace Lindqvist is on the shortlist"));
    await userEvent.keyboard("z");
    await waitFor(() =>
      expect(line.textContent).toContain("Undone: Grace Lindqvist was shortlisted"),
    );
  });

  it("go back when they are refused, and give the reason and its button", async () => {
    openWindow("/candidates?id=c1", {
      ...withApplication({ shortlisted: true, interview_enabled: true }),
      candidate_shortlist: () => {
        throw new CommandError(
          "workspace_busy",
          "An import holds the file.",
          "Wait until it is done.",
        );
      },
    });
    await userEvent.click(await screen.findByRole("switch", { name: /Shortlisted/ }));
    const line = screen.getByTestId("status-line");
    await waitFor(() => expect(line.textContent).toContain("Wait until it is done."));
    expect(screen.getByRole("switch", { name: /Shortlisted/ }).getAttribute("aria-checked")).toBe(
      "true",
    );
    expect(screen.getByRole("switch", { name: /^Interviews/ }).getAttribute("aria-checked")).toBe(
      "true",
    );
    expect(within(line).getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

it("shows the times as the words that came, never its own", async () => {
  openWindow("/candidates?id=c1", {
    ...listed,
    interview_list: () => ({ items: [interview()], next_cursor: null }),
  });
  const interviews = await screen.findByTestId("interviews");
  expect(interviews.textContent).toContain(
    "Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)",
  );
});
