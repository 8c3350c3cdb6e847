import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { application, candidate, openWindow } from "@/test/desk";
import { nextToReview } from "./review";

const up = (n: number, change: Parameters<typeof application>[0] = {}) =>
  application({
    id: `a${n}`,
    candidate_id: `c${n}`,
    candidate_name: `Person ${n}`,
    stage: "applied",
    ...change,
  });

/** A desk on which three people are up for a job, and which remembers what was decided. */
function desk() {
  const rows = [up(1), up(2), up(3)];
  const resume = (id: string) => ({
    id: `d-${id}`,
    candidate_id: id,
    file_name: "cv.pdf",
    kind: "pdf",
    has_text: true,
    message: null,
  });
  const log: { id: string; command: string; summary: string; undoable: boolean }[] = [];
  const wrote = (command: string, who: string) =>
    log.unshift({ id: `h${log.length}`, command, summary: `${command} ${who}`, undoable: true });
  const of = (id: unknown) => rows.find((row) => row.id === id) ?? up(0);
  return openWindow("/candidates?view=job&for=j1", {
    job_get: () => ({ id: "j1", title: "Data engineer" }),
    application_list: ({ candidate_id }) => ({
      items: rows.filter((row) => !candidate_id || row.candidate_id === candidate_id),
      next_cursor: null,
    }),
    candidate_get: ({ id }) => ({
      ...candidate(id, `Person ${id.slice(1)}`),
      documents: [resume(id)],
    }),
    candidate_document_text: ({ id }) => ({ ...resume(id), text: `The résumé of ${id}` }),
    candidate_shortlist: ({ application_id }) => {
      wrote("candidate_shortlist", of(application_id).candidate_name);
      of(application_id).shortlisted = true;
      return of(application_id);
    },
    application_move: ({ application_id, stage }) => {
      wrote("application_move", of(application_id).candidate_name);
      of(application_id).stage = stage;
      return of(application_id);
    },
    activity_list: () => ({ items: log, next_cursor: null }),
    change_undo: ({ change_id }) => ({ change_id, summary: `undid ${change_id}` }),
  });
}

const title = () => screen.getByTestId("candidate").querySelector("h1")?.textContent;
const shows = (who: string) => waitFor(() => expect(title()).toBe(who));

/** Opens the first person; the list remembers where the last test left it. */
async function begin() {
  const [first] = await screen.findAllByTestId("row");
  await userEvent.click(first as HTMLElement);
  await shows("Person 1");
}

describe("reviewing the people of a job", () => {
  it("shortlists by one key and shows the next résumé, which was read before", async () => {
    const { calls } = desk();
    await begin();
    await waitFor(() =>
      expect(calls).toContainEqual({
        command: "candidate_document_text",
        params: { id: "d-c2" },
      }),
    );
    const asked = calls.filter((call) => call.command === "candidate_document_text").length;
    await userEvent.keyboard("l");
    await shows("Person 2");
    await waitFor(() =>
      expect(screen.getByTestId("resume-text").textContent).toBe("The résumé of d-c2"),
    );
    await waitFor(() =>
      expect(calls).toContainEqual({
        command: "candidate_shortlist",
        params: { application_id: "a1", shortlisted: true },
      }),
    );
    await waitFor(() =>
      expect(screen.getByTestId("review-bar").textContent).toContain(
        "Two people to review, 3 in all",
      ),
    );
    // The second résumé was not asked for again; only the one after it is new.
    const texts = calls.filter((call) => call.command === "candidate_document_text").slice(asked);
    expect(texts.map((call) => call.params.id)).not.toContain("d-c2");
  });

  it("leaves somebody for later by Space, and comes round to them again", async () => {
    desk();
    await begin();
    await userEvent.keyboard(" ");
    await shows("Person 2");
    expect(within(screen.getByTestId("list")).getByText("Later")).toBeTruthy();
    await userEvent.keyboard(" ");
    await shows("Person 3");
    await userEvent.keyboard(" ");
    await shows("Person 1");
  });

  it("rejects with a reason by two keys, as one change that one undo takes back", async () => {
    const { calls } = desk();
    await begin();
    await userEvent.keyboard("x");
    await screen.findByTestId("reject");
    await userEvent.keyboard("2");
    await shows("Person 2");
    await waitFor(() =>
      expect(screen.getByTestId("status-line").textContent).toContain(
        "Person 1 is rejected for Data engineer: Not enough experience for this level",
      ),
    );
    const written = calls.filter(({ command }) => /_(update|move)$/.test(command));
    expect(written).toEqual([
      {
        command: "application_move",
        params: {
          application_id: "a1",
          stage: "rejected",
          reason: "Not enough experience for this level",
        },
      },
    ]);
    await userEvent.keyboard("z");
    await shows("Person 1");
    await waitFor(() =>
      expect(calls.filter(({ command }) => command === "change_undo")).toHaveLength(1),
    );
  });

  it("takes a reason in one's own words", async () => {
    const { calls } = desk();
    await begin();
    await userEvent.keyboard("x");
    await screen.findByTestId("reject");
    await userEvent.keyboard("9");
    const own = await screen.findByTestId("own-reason");
    await waitFor(() => expect(document.activeElement).toBe(own));
    await userEvent.keyboard("  Moved away {Enter}");
    await waitFor(() =>
      expect(calls.find((call) => call.command === "application_move")?.params.reason).toBe(
        "Moved away",
      ),
    );
  });

  it("says when a reason is too long to be kept", async () => {
    const { calls } = desk();
    await begin();
    await userEvent.keyboard("x");
    await screen.findByTestId("reject");
    await userEvent.keyboard("9");
    fireEvent.change(await screen.findByTestId("own-reason"), {
      target: { value: "é".repeat(1001) },
    });
    const sheet = screen.getByTestId("reject");
    await waitFor(() => expect(sheet.textContent).toContain("The reason is 1001 characters long"));
    await userEvent.keyboard("{Enter}");
    expect(calls.some((call) => call.command === "application_move")).toBe(false);
  });

  it("undoes the last decision and shows the person again", async () => {
    const { calls } = desk();
    await begin();
    await userEvent.keyboard("l");
    await shows("Person 2");
    await userEvent.keyboard("z");
    await shows("Person 1");
    await waitFor(() => expect(calls.some((call) => call.command === "change_undo")).toBe(true));
  });

  it("is reached by choosing a job", async () => {
    const { history } = openWindow("/candidates", {
      candidate_list: () => ({ items: [candidate("c1", "Grace Lindqvist")], next_cursor: null }),
      job_list: () => ({
        items: [
          { id: "j1", title: "Data engineer", company: "Northlight", location: "Oslo" },
          { id: "j2", title: "Designer", company: "Northlight", location: "Oslo" },
        ],
        next_cursor: null,
      }),
      job_get: () => ({ id: "j2", title: "Designer" }),
    });
    await screen.findAllByTestId("row");
    await userEvent.keyboard("f");
    await screen.findByRole("option", { name: /Designer/ });
    await userEvent.keyboard("des{Enter}");
    await waitFor(() => expect(history.location.href).toBe("/candidates?view=job&for=j2"));
    expect((await screen.findByTestId("empty")).textContent).toContain("Nobody is up for this job");
  });
});

it("goes on to the next who waits, from the top again after the end", () => {
  const rows = [up(1), up(2, { shortlisted: true }), up(3, { stage: "rejected" }), up(4)];
  expect(nextToReview(rows, -1)).toBe(0);
  expect(nextToReview(rows, 0)).toBe(3);
  expect(nextToReview(rows, 3)).toBe(0);
  expect(nextToReview([up(1)], 0)).toBe(-1);
  expect(nextToReview([], -1)).toBe(-1);
});
