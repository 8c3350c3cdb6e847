import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Params } from "@/generated/commands";
import type { Draft } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { application, candidate, openWindow } from "@/test/desk";
import { sampleDraft } from "./draft.testdata";

const grace = {
  ...candidate("c1", "Grace Lindqvist"),
  emails: ["grace@example.com"],
  linkedin_url: "https://www.linkedin.com/in/grace",
};
const template = { id: "t1", name: "First contact", channel: "linkedin_connection", body: "Hi" };

/** A desk that keeps drafts, as the core does. */
function desk(...start: Draft[]) {
  let drafts = start;
  const put = (id: string, change: Partial<Draft>) => {
    drafts = drafts.map((each) => (each.id === id ? { ...each, ...change } : each));
    return drafts.find((each) => each.id === id) as Draft;
  };
  return {
    put,
    candidate_get: () => grace,
    candidate_timeline: () => ({ items: [] as unknown[], next_cursor: null }),
    template_list: () => ({ items: [template], next_cursor: null }),
    application_list: () => ({ items: [application()], next_cursor: null }),
    draft_list: ({ state, candidate_id: of }: Params<"draft_list">) => ({
      items: drafts.filter(
        (each) => (!state || each.state === state) && (!of || each.candidate_id === of),
      ),
      next_cursor: null,
    }),
    draft_get: ({ id }: { id: string }) => put(id, {}),
    draft_create: () => {
      drafts = [...drafts, sampleDraft({ id: "new" })];
      return drafts.at(-1);
    },
    draft_update: ({ id, text, subject }: Params<"draft_update">) =>
      put(id, {
        text: text ?? "",
        ...(subject ? { subject: subject.trim() } : {}),
        state: "draft",
        unresolved: [],
      }),
    draft_mark: ({ id, state }: Params<"draft_mark">) => put(id, { state }),
  };
}

type Calls = { command: string; params: Record<string, unknown> }[];
const sent = (calls: Calls, command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.params);
const acts = (calls: Calls) =>
  calls.filter(({ command }) =>
    ["copy_text", "open_external", "draft_mark", "draft_create", "draft_update"].includes(command),
  );
const line = () => screen.getByTestId("status-line");
const text = async () => (await screen.findByTestId("text")) as HTMLTextAreaElement;

describe("the queue", () => {
  it("stands what is nearest to its end first, and walks by J, K and Enter", async () => {
    const { history } = openWindow(
      "/outreach",
      desk(
        sampleDraft({ id: "d1", candidate_name: "王小明" }),
        sampleDraft({ id: "d2", candidate_name: "ليلى حداد", state: "copied" }),
        sampleDraft({ id: "d3", candidate_name: "Sent Already", state: "sent" }),
      ),
    );
    const rows = await screen.findAllByTestId("row");
    expect(rows.map((row) => row.querySelector("bdi")?.textContent)).toEqual([
      "ليلى حداد",
      "王小明",
    ]);
    await userEvent.keyboard("jj{Enter}");
    await screen.findByTestId("draft");
    expect(history.location.href).toBe("/outreach?id=d1");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("draft")).toBeNull());
  });

  it("asks only for the drafts of the chosen view", async () => {
    const { calls } = openWindow("/outreach?view=replied", desk());
    expect((await screen.findByTestId("empty")).textContent).toContain("Nothing under “Replied”");
    expect(sent(calls, "draft_list").map(({ state }) => state)).toEqual(["replied"]);
  });

  it("teaches its keys when there is nothing to do, without naming a terminal", async () => {
    openWindow("/outreach", desk());
    const empty = await screen.findByTestId("empty");
    expect(empty.textContent).toContain("You send it yourself");
    expect(empty.textContent).not.toContain("muster call");
  });
});

describe("sending", () => {
  it("takes Enter, A and Y from a candidate to a message that is noted as sent", async () => {
    const { calls, history } = openWindow("/outreach?do=create&for=c1", desk());
    await screen.findByRole("radio", { name: /First contact/ });
    await userEvent.keyboard("{Enter}");
    await screen.findByTestId("draft");
    expect(sent(calls, "draft_create")).toEqual([
      { candidate_id: "c1", channel: "linkedin_connection", job_id: "j1", template_id: "t1" },
    ]);
    expect(history.location.href).toBe("/outreach?id=new");
    await userEvent.keyboard("a");
    await waitFor(() => expect(line().textContent).toContain("Send it there; then press Y."));
    await userEvent.keyboard("y");
    await waitFor(() => expect(line().textContent).toContain("Noted as sent to Grace Lindqvist."));
    expect(acts(calls).map(({ command, params }) => params.state ?? params.url ?? command)).toEqual(
      ["draft_create", "copy_text", "https://www.linkedin.com/in/grace", "copied", "sent"],
    );
  });

  it("takes an Enter that comes before the record", async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { calls } = openWindow("/outreach?do=create&for=c1", {
      ...desk(),
      candidate_get: () => new Promise((resolve) => (answer = resolve)),
    });
    await screen.findByTestId("new-draft");
    await userEvent.keyboard("{Enter}");
    expect(sent(calls, "draft_create")).toEqual([]);
    answer(grace);
    await waitFor(() => expect(sent(calls, "draft_create")).toHaveLength(1));
  });

  it("keeps A and Y in order however fast they come", async () => {
    const answers = desk(sampleDraft());
    const waiting: (() => void)[] = [];
    const { calls } = openWindow("/outreach?id=d1", {
      ...answers,
      draft_mark: (params) =>
        new Promise((resolve) => waiting.push(() => resolve(answers.draft_mark(params)))),
    });
    await screen.findByTestId("draft");
    await userEvent.keyboard("ay");
    await waitFor(() => expect(sent(calls, "draft_mark")).toEqual([{ id: "d1", state: "copied" }]));
    waiting.shift()?.();
    await waitFor(() => expect(sent(calls, "draft_mark")).toHaveLength(2));
    expect(sent(calls, "draft_mark")[1]).toEqual({ id: "d1", state: "sent" });
    waiting.shift()?.();
  });

  it("opens the mail program with subject and text for an e-mail", async () => {
    const mail = sampleDraft({ channel: "email", subject: "Your application", limit: null });
    const { calls } = openWindow("/outreach?id=d1", desk(mail));
    await screen.findByRole("button", { name: /Copy and open the mail program/ });
    await userEvent.keyboard("a");
    await waitFor(() => expect(sent(calls, "draft_mark")).toHaveLength(1));
    expect(sent(calls, "open_external")[0]?.url).toMatch(
      /^mailto:grace@example\.com\?subject=Your%20application&body=Hi%20Grace/,
    );
  });

  it("stays locked, with the reason, while something is missing or too long", async () => {
    const gap = sampleDraft({
      text: "Hi {{ candidate.first_name }}",
      unresolved: ["candidate.first_name"],
      fits: false,
      warnings: ["Check the greeting."],
    });
    const { calls } = openWindow("/outreach?id=d1", desk(gap));
    const button = await screen.findByTestId("send");
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.keyboard("a");
    await waitFor(() => expect(line().textContent).toContain("Fill in what is missing first"));
    const troubles = screen.getByTestId("troubles").textContent;
    expect(troubles).toContain("Missing in the record: first name.");
    expect(troubles).toContain("Check the greeting.");
    expect(acts(calls)).toEqual([]);
  });

  it("marks nothing as copied when the clipboard refuses", async () => {
    const { calls, platform } = openWindow("/outreach?id=d1", desk(sampleDraft()));
    platform.copyText = async () => {
      throw new CommandError("cannot_open", "The clipboard is not available.", "Copy by hand.");
    };
    await screen.findByTestId("draft");
    await userEvent.keyboard("a");
    await waitFor(() => expect(line().textContent).toContain("The clipboard is not available."));
    expect(sent(calls, "draft_mark")).toEqual([]);
  });
});

describe("writing", () => {
  it("counts each letter at once, saves when the field is left, and Esc leaves it", async () => {
    const { calls } = openWindow("/outreach?id=d1", desk(sampleDraft({ text: "Hi" })));
    const field = await text();
    await userEvent.keyboard("e");
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard(" 👋 jkz");
    expect(screen.getByTestId("counter").textContent).toBe("9 of 200 characters");
    expect(sent(calls, "draft_update")).toEqual([]);
    await userEvent.keyboard("{Escape}");
    expect(document.activeElement).not.toBe(field);
    await waitFor(() =>
      expect(sent(calls, "draft_update")).toEqual([{ id: "d1", text: "Hi 👋 jkz" }]),
    );
    await waitFor(() => expect(screen.getByTestId("kept").textContent).toBe("Saved"));
    expect(field.value).toBe("Hi 👋 jkz");
  });

  it("loses nothing when the next draft is opened over it", async () => {
    const { calls, router } = openWindow(
      "/outreach?id=d1",
      desk(sampleDraft({ text: "Hi" }), sampleDraft({ id: "d2", candidate_name: "王小明" })),
    );
    await text();
    await userEvent.keyboard("e Grace");
    router.history.push("/outreach?id=d2");
    await waitFor(() =>
      expect(sent(calls, "draft_update")).toEqual([{ id: "d1", text: "Hi Grace" }]),
    );
  });

  it("copies what is on screen, after it is saved", async () => {
    const { calls } = openWindow("/outreach?id=d1", desk(sampleDraft({ text: "Hi" })));
    await text();
    await userEvent.keyboard("e Grace{Control>}{Enter}{/Control}");
    await waitFor(() => expect(sent(calls, "draft_mark")).toHaveLength(1));
    expect(acts(calls).map(({ command }) => command)).toEqual([
      "draft_update",
      "copy_text",
      "open_external",
      "draft_mark",
    ]);
    expect(sent(calls, "copy_text")).toEqual([{ text: "Hi Grace" }]);
  });

  it("keeps what was typed and says so when it cannot be saved", async () => {
    openWindow("/outreach?id=d1", {
      ...desk(sampleDraft({ text: "Hi" })),
      draft_update: () => {
        throw new CommandError("disk_full", "The disk is full.", "Make room, then try again.");
      },
    });
    const field = await text();
    await userEvent.keyboard("e Grace{Escape}");
    await waitFor(() => expect(line().textContent).toContain("The disk is full."));
    expect(field.value).toBe("Hi Grace");
    expect(screen.getByTestId("kept").textContent).toBe("Not saved yet");
  });

  it("takes over what changed elsewhere, but never over what is being typed", async () => {
    const answers = desk(sampleDraft({ text: "Hi" }));
    const { emit } = openWindow("/outreach?id=d1", answers);
    const field = await text();
    answers.put("d1", { text: "Hello from elsewhere" });
    emit({ kind: "changed", tags: ["drafts"] });
    await waitFor(() => expect(field.value).toBe("Hello from elsewhere"));
    await userEvent.keyboard("e!");
    answers.put("d1", { text: "Once more" });
    emit({ kind: "changed", tags: ["drafts"] });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(field.value).toBe("Hello from elsewhere!");
  });

  it("shows where each piece came from, and lights it in the text", async () => {
    const claims = [{ start: 3, end: 8, field: "candidate.first_name" }];
    openWindow("/outreach?id=d1", desk(sampleDraft({ claims })));
    const record = await screen.findByTestId("record");
    expect(record.textContent).toBe("First nameGrace");
    await userEvent.hover(within(record).getByText("Grace"));
    await waitFor(() =>
      expect(document.querySelector("mark[data-lit]")?.textContent).toBe("Grace"),
    );
  });

  it("leaves a sent text as it is", async () => {
    openWindow("/outreach?id=d1&view=sent", desk(sampleDraft({ state: "sent" })));
    expect((await text()).readOnly).toBe(true);
    await userEvent.keyboard("e");
    await waitFor(() => expect(line().textContent).toContain("It was sent to Grace Lindqvist"));
  });
});

describe("what comes after", () => {
  it("records a reply by R", async () => {
    const { calls } = openWindow("/outreach?id=d1&view=sent", desk(sampleDraft({ state: "sent" })));
    await screen.findByTestId("draft");
    await userEvent.keyboard("r");
    await screen.findByTestId("reply");
    await userEvent.keyboard("Thursday after 3 works.{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(sent(calls, "draft_mark")).toEqual([
        { id: "d1", state: "replied", reply: "Thursday after 3 works." },
      ]),
    );
  });

  it("asks for Y before a reply", async () => {
    const { calls } = openWindow("/outreach?id=d1", desk(sampleDraft()));
    await screen.findByTestId("draft");
    await userEvent.keyboard("r");
    await waitFor(() => expect(line().textContent).toContain("Say first that it was sent"));
    expect(screen.queryByTestId("reply")).toBeNull();
    expect(sent(calls, "draft_mark")).toEqual([]);
  });

  it("discards by X and takes back by X", async () => {
    const { calls } = openWindow("/outreach?id=d1", desk(sampleDraft()));
    await screen.findByTestId("draft");
    await userEvent.keyboard("x");
    await screen.findByRole("button", { name: /Take the draft back/ });
    expect(within(line()).getByRole("button", { name: /Undo/ })).toBeTruthy();
    await userEvent.keyboard("x");
    await waitFor(() =>
      expect(sent(calls, "draft_mark").map(({ state }) => state)).toEqual(["discarded", "draft"]),
    );
  });

  it("warns of other drafts and of what was written before", async () => {
    openWindow("/outreach?id=d1", {
      ...desk(sampleDraft(), sampleDraft({ id: "d2", channel: "inmail", state: "ready" })),
      candidate_timeline: () => ({
        items: [
          {
            id: "m1",
            kind: "message_out",
            title: "LinkedIn invitation sent",
            body: "Hi",
            spoken_at: "Mon 2 Nov 09:00 London (UTC)",
            draft_id: "d0",
          },
          { id: "s1", kind: "stage", title: "Moved to Screen", spoken_at: "…", draft_id: null },
        ],
        next_cursor: null,
      }),
    });
    const earlier = await screen.findByTestId("earlier");
    await waitFor(() => expect(earlier.textContent).toContain("written to before"));
    expect(earlier.textContent).toContain(
      "LinkedIn invitation sent · Mon 2 Nov 09:00 London (UTC)",
    );
    expect(earlier.textContent).toContain("Another draft: InMail · Data engineer · ready");
    expect(earlier.textContent).not.toContain("Moved to Screen");
  });
});

describe("a new draft", () => {
  it("asks for the person first, and picks an e-mail for who has no profile", async () => {
    const { calls } = openWindow("/outreach", {
      ...desk(),
      candidate_list: () => ({ items: [grace], next_cursor: null }),
      candidate_get: () => ({ ...grace, linkedin_url: null }),
    });
    await screen.findByTestId("empty");
    await userEvent.keyboard("d");
    await screen.findAllByTestId("person");
    await userEvent.keyboard("{Enter}");
    const mail = (await screen.findByRole("radio", { name: /E-mail/ })) as HTMLInputElement;
    expect(mail.checked).toBe(true);
    expect(screen.getByTestId("new-draft").textContent).toContain("No LinkedIn address is stored");
    await userEvent.keyboard("2{Enter}");
    await waitFor(() =>
      expect(sent(calls, "draft_create")).toEqual([
        { candidate_id: "c1", channel: "linkedin_message", job_id: "j1" },
      ]),
    );
  });

  it("picks a message for who accepted an invitation", async () => {
    openWindow("/outreach?do=create&for=c1", desk(sampleDraft({ state: "accepted" })));
    const message = await screen.findByRole("radio", { name: /LinkedIn message/ });
    expect((message as HTMLInputElement).checked).toBe(true);
  });
});
