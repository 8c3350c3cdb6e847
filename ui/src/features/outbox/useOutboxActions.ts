import { useRouter } from "@tanstack/react-router";
import {
  Ban,
  CalendarDays,
  CheckCheck,
  MailOpen,
  OctagonPause,
  RotateCcw,
  SendHorizontal,
} from "lucide-react";
import { useState } from "react";
import type { ActionLook } from "@/components/ActionButtons";
import type { Action } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useDesk, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { sentence } from "@/lib/words";
import { CommandError } from "@/platform";
import type { OutboxAct, OutboxRow } from "./contract";
import { actLock, named } from "./words";

/** What was opened in the mail program, so that it can be finished there. */
export interface HandedOver {
  words: string;
  /** The file with the invitation in it; null when there is none to attach. */
  path: string | null;
}

type RowAction = Action & ActionLook & { act?: OutboxAct };

/** What can be done to the messages of the outbox, and what came of it. */
export function useOutboxActions() {
  const place = usePlace();
  const router = useRouter();
  const { platform } = useDesk();
  const run = useRun("outbox_act");
  const [handed, setHanded] = useState<Readonly<Record<string, HandedOver>>>({});
  const open = (address: string): Promise<void> =>
    platform.openExternal(address).catch((error) =>
      announce({
        kind: "failed",
        error: CommandError.from(error),
        retry: () => void open(address),
      }),
    );
  const act = (row: OutboxRow, what: OutboxAct, done?: () => void): void =>
    run.mutate(
      { id: row.id, act: what },
      {
        onSuccess: (answer) => {
          done?.();
          if (what === "hand_over" && answer.mailto) {
            const words = answer.words ?? answer.row.state_words;
            const path = answer.eml_path;
            setHanded((before) => ({ ...before, [row.id]: { words, path } }));
            place.set({ id: row.id }, place.id !== undefined);
            void open(answer.mailto);
            return;
          }
          setHanded(({ [row.id]: _, ...others }) => others);
          announce({
            kind: "done",
            text: answer.words ?? `${sentence(named(row))}: ${answer.row.state_words}`,
          });
        },
        onError: (error) =>
          announce({
            kind: "failed",
            error,
            // Where the message has gone on meanwhile, it was read anew with the refusal.
            retry: () => error.code !== "invalid_state" && act(row, what, done),
          }),
      },
    );
  const ask = (row: OutboxRow, what: string) => place.set({ do: what, for: row.id });

  /** The actions of a message; those that are not possible say why. */
  const actionsOf = (row: OutboxRow): RowAction[] => {
    const of = (
      id: string,
      what: OutboxAct,
      title: string,
      look: ActionLook,
      run: () => void = () => act(row, what),
    ): RowAction => ({ id, act: what, title, ...look, locked: actLock(row, what), run });
    const { interview_id } = row;
    const which = named(row);
    const wasHanded = handed[row.id] !== undefined;
    return [
      of("outbox_stop", "stop", `Stop ${which}`, {
        label: "Stop it",
        icon: OctagonPause,
        look: "main",
      }),
      of("outbox_hand_over", "hand_over", `Open ${which} in the mail program`, {
        label: wasHanded ? "Open it again" : "Open in the mail program",
        icon: MailOpen,
        look: wasHanded ? "plain" : "main",
      }),
      of("outbox_sent", "mark_sent", `Say that ${which} was sent`, {
        label: "It was sent",
        icon: CheckCheck,
        look: wasHanded || row.state === "unsure" ? "main" : "plain",
      }),
      of(
        "outbox_retry",
        "retry",
        `Try to send ${which} again`,
        {
          label: row.state === "unsure" ? "Send it again" : "Try again",
          icon: RotateCcw,
          look: row.state === "failed" ? "main" : "plain",
        },
        // It may have arrived: then the person would get it twice.
        row.state === "unsure" ? () => ask(row, "again") : undefined,
      ),
      of("outbox_send", "send_now", `Send ${which} now`, {
        label: "Send it now",
        icon: SendHorizontal,
        look: row.state === "held" ? "main" : "plain",
      }),
      {
        id: "outbox_interview",
        title: `Show the interview that ${which} is about`,
        label: "Show the interview",
        icon: CalendarDays,
        look: "plain",
        locked: interview_id ? undefined : "It is about no interview.",
        run: () =>
          router.history.push(
            `/schedule?view=upcoming&id=${encodeURIComponent(interview_id ?? "")}`,
          ),
      },
      of("outbox_drop", "drop", `Drop ${which}`, { label: "Drop it", icon: Ban, look: "bad" }, () =>
        ask(row, "drop"),
      ),
    ];
  };
  return { actionsOf, act, handed, busy: run.isPending };
}

export type OutboxActions = ReturnType<typeof useOutboxActions>;
