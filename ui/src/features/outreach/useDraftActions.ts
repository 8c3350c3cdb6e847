import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { commands, type DraftState } from "@/generated/commands";
import { type Action, useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { keysOf } from "@/lib/bindings";
import { refresh, useDesk } from "@/lib/data";
import { keyCap } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import type { Draft } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { mailTo } from "./address";
import type { Measure, Words } from "./text";

const key = (action: string) => keyCap(keysOf(action) ?? "");

/** Whether the message is out, so that its words stay as they are. */
export function hasLeft(state: string): boolean {
  return ["sent", "accepted", "replied"].includes(state);
}

/** Whether the words may still change. */
export function isEditable(state: string): boolean {
  return ["draft", "ready", "copied"].includes(state);
}

/** What a person does with a draft. One thing waits for the one before, so that fast keys stay in order. */
export function useDraftActions(
  draft: Draft,
  hands: {
    words: Words;
    measure: Measure;
    /** The candidate's first e-mail address, where there is one. */
    email: string | undefined;
    keep: () => Promise<void>;
    edit: () => void;
  },
) {
  const { client, platform } = useDesk();
  const queries = useQueryClient();
  const place = usePlace();
  const [busy, setBusy] = useState(false);
  const last = useRef<Promise<void>>(Promise.resolve());
  /** The state as it will be once everything asked for is done. */
  const state = useRef<string>(draft.state);
  if (!busy) state.current = draft.state;
  const { id, candidate_name: who } = draft;

  const inTurn = (work: () => Promise<void>) => {
    setBusy(true);
    const mine: Promise<void> = last.current.then(work).catch((error) => {
      const retry = () => inTurn(work);
      announce({ kind: "failed", error: CommandError.from(error), retry });
    });
    last.current = mine;
    void mine.then(() => last.current === mine && setBusy(false));
  };
  const mark = async (to: DraftState, text: string): Promise<void> => {
    try {
      const marked = await client.draft_mark({ id, state: to });
      state.current = to;
      queries.setQueryData(["draft_get", { id }], marked);
      announce({ kind: "done", text, undo: true });
    } finally {
      refresh(queries, [...commands.draft_mark.changes, "changes"]);
    }
  };

  const door = doorOf(draft, hands.words, hands.email);
  const copy = () =>
    inTurn(async () => {
      await hands.keep();
      await platform.copyText(hands.words.text);
      let opened = `Copied, and ${door.opens} is open`;
      if (door.address) {
        // The words are on the clipboard already: a closed door must not hide that.
        await platform.openExternal(door.address).catch((error) => {
          opened = `Copied, but ${door.opens} stays closed (${CommandError.from(error).message})`;
        });
      } else opened = "Copied";
      await mark("copied", `${opened}. Send it there; then press ${key("mark_sent")}.`);
    });
  const sent = () => {
    inTurn(async () => {
      await hands.keep();
      await mark("sent", `Noted as sent to ${who}. Press ${key("next")} for the next.`);
    });
  };

  const now = draft.state;
  const left = hasLeft(now);
  const over = left
    ? `It was sent to ${who} already.`
    : now === "discarded"
      ? `It is discarded. Press ${key("discard_draft")} to take it back.`
      : undefined;
  const notOut = left
    ? undefined
    : `Say first that it was sent: press ${key("send_draft")}, send it, then ${key("mark_sent")}.`;
  const actions: Action[] = [
    {
      id: "send_draft",
      title: door.label,
      locked: over ?? hands.measure.trouble,
      run: copy,
    },
    {
      id: "mark_sent",
      title: `Say that it was sent to ${who}`,
      locked: over ?? hands.measure.trouble,
      run: sent,
    },
    {
      id: "mark_accepted",
      title: `Say that ${who} accepted`,
      locked:
        draft.channel !== "linkedin_connection"
          ? "Only a LinkedIn invitation is accepted; others are answered."
          : now === "accepted"
            ? `${who} has accepted already.`
            : notOut,
      run: () => inTurn(() => mark("accepted", `${who} accepted the invitation.`)),
    },
    {
      id: "mark_replied",
      title: `Record the reply of ${who}`,
      locked: notOut,
      run: () => place.set({ do: "reply" }),
    },
    {
      id: "edit_draft",
      title: "Edit the text",
      locked: over,
      run: hands.edit,
    },
    {
      id: "discard_draft",
      title: now === "discarded" ? "Take the draft back" : `Discard the draft to ${who}`,
      locked: left ? "It was sent; what is out stays in the record." : undefined,
      run: () =>
        inTurn(async () => {
          await hands.keep();
          await (state.current === "discarded"
            ? mark("draft", `The draft to ${who} is back.`)
            : mark("discarded", `The draft to ${who} is discarded.`));
        }),
    },
  ];
  useActions(actions);
  return { actions, busy, door };
}

/** Where the text goes: the profile, the mail program, or only the clipboard. */
function doorOf(
  draft: Draft,
  words: Words,
  email: string | undefined,
): { label: string; opens: string; address: string | undefined; missing: string | undefined } {
  const who = draft.candidate_name;
  if (draft.channel === "email") {
    return {
      label: email ? "Copy and open the mail program" : "Copy the text",
      opens: "the mail program",
      address: email && mailTo(email, words.subject, words.text),
      missing: email ? undefined : `No e-mail address of ${who} is stored.`,
    };
  }
  const profile = draft.linkedin_url ?? undefined;
  return {
    label: profile ? "Copy and open the profile" : "Copy the text",
    opens: "the profile",
    address: profile,
    missing: profile ? undefined : `No LinkedIn address of ${who} is stored.`,
  };
}
