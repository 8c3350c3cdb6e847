import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { CommandError } from "@/platform";
import { application, candidate, interview, openWindow } from "@/test/desk";

vi.mock("@/features/schedule/ScheduleSheet", () => ({
  ScheduleSheet: (props: { applicationId: string; onClose: () => void }) => (
    <button type="button" data-testid="schedule-sheet" onClick={props.onClose}>
      {props.applicationId}
    </button>
  ),
}));

const grace = {
  ...candidate("c1", "Grace Lindqvist"),
  documents: [],
  links: [],
  linkedin_url: "https://www.linkedin.com/in/grace",
};
const two = [
  application({ shortlisted: true, interview_enabled: true }),
  application({ id: "a2", job_id: "j2", job_title: "Site reliability engineer", stage: "screen" }),
];
const allowed = { can_schedule: true, reasons: [] };
const page = {
  candidate_list: () => ({ items: [grace], next_cursor: null }),
  candidate_get: () => grace,
  application_list: () => ({ items: two, next_cursor: null }),
  candidate_interview_status: () => allowed,
};
const opened = async (answers: Parameters<typeof openWindow>[1] = {}) => {
  const desk = openWindow("/candidates?id=c1", { ...page, ...answers });
  await screen.findAllByTestId("application");
  return desk;
};

describe("scheduling from a candidate", () => {
  it("opens for the current application, which A changes, and closes without a trace", async () => {
    const { history } = await opened();
    await userEvent.keyboard("s");
    const sheet = await screen.findByTestId("schedule-sheet");
    expect(sheet.textContent).toBe("a1");
    expect(history.location.href).toBe("/candidates?id=c1&do=schedule&for=a1");
    await userEvent.click(sheet);
    await waitFor(() => expect(history.location.href).toBe("/candidates?id=c1"));
    await userEvent.keyboard("a");
    await waitFor(() =>
      expect(screen.getAllByTestId("application")[1]?.getAttribute("aria-current")).toBe("true"),
    );
    await userEvent.keyboard("s");
    expect((await screen.findByTestId("schedule-sheet")).textContent).toBe("a2");
  });

  it("stays locked with the reason and the key that lifts it", async () => {
    await opened({
      candidate_interview_status: () => ({
        can_schedule: false,
        reasons: [
          {
            code: "interview_not_enabled",
            message: "Interviews are not enabled for this application.",
            hint: "Enable interviews: press I.",
            key: "I",
          },
        ],
      }),
    });
    const button = screen.getByRole("button", { name: /Schedule interview/ });
    await waitFor(() => expect(button.getAttribute("aria-disabled")).toBe("true"));
    await userEvent.keyboard("s");
    const why = "Interviews are not enabled for this application. Press I.";
    expect((await screen.findByTestId("status-line")).textContent).toContain(why);
    expect(
      document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent,
    ).toBe(why);
    expect(screen.queryByTestId("schedule-sheet")).toBeNull();
  });

  it("asks for a job first when there is none", async () => {
    openWindow("/candidates?id=c1", {
      ...page,
      application_list: () => ({ items: [], next_cursor: null }),
    });
    await screen.findAllByText(/is not up for a job yet/);
    await userEvent.keyboard("s");
    expect((await screen.findByTestId("status-line")).textContent).toContain(
      "Grace Lindqvist is not up for a job yet. Press P to put them up for one.",
    );
  });
});

describe("the keys of a candidate", () => {
  it("move to a stage by a figure, and a rejection asks why", async () => {
    const { calls } = await opened({
      application_move: ({ stage }) => application({ stage }),
    });
    await userEvent.keyboard("m");
    await screen.findByTestId("move");
    await userEvent.keyboard("5");
    await waitFor(() =>
      expect(calls.find((call) => call.command === "application_move")?.params).toEqual({
        application_id: "a1",
        stage: "offer",
      }),
    );
    expect((await screen.findByTestId("status-line")).textContent).toContain(
      "Grace Lindqvist is now in Offer for Data engineer.",
    );
    await waitFor(() => expect(screen.queryByTestId("move")).toBeNull());
    await userEvent.keyboard("m");
    await screen.findByTestId("move");
    await userEvent.keyboard("7");
    expect((await screen.findByTestId("reject")).textContent).toContain("because");
  });

  it("put up for a job that is found by typing", async () => {
    const { calls } = await opened({
      job_list: () => ({
        items: [
          { id: "j1", title: "Data engineer", company: "Northlight", location: "Oslo" },
          { id: "j9", title: "Rust developer", company: "Northlight", location: "Oslo" },
        ],
        next_cursor: null,
      }),
      matching_match: () => application({ id: "a9", job_id: "j9", job_title: "Rust developer" }),
    });
    await userEvent.keyboard("p");
    expect((await screen.findByRole("option", { name: /Data engineer/ })).textContent).toContain(
      "is up for it",
    );
    await userEvent.keyboard("rust{Enter}");
    await waitFor(() =>
      expect(calls.find((call) => call.command === "matching_match")?.params).toEqual({
        candidate_id: "c1",
        job_id: "j9",
      }),
    );
    expect((await screen.findByTestId("status-line")).textContent).toContain(
      "Grace Lindqvist is up for Rust developer. Skill overlap: 60 of 100.",
    );
  });

  it("draft a message and open the profile outside", async () => {
    const { calls, history } = await opened();
    await userEvent.keyboard("u");
    await waitFor(() =>
      expect(calls).toContainEqual({
        command: "open_external",
        params: { url: "https://www.linkedin.com/in/grace" },
      }),
    );
    await userEvent.keyboard("d");
    await waitFor(() => expect(history.location.href).toBe("/outreach?do=create&for=c1"));
  });
});

it("names the interview that would be lost before somebody leaves the shortlist", async () => {
  const { calls } = await opened({
    interview_get: () => interview(),
    candidate_shortlist: ({ cancel_interviews }) => {
      if (cancel_interviews) return application();
      throw new CommandError(
        "interviews_scheduled",
        "1 interview(s) of this application are still scheduled.",
        "Cancel them first.",
        { interview_ids: ["i1"] },
      );
    },
  });
  await userEvent.keyboard("l");
  const sheet = await screen.findByTestId("unshortlist");
  await waitFor(() => expect(sheet.textContent).toContain("Phone screen"));
  expect(sheet.textContent).toContain("Tue 24 Nov 15:00 Berlin (UTC+1) · 09:00 New York (UTC−5)");
  expect(within(sheet).getByTestId("submit").getAttribute("aria-disabled")).toBe("true");
  await userEvent.type(screen.getByTestId("cancel-reason"), "Position filled{Enter}");
  await waitFor(() =>
    expect(calls.filter((call) => call.command === "candidate_shortlist").at(-1)?.params).toEqual({
      application_id: "a1",
      shortlisted: false,
      cancel_interviews: true,
      reason: "Position filled",
    }),
  );
  await waitFor(() => expect(screen.queryByTestId("unshortlist")).toBeNull());
  const line = screen.getByTestId("status-line");
  expect(line.textContent).toContain("the interview is cancelled");
  expect(within(line).getByRole("button", { name: /Undo/ })).toBeTruthy();
});

it("explains a score in words", async () => {
  await opened({
    application_list: () => ({
      items: [
        application({
          match: {
            score: 50,
            completeness: 0.5,
            engine: "skill-overlap/1",
            input_hash: "",
            criteria: [
              {
                name: "Rust",
                met: true,
                weight: 2,
                evidence: [
                  { field: "skills[0]", start: 0, end: 4, text: "Rust" },
                  { field: "resume_text", start: 9, end: 16, text: "rustlang" },
                ],
                job_evidence: [],
              },
              { name: "Kafka", met: false, weight: 1, evidence: [], job_evidence: [] },
            ],
          },
        }),
      ],
      next_cursor: null,
    }),
  });
  const evidence = screen.getByTestId("evidence");
  expect(evidence.textContent).toContain("The record shows 1 of the 2 skills this job names.");
  expect(evidence.textContent).toContain("It holds two of the four parts");
  expect(evidence.textContent).toContain("Rust in the skills and in the résumé as “rustlang”");
  expect(evidence.textContent).toContain("Kafka not found, the job only mentions it");
});

describe("the résumé", () => {
  const documents = [
    { id: "d1", file_name: "cv.pdf", has_text: true, message: null },
    { id: "d2", file_name: "letter.txt", has_text: true, message: null },
  ];

  it("stands beside the facts by V, with the skills of the job marked, one document at a time", async () => {
    await opened({
      candidate_get: () => ({ ...grace, documents }),
      application_list: () => ({
        items: [
          application({
            match: {
              score: 100,
              completeness: 1,
              engine: "",
              input_hash: "",
              criteria: [
                { name: "C++", met: true, weight: 2, evidence: [], job_evidence: [] },
                { name: "Go", met: true, weight: 2, evidence: [], job_evidence: [] },
              ],
            },
          }),
        ],
        next_cursor: null,
      }),
      candidate_document_text: ({ id }) => ({
        ...documents.find((each) => each.id === id),
        text: id === "d1" ? "C++ and go, never Google" : "A letter",
      }),
    });
    expect(screen.queryByTestId("resume")).toBeNull();
    await userEvent.keyboard("v");
    const text = await screen.findByTestId("resume-text");
    expect([...text.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual([
      "C++",
      "go",
    ]);
    await userEvent.click(screen.getByRole("button", { name: "letter.txt" }));
    await waitFor(() =>
      expect(screen.getByTestId("resume-text").textContent).toContain("A letter"),
    );
    await userEvent.keyboard("v");
    await waitFor(() => expect(screen.queryByTestId("resume")).toBeNull());
  });

  it("is added by its path", async () => {
    const { calls } = await opened({
      candidate_document_add: () => ({ id: "d9", file_name: "cv.pdf" }),
    });
    await userEvent.keyboard("r");
    await userEvent.type(await screen.findByTestId("path"), "/tmp/cv.pdf{Enter}");
    await waitFor(() =>
      expect(calls.find((call) => call.command === "candidate_document_add")?.params).toEqual({
        candidate_id: "c1",
        path: "/tmp/cv.pdf",
      }),
    );
    expect((await screen.findByTestId("status-line")).textContent).toContain(
      "cv.pdf is added to Grace Lindqvist.",
    );
    await userEvent.keyboard("v");
  });
});

describe("interviews and the timeline", () => {
  it("offers the room while it is open, and only then", async () => {
    const soon = interview({ room_id: "r1", meeting_link: "https://meet.example.org/x" });
    let now = "2026-11-24T13:44:00Z";
    const { calls, emit } = await opened({
      interview_list: () => ({ items: [soon], next_cursor: null }),
      interview_join: () => soon,
      workspace_status: () => ({ user_name: "Rosa", candidates: 1, next_interview: null, now }),
    });
    await screen.findByTestId("interviews");
    expect(screen.queryByRole("button", { name: /Join the room/ })).toBeNull();
    now = "2026-11-24T13:45:00Z";
    emit({ kind: "changed", tags: "all" });
    await screen.findByRole("button", { name: /Join the room/ });
    await userEvent.keyboard("{Shift>}J{/Shift}");
    await waitFor(() =>
      expect(calls).toContainEqual({
        command: "interview_join",
        params: { id: "i1", role: "interviewer", room_id: "r1" },
      }),
    );
    await waitFor(() =>
      expect(calls).toContainEqual({
        command: "open_external",
        params: { url: "https://meet.example.org/x" },
      }),
    );
  });

  it("tells what happened, page by page, with the words that came", async () => {
    const item = (id: string, title: string) => ({
      id,
      at: "2026-11-20T10:00:00Z",
      spoken_at: "Fri 20 Nov 11:00 Berlin (UTC+1)",
      kind: "interview",
      title,
      body: "Phone screen",
      actor_name: "Rosa Lindner",
      interview_id: "i1",
      draft_id: null,
    });
    await opened({
      candidate_timeline: ({ cursor }) =>
        cursor
          ? { items: [item("t2", "Added by Rosa")], next_cursor: null }
          : { items: [item("t1", "Interview moved")], next_cursor: "n" },
    });
    const timeline = await screen.findByTestId("timeline");
    expect(timeline.textContent).toContain("Fri 20 Nov 11:00 Berlin (UTC+1) · Rosa Lindner");
    expect(within(timeline).getByRole("link", { name: "Interview moved" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show earlier events" }));
    await waitFor(() => expect(timeline.textContent).toContain("Added by Rosa"));
    expect(screen.queryByRole("button", { name: "Show earlier events" })).toBeNull();
  });
});
