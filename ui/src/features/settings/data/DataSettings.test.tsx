import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { ImportPreview, ImportView } from "@/generated/commands";
import { CommandError } from "@/platform";
import { openWindow } from "@/test/desk";

type Calls = { command: string; params: Record<string, unknown> }[];
const sent = (calls: Calls, command: string) =>
  calls.filter((call) => call.command === command).map(({ params }) => params);

const preview: ImportPreview = {
  format: "csv",
  encoding: "UTF-8",
  rows_seen: 5,
  more_rows: false,
  columns: [
    { name: "Name", field: "full_name", samples: ["Grace Lindqvist", "王小明"] },
    { name: "Job title", field: null, samples: ["Engineer"] },
  ],
  fields: [
    { name: "full_name", label: "Full name" },
    { name: "headline", label: "Headline" },
  ],
  notes: [{ code: "unknown_columns", message: "The column “Job title” is not used." }],
};

const view = (change: Partial<ImportView> = {}): ImportView => ({
  created: 2,
  updated: 1,
  unchanged: 0,
  skipped: 1,
  errors: [
    { row: 4, line: 5, field: "email", code: "invalid_email", message: "“x@” is not an address." },
  ],
  errors_total: 1,
  notes: [],
  change_id: null,
  ...change,
});

/** Long work that ends at the second look, as the host tells it. */
function operations() {
  const ends = new Map<string, unknown>();
  const looks = new Map<string, number>();
  return {
    start: (result: unknown) => {
      const operation_id = `o${ends.size + 1}`;
      ends.set(operation_id, result);
      return { operation_id };
    },
    operation_get: ({ id }: { id: string }) => {
      const look = (looks.get(id) ?? 0) + 1;
      looks.set(id, look);
      const end = ends.get(id);
      const base = { id, command: "candidate_import", done: look, total: 2 };
      if (look < 2) return { ...base, state: "running" };
      return end instanceof CommandError
        ? {
            ...base,
            state: "failed",
            error: { code: end.code, message: end.message, hint: end.hint },
          }
        : { ...base, state: "done", result: end };
    },
  };
}

describe("import", () => {
  it("goes from path to people by Enter and Enter, and back by one undo", async () => {
    const work = operations();
    const { calls, history } = openWindow("/settings?view=data&do=import", {
      candidate_import_preview: () => preview,
      candidate_import: ({ dry_run }) => work.start(view(dry_run ? {} : { change_id: "h9" })),
      operation_get: work.operation_get,
      change_undo: () => ({ change_id: "h9", summary: "Imported people.csv", tables: [] }),
    });
    await waitFor(() => expect(screen.getByTestId("path")).toBe(document.activeElement));
    await userEvent.keyboard("/tmp/people.csv{Enter}");
    const trial = await screen.findByTestId("import-trial");
    expect(trial.textContent).toContain(
      "Two people to add and one person to complete. Nothing has been written yet.",
    );
    expect(
      within(trial).getByRole("row", { name: "4 5 Email “x@” is not an address." }),
    ).toBeTruthy();
    const columns = screen.getByTestId("preview");
    expect(columns.textContent).toContain("A CSV table · Five rows · UTF-8");
    expect(columns.textContent).toContain("The column “Job title” is not used.");
    await waitFor(() =>
      expect(document.activeElement?.textContent).toContain("Import three people"),
    );
    await userEvent.keyboard("{Enter}");
    const result = await screen.findByTestId("import-result");
    expect(result.textContent).toContain("Two people added and one person completed.");
    expect(sent(calls, "candidate_import")).toEqual([
      { path: "/tmp/people.csv", background: true, dry_run: true },
      { path: "/tmp/people.csv", background: true },
    ]);
    await userEvent.click(screen.getByRole("button", { name: "Undo the import" }));
    await waitFor(() => expect(sent(calls, "change_undo")).toEqual([{ change_id: "h9" }]));
    await screen.findByText(/^The import is taken back/);
    await waitFor(() =>
      expect(screen.queryByRole("button", { name: "Undo the import" })).toBeNull(),
    );
    await userEvent.click(screen.getByRole("button", { name: "Show the candidates" }));
    await waitFor(() => expect(history.location.pathname).toBe("/candidates"));
  });

  it("sends a column where one puts it, and tries again before it writes", async () => {
    const work = operations();
    const { calls } = openWindow(
      `/settings?view=data&do=import&for=${encodeURIComponent("/tmp/people.csv")}`,
      {
        candidate_import_preview: () => preview,
        candidate_import: ({ mapping }) => {
          if (mapping?.["Job title"] === "full_name") {
            throw new CommandError(
              "invalid_parameter",
              "Two columns go to Full name.",
              "Leave one of them out.",
              { field: "mapping" },
            );
          }
          return work.start(view());
        },
        operation_get: work.operation_get,
      },
    );
    expect((await screen.findByTestId<HTMLInputElement>("path")).value).toBe("/tmp/people.csv");
    await userEvent.click(screen.getByTestId("submit"));
    await screen.findByTestId("import-trial");
    const field = screen.getByLabelText("Field for Job title");
    await userEvent.selectOptions(field, "full_name");
    // What was counted with other columns is no longer true.
    expect(screen.queryByTestId("import-trial")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /^Try these columns/ }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "Two columns go to Full name. Leave one of them out.",
    );
    await userEvent.selectOptions(field, "headline");
    await userEvent.click(screen.getByRole("button", { name: /^Try these columns/ }));
    await screen.findByTestId("import-trial");
    expect(sent(calls, "candidate_import").at(-1)).toEqual({
      path: "/tmp/people.csv",
      background: true,
      dry_run: true,
      mapping: { "Job title": "headline" },
    });
  });

  it("says at the path why a file cannot be read, and keeps the path", async () => {
    openWindow("/settings?view=data&do=import", {
      candidate_import_preview: () => {
        throw new CommandError(
          "file_unreadable",
          "/nope.csv could not be read: No such file or directory.",
          "Check that the file exists.",
          { field: "path" },
        );
      },
    });
    await waitFor(() => expect(screen.getByTestId("path")).toBe(document.activeElement));
    await userEvent.keyboard("/nope.csv{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe(
      "/nope.csv could not be read: No such file or directory. Check that the file exists.",
    );
    expect(screen.getByTestId<HTMLInputElement>("path").value).toBe("/nope.csv");
  });

  it("shows how far it is, and stops when asked", async () => {
    let stopped = false;
    const { calls } = openWindow("/settings?view=data&do=import", {
      candidate_import_preview: () => ({ ...preview, format: "linkedin_connections" }),
      candidate_import: () => ({ operation_id: "o1" }),
      operation_get: ({ id }) => ({
        id,
        command: "candidate_import",
        state: stopped ? "cancelled" : "running",
        done: 30,
        total: 120,
      }),
      operation_cancel: () => {
        stopped = true;
        return { id: "o1", command: "candidate_import", state: "running", done: 30, total: 120 };
      },
    });
    await waitFor(() => expect(screen.getByTestId("path")).toBe(document.activeElement));
    await userEvent.keyboard("/tmp/Connections.csv{Enter}");
    const bar = await screen.findByTestId("progress");
    expect(bar.textContent).toContain("Trying Connections.csv");
    await waitFor(() => expect(bar.textContent).toContain("25 %"));
    await userEvent.click(within(bar).getByRole("button", { name: "Stop" }));
    await screen.findByText("Stopped. Nothing has been written.");
    expect(sent(calls, "operation_cancel")).toEqual([{ id: "o1" }]);
    await waitFor(() => expect(screen.queryByTestId("progress")).toBeNull());
  });
});

describe("export, backup and restore", () => {
  it("say in words what was written", async () => {
    const work = operations();
    openWindow("/settings?view=data&do=export", {
      workspace_export: () =>
        work.start({
          path: "/tmp/out",
          rows: { candidates: 200, jobs: 1, notices: 3 },
          documents: 4,
          documents_missing: 1,
        }),
      operation_get: work.operation_get,
    });
    await waitFor(() => expect(screen.getByTestId("path")).toBe(document.activeElement));
    await userEvent.keyboard("/tmp/out{Enter}");
    const outcome = await screen.findByTestId("export-outcome");
    expect(outcome.textContent).toContain(
      "200 candidates, one job and four documents are in /tmp/out.",
    );
    expect(outcome.textContent).toContain("One document could not be found and is not in it.");
  });

  it("say at the path why nothing was written", async () => {
    const work = operations();
    openWindow("/settings?view=data&do=backup", {
      workspace_backup: () =>
        work.start(
          new CommandError(
            "already_exists",
            "Nothing was written: /tmp/a.db is there already.",
            "Choose another name.",
          ),
        ),
      operation_get: work.operation_get,
    });
    await waitFor(() => expect(screen.getByTestId("path")).toBe(document.activeElement));
    await userEvent.keyboard("/tmp/a.db{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe(
      "Nothing was written: /tmp/a.db is there already. Choose another name.",
    );
  });

  it("name exactly what a restore loses, and where the present is kept", async () => {
    const change = (id: string, at: string) => ({
      id,
      at,
      spoken_at: "Tue 24 Nov 09:00",
      actor_name: "Rosa Lindner",
      summary: `Change ${id}`,
      undoable: true,
      undoes: null,
      undone_by: null,
    });
    const { calls } = openWindow("/settings?view=data&do=restore", {
      backup_list: () => [
        {
          path: "/w/backups/daily-2.db",
          kind: "daily",
          made_at: "2026-11-24T06:00:00Z",
          spoken_at: "Tue 24 Nov 07:00 Berlin (UTC+1)",
          bytes: 2_400_000,
        },
      ],
      activity_list: () => ({
        items: [
          change("three", "2026-11-24T08:00:00Z"),
          change("two", "2026-11-24T07:00:00Z"),
          change("one", "2026-11-24T05:00:00Z"),
        ],
        next_cursor: null,
      }),
      workspace_restore: () => ({
        restored_from: "/w/backups/daily-2.db",
        previous_backup: "/w/backups/before-restore-1.db",
        rows: { candidates: 199 },
        documents: 0,
        documents_missing: 0,
      }),
    });
    expect(await screen.findByText("Daily · 2.4 MB")).toBeTruthy();
    await userEvent.click(screen.getByRole("radio"));
    const loss = await screen.findByTestId("loss");
    await waitFor(() =>
      expect(loss.textContent).toContain(
        "Two changes made since Tue 24 Nov 07:00 Berlin (UTC+1) are lost",
      ),
    );
    expect(loss.textContent).toContain("Change three");
    expect(loss.textContent).not.toContain("Change one");
    expect(loss.textContent).toContain("A copy of the present is kept");
    await userEvent.click(
      screen.getByRole("button", {
        name: /^Replace this workspace with Tue 24 Nov 07:00 Berlin \(UTC\+1\)/,
      }),
    );
    const restored = await screen.findByTestId("restored");
    expect(sent(calls, "workspace_restore")).toEqual([{ path: "/w/backups/daily-2.db" }]);
    expect(restored.textContent).toContain("199 candidates are here now");
    expect(restored.textContent).toContain("/w/backups/before-restore-1.db");
  });
});

it("an empty workspace is offered the demo first, by J and Enter", async () => {
  const { calls } = openWindow("/settings?view=data", {
    workspace_demo: () => ({ candidates: 200, jobs: 20, people: 12, interviews: 60 }),
  });
  await screen.findByText("This workspace is empty");
  await userEvent.keyboard("j{Enter}");
  await screen.findByTestId("demo");
  await userEvent.click(screen.getByTestId("submit"));
  expect(
    await screen.findByText(/^200 candidates, 20 jobs, twelve interviewers and 60/),
  ).toBeTruthy();
  expect(sent(calls, "workspace_demo")).toHaveLength(1);
});
