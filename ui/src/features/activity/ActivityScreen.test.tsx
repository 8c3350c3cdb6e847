import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";

type Calls = { command: string; params: Record<string, unknown> }[];
const sent = (calls: Calls, command: string) =>
  calls.filter((call) => call.command === command).map(({ params }) => params);

const change = (id: string, more: object = {}) => ({
  id,
  at: "2026-11-21T08:00:00Z",
  spoken_at: "Sat 21 Nov 09:00 Berlin (UTC+1)",
  actor: "u1",
  actor_name: "Rosa Lindner",
  origin: "cli",
  command: "candidate_update",
  summary: `Changed ${id}`,
  undoable: true,
  undoes: null,
  undone_by: null,
  ...more,
});
const changes = [
  change("王小明"),
  change("Grace"),
  change("join", {
    undoable: false,
    actor: "muster",
    actor_name: "Muster",
    origin: "background",
    command: "interview_auto_update",
  }),
];

describe("changes", () => {
  const answers = { activity_list: () => ({ items: changes, next_cursor: null }) };

  it("opens one by J and Enter and undoes that one by U", async () => {
    const { calls } = openWindow("/activity", {
      ...answers,
      change_undo: () => ({ change_id: "Grace", summary: "Changed Grace", tables: [] }),
    });
    await screen.findByTestId("list");
    await userEvent.keyboard("jj{Enter}");
    const detail = await screen.findByTestId("change");
    for (const words of ["Rosa Lindner", "Sat 21 Nov 09:00 Berlin (UTC+1)", "the command line"]) {
      expect(detail.textContent).toContain(words);
    }
    await userEvent.keyboard("u");
    await waitFor(() => expect(sent(calls, "change_undo")).toEqual([{ change_id: "Grace" }]));
  });

  it("says why one cannot be undone, and sends nothing", async () => {
    const { calls } = openWindow("/activity?id=join", answers);
    const detail = await screen.findByTestId("change");
    expect(detail.textContent).toContain("Muster recorded what had happened");
    await userEvent.keyboard("u");
    await waitFor(() =>
      expect(screen.getByTestId("status-line").textContent).toContain(
        "Muster recorded what had happened",
      ),
    );
    expect(sent(calls, "change_undo")).toEqual([]);
  });

  it("says what is in the way when a change was changed again", async () => {
    openWindow("/activity?id=Grace", {
      ...answers,
      change_undo: () => {
        throw new CommandError(
          "changed_since",
          "Grace was changed again since.",
          "Undo that first.",
        );
      },
    });
    await screen.findByTestId("change");
    await userEvent.click(screen.getByRole("button", { name: /^Undo this change/ }));
    await waitFor(() =>
      expect(screen.getByTestId("status-line").textContent).toContain("Undo that first."),
    );
  });

  it("finds by words over what is loaded", async () => {
    openWindow("/activity", answers);
    await screen.findByTestId("list");
    await userEvent.keyboard("/grac");
    await waitFor(() => expect(screen.getAllByTestId("row")).toHaveLength(1));
    expect(screen.getByTestId("row").textContent).toContain("Changed Grace");
    await userEvent.keyboard("x");
    expect(await screen.findByText("No change matches “gracx”")).toBeTruthy();
  });
});

describe("notices", () => {
  const notice = (id: string, read_at: string | null) => ({
    id,
    kind: "reminder",
    title: `Interview ${id} in 15 minutes`,
    body: "Data engineer · Tue 24 Nov 15:00 Berlin (UTC+1)",
    interview_id: `i-${id}`,
    at: "2026-11-24T13:45:00Z",
    spoken_at: "Tue 24 Nov 14:45 Berlin (UTC+1)",
    read_at,
  });
  const answers = {
    notice_list: () => ({
      items: [notice("old", "2026-11-24T13:46:00Z"), notice("new", null)],
      next_cursor: null,
      unread: 1,
    }),
    notice_read: () => ({ unread: 0 }),
  };

  it("shows the unread first, opens the interview by Enter and marks it read", async () => {
    const { calls, history } = openWindow("/activity?view=notices", {
      ...answers,
      interview_get: () => {
        throw new CommandError("not_found", "There is no such interview.");
      },
    });
    await screen.findByTestId("list");
    const rows = screen.getAllByTestId("row").map((row) => row.textContent);
    expect(rows[0]).toContain("Unread: Interview new");
    expect(rows[0]).toContain("Tue 24 Nov 14:45 Berlin (UTC+1)");
    expect(rows[1]).toContain("Read: Interview old");
    await userEvent.keyboard("j{Enter}");
    await waitFor(() => expect(history.location.pathname).toBe("/schedule"));
    expect(history.location.search).toBe("?id=i-new");
    await waitFor(() => expect(sent(calls, "notice_read")).toEqual([{ id: "new" }]));
  });

  it("marks all as read by R", async () => {
    const { calls } = openWindow("/activity?view=notices", answers);
    const list = await screen.findByTestId("list");
    expect(within(list).getByText("Interview new in 15 minutes")).toBeTruthy();
    await userEvent.keyboard("r");
    await waitFor(() => expect(sent(calls, "notice_read")).toEqual([{}]));
  });
});
