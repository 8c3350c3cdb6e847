import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { CommandError } from "@/platform";
import { interview, openWindow } from "@/test/desk";
import type { OutboxRow } from "./contract";

const message = (change: Partial<OutboxRow> = {}): OutboxRow => ({
  id: "m1",
  kind: "invitation",
  channel: "mail",
  to_name: "Grace Lindqvist",
  to_words: "grace@example.org",
  interview_id: "i1",
  interview_words: "Phone screen, Tue 24 Nov 15:00",
  subject: "Interview on Tue 24 Nov 15:00",
  state: "waiting",
  state_words: "Leaves in 24 seconds.",
  next_step: null,
  at_words: "Tue 24 Nov 09:00",
  can: ["stop", "send_now", "drop"],
  ...change,
});

const sent = (calls: { command: string; params: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map(({ params }) => params);
const told = (words: string) =>
  waitFor(() => expect(screen.getByTestId("status-line").textContent).toContain(words));

type Answers = NonNullable<Parameters<typeof openWindow>[1]>;

/** The window at the outbox, in which an act leaves a message as the test says. */
function openOutbox(
  rows: OutboxRow[],
  after: Record<string, Partial<OutboxRow>> = {},
  more: Answers = {},
  path = "/outbox",
) {
  let now = rows;
  return openWindow(path, {
    outbox_list: ({ filter }) => ({
      rows: now.filter(({ state }) => filter === "all" || !["sent", "dropped"].includes(state)),
      open: now.length,
    }),
    outbox_act: ({ id, act }) => {
      now = now.map((row) => (row.id === id ? { ...row, ...after[act] } : row));
      return { row: now.find((row) => row.id === id), words: null, mailto: null, eml_path: null };
    },
    outbox_message: () => ({
      subject: "Interview on Tue 24 Nov 15:00",
      text: "Hello Grace,\n<b>not bold</b>",
      to_words: "Grace Lindqvist <grace@example.org>",
      from_words: "Rosa Lindner <rosa@example.org>",
      attachments: ["invitation.ics"],
      held_because: null,
    }),
    ...more,
  });
}

describe("the outbox", () => {
  it("stops what waits to leave, by S, without opening it", async () => {
    const { calls } = openOutbox([message()], {
      stop: { state: "dropped", state_words: "Not sent, by choice.", can: [] },
    });
    const row = await screen.findByTestId("row");
    expect(row.textContent).toContain("Leaves in 24 seconds · Phone screen");
    await userEvent.keyboard("js");
    await told("The invitation to Grace Lindqvist: Not sent, by choice.");
    expect(sent(calls, "outbox_act")).toEqual([{ id: "m1", act: "stop" }]);
    expect(await screen.findByTestId("empty")).toBeTruthy();
    // Among all it is still there, and is not stopped twice.
    await userEvent.keyboard("v");
    expect((await screen.findByTestId("row")).textContent).toContain("Dropped");
    await userEvent.keyboard("js");
    await told("Only what still waits to leave can be stopped.");
    expect(sent(calls, "outbox_act")).toHaveLength(1);
  });

  it("comes after G B, and lists what can be stopped before what waits for a person", async () => {
    openWindow("/today", {
      outbox_list: () => ({
        rows: [
          message({
            id: "m2",
            to_name: "王小明",
            state: "failed",
            state_words: "The server refused the address.",
          }),
          message(),
        ],
        open: 1,
      }),
    });
    await screen.findByTestId("summary");
    await userEvent.keyboard("gb");
    await screen.findAllByTestId("row");
    const list = screen.getByTestId("list");
    expect([...list.querySelectorAll("bdi")].map((name) => name.textContent)).toEqual([
      "Grace Lindqvist",
      "王小明",
    ]);
    expect(within(list).getByText("Not sent")).toBeTruthy();
    expect(screen.getByText("One message to do")).toBeTruthy();
  });

  it("says how long a message still waits, as it comes nearer", async () => {
    let left = 3;
    openWindow("/outbox", {
      outbox_list: () => {
        left -= 1;
        return { rows: [message({ state_words: `Leaves in ${left} seconds.` })], open: 0 };
      },
    });
    await screen.findByText(/Leaves in 2 seconds/);
    await screen.findByText(/Leaves in 1 seconds/, {}, { timeout: 10_000 });
  });

  it("shows exactly what leaves, as plain text", async () => {
    openOutbox([message()]);
    await screen.findByTestId("row");
    await userEvent.keyboard("j{Enter}");
    const text = await screen.findByTestId("message-text");
    expect(text.textContent).toBe("Hello Grace,\n<b>not bold</b>");
    expect(text.querySelector("b")).toBeNull();
    const page = screen.getByTestId("outbox-message");
    expect(page.textContent).toContain("Rosa Lindner <rosa@example.org>");
    expect(page.textContent).toContain("invitation.ics");
    // Only what is possible has a button.
    expect(within(page).getByRole("button", { name: /^Stop it/ })).toBeTruthy();
    expect(within(page).queryByRole("button", { name: /^Try again/ })).toBeNull();
  });

  it("opens the mail program by O, asks whether it was sent, and Y says so", async () => {
    const { calls } = openOutbox(
      [
        message({
          channel: "hand_over",
          state: "to_hand_over",
          state_words: "You send it.",
          can: ["hand_over", "mark_sent", "drop"],
        }),
      ],
      {},
      {
        outbox_act: ({ act }) => ({
          row: message({
            state: act === "mark_sent" ? "sent" : "to_hand_over",
            state_words: "Sent by you.",
          }),
          words: act === "hand_over" ? "The mail program has the text." : null,
          mailto: act === "hand_over" ? "mailto:grace@example.org?subject=Interview" : null,
          eml_path: act === "hand_over" ? "/tmp/Interview.eml" : null,
        }),
      },
    );
    await screen.findByTestId("row");
    await userEvent.keyboard("jo");
    const handed = await screen.findByTestId("handed");
    expect(sent(calls, "open_external")).toEqual([
      { url: "mailto:grace@example.org?subject=Interview" },
    ]);
    expect(handed.textContent).toContain("Was it sent? The mail program has the text.");
    await userEvent.click(within(handed).getByRole("button", { name: "Copy the path" }));
    expect(sent(calls, "copy_text")).toEqual([{ text: "/tmp/Interview.eml" }]);
    await userEvent.keyboard("y");
    await told("The invitation to Grace Lindqvist: Sent by you.");
    expect(sent(calls, "outbox_act").at(-1)).toEqual({ id: "m1", act: "mark_sent" });
    await waitFor(() => expect(screen.queryByTestId("handed")).toBeNull());
  });

  it("says why the mail program did not open, and tries again", async () => {
    const { platform } = openOutbox(
      [message({ state: "to_hand_over", can: ["hand_over", "mark_sent"] })],
      {},
      {
        outbox_act: () => ({
          row: message({ state: "to_hand_over" }),
          words: "Ready.",
          mailto: "mailto:grace@example.org",
          eml_path: null,
        }),
      },
    );
    const opened: string[] = [];
    platform.openExternal = async (url) => {
      opened.push(url);
      if (opened.length === 1) {
        throw new CommandError("cannot_open", "There is no mail program.", "Set one up.");
      }
    };
    await screen.findByTestId("row");
    await userEvent.keyboard("jo");
    await told("There is no mail program. Set one up.");
    // The message itself says what is left to do, whatever the mail program did.
    await userEvent.click(await screen.findByRole("button", { name: /^Open it again/ }));
    await waitFor(() => expect(opened).toHaveLength(2));
  });

  it("asks before it sends a second time what may have arrived", async () => {
    const { calls } = openOutbox(
      [
        message({
          state: "unsure",
          state_words: "The connection broke at the end.",
          can: ["retry", "mark_sent", "drop"],
        }),
      ],
      { retry: { state: "sent", state_words: "Left at 09:01.", can: [] } },
    );
    await screen.findByTestId("row");
    await userEvent.keyboard("jr");
    const sheet = await screen.findByTestId("outbox-again");
    expect(sent(calls, "outbox_act")).toEqual([]);
    expect(sheet.textContent).toContain("gets it twice");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await told("The invitation to Grace Lindqvist: Left at 09:01.");
    expect(sent(calls, "outbox_act")).toEqual([{ id: "m1", act: "retry" }]);
    expect(screen.queryByTestId("outbox-again")).toBeNull();
  });

  it("tries again at once what certainly did not leave", async () => {
    const { calls } = openOutbox(
      [message({ state: "failed", state_words: "No connection.", can: ["retry", "drop"] })],
      { retry: { state: "waiting", state_words: "Leaves in 2 seconds." } },
    );
    await screen.findByTestId("row");
    await userEvent.keyboard("jr");
    await told("Leaves in 2 seconds.");
    expect(sent(calls, "outbox_act")).toEqual([{ id: "m1", act: "retry" }]);
  });

  it("drops only after it said who is not told, and can be kept", async () => {
    const { calls } = openOutbox([message({ kind: "cancellation" })], {
      drop: { state: "dropped", state_words: "Dropped.", can: [] },
    });
    await screen.findByTestId("row");
    await userEvent.keyboard("jx");
    const sheet = await screen.findByTestId("outbox-drop");
    expect(sheet.textContent).toContain("Grace Lindqvist is not told");
    await userEvent.click(within(sheet).getByRole("button", { name: /^Keep it/ }));
    await waitFor(() => expect(screen.queryByTestId("outbox-drop")).toBeNull());
    expect(sent(calls, "outbox_act")).toEqual([]);
    await userEvent.keyboard("x");
    await screen.findByTestId("outbox-drop");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await told("The cancellation to Grace Lindqvist: Dropped.");
    expect((await screen.findByTestId("empty")).textContent).toContain("Nothing waits to leave");
  });

  it("keeps a refused act in words, with a way to try it again", async () => {
    let tries = 0;
    openOutbox(
      [message()],
      {},
      {
        outbox_act: () => {
          tries += 1;
          if (tries === 1) {
            throw new CommandError("workspace_busy", "Another program writes.", "Wait a moment.");
          }
          return {
            row: message({ state: "sent", state_words: "Left at 09:00." }),
            words: null,
            mailto: null,
            eml_path: null,
          };
        },
      },
    );
    await screen.findByTestId("row");
    await userEvent.keyboard("js");
    await told("Another program writes. Wait a moment.");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await told("The invitation to Grace Lindqvist: Left at 09:00.");
    expect(tries).toBe(2);
  });

  it("teaches what it is for while it is empty, and V shows what has left", async () => {
    const { history } = openOutbox([
      message({ state: "sent", state_words: "Left at 08:50.", can: [] }),
    ]);
    expect((await screen.findByTestId("empty")).textContent).toContain("can be stopped");
    await userEvent.keyboard("v");
    expect((await screen.findByTestId("row")).textContent).toContain("Left at 08:50");
    expect(history.location.search).toBe("?view=all");
  });

  it("says so when an opened message is no longer to do", async () => {
    openOutbox([message({ state: "sent", can: [] })], {}, {}, "/outbox?id=m1");
    const detail = await screen.findByTestId("detail");
    expect(detail.textContent).toContain("Nothing is left to do with this message.");
    await userEvent.click(within(detail).getByRole("button", { name: "Show it among all" }));
    expect(await screen.findByTestId("outbox-message")).toBeTruthy();
  });
});

describe("an answer from a file", () => {
  it("is read from its path, and leads to its interview", async () => {
    const { calls, history } = openOutbox(
      [],
      {},
      {
        invitation_answer_import: () => ({ words: "Grace accepted.", interview_id: "i1" }),
        interview_get: () => interview(),
      },
    );
    await screen.findByTestId("empty");
    await userEvent.keyboard("m");
    const form = await screen.findByTestId("answer-import");
    expect(within(form).getByTestId("submit").getAttribute("aria-disabled")).toBe("true");
    await userEvent.type(within(form).getByLabelText("File"), '"/tmp/answer.eml"{Enter}');
    await told("Grace accepted.");
    expect(sent(calls, "invitation_answer_import")).toEqual([{ path: "/tmp/answer.eml" }]);
    await waitFor(() => expect(history.location.href).toBe("/schedule?view=upcoming&id=i1"));
  });

  it("is asked for when the mail is dropped on the window, and says what is wrong with it", async () => {
    const { emit } = openWindow("/today", {
      outbox_list: () => ({ rows: [], open: 0 }),
      invitation_answer_import: () => {
        throw new CommandError("unsupported_file", "It holds no answer.", "Save the whole mail.");
      },
    });
    await screen.findByTestId("summary");
    emit({ kind: "dropped", paths: ["/home/rosa/Re: interview.EML"] });
    const form = await screen.findByTestId("answer-import");
    expect(within(form).getByLabelText<HTMLInputElement>("File").value).toBe(
      "/home/rosa/Re: interview.EML",
    );
    await userEvent.click(within(form).getByTestId("submit"));
    expect((await within(form).findByTestId("refused")).textContent).toContain(
      "It holds no answer. Save the whole mail.",
    );
  });
});
