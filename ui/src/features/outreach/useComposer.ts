import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { commands } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { refresh, useDesk } from "@/lib/data";
import { pace } from "@/lib/pace";
import type { Draft } from "@/lib/shapes";
import { CommandError } from "@/platform";
import type { Words } from "./text";
import { hasSubject } from "./words";

/** Whether what is on screen is kept. */
export type Kept = "saved" | "typing" | "saving" | "failed";

const wordsOf = (draft: Draft): Words => ({ text: draft.text, subject: draft.subject ?? "" });
// The end of a subject is trimmed when it is saved; while it is typed the space belongs there.
const same = (one: Words, other: Words) =>
  one.text === other.text && one.subject.trim() === other.subject.trim();

/**
 * The words of a draft while a person writes. They are saved when typing pauses, when the field or the
 * draft is left, and before they are copied; what changed elsewhere is taken over unless it would
 * overwrite what is being typed.
 */
export function useComposer(draft: Draft) {
  const { client } = useDesk();
  const queries = useQueryClient();
  const [words, setWords] = useState(() => wordsOf(draft));
  const [kept, setKept] = useState<Kept>("saved");
  const typed = useRef(words);
  const saved = useRef(words);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const { id, channel } = draft;

  const save = useCallback(async (): Promise<void> => {
    const now = typed.current;
    if (same(now, saved.current)) return;
    setKept("saving");
    try {
      const subject = hasSubject(channel) ? { subject: now.subject } : {};
      const answer = await client.draft_update({ id, text: now.text, ...subject });
      saved.current = now;
      queries.setQueryData(["draft_get", { id }], answer);
      setKept(same(typed.current, now) ? "saved" : "typing");
      refresh(queries, [...commands.draft_update.changes, "changes"]);
    } catch (error) {
      setKept("failed");
      throw error;
    }
  }, [client, queries, id, channel]);

  /** Saves what is typed, after what is being saved; rejects when it cannot be kept. */
  const keep = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    const mine = last.current.then(save, save);
    last.current = mine;
    return mine;
  }, [save]);

  /** The same, but says itself when it cannot be kept. */
  const keepOrTell = useCallback((): void => {
    void keep().catch((error) => {
      const retry = () => keepOrTell();
      announce({ kind: "failed", error: CommandError.from(error), retry });
    });
  }, [keep]);

  const write = (change: Partial<Words>) => {
    typed.current = { ...typed.current, ...change };
    setWords(typed.current);
    setKept("typing");
    clearTimeout(timer.current);
    timer.current = setTimeout(keepOrTell, pace.writing);
  };

  const { text, subject } = draft;
  useEffect(() => {
    const theirs = { text, subject: subject ?? "" };
    if (same(theirs, saved.current)) return;
    if (same(typed.current, saved.current)) {
      typed.current = theirs;
      setWords(theirs);
    }
    saved.current = theirs;
  }, [text, subject]);

  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && keepOrTell();
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", keepOrTell);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", keepOrTell);
      keepOrTell();
    };
  }, [keepOrTell]);

  return { words, kept, write, keep, keepOrTell };
}
