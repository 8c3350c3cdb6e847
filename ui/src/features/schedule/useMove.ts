import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { announce } from "@/lib/announce";
import { useCommand, useDesk } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { CommandError } from "@/platform";
import { STEP_MINUTES } from "./grid";
import type { Check, Day, Days, Entry } from "./shapes";
import { useThrottled } from "./useThrottled";

/** How often the rules are asked while something is being moved. */
const ASK_MS = 120;

/** What the rules say about the place under the pointer. */
export interface Verdict {
  kind: "waiting" | "fits" | "reason" | "refused";
  check?: Check | undefined;
}

interface Target {
  interview: Interview;
  /** Where it is now. */
  origin: { date: string; minutes: number };
  date: string;
  minutes: number;
  length: number;
  by: "keys" | "pointer";
}

/** An interview on its way to another time. */
export interface Move extends Target {
  verdict: Verdict;
}

/** Whether it has left the place where it was. */
export function movesAt(move: Move): boolean {
  return move.date !== move.origin.date || move.minutes !== move.origin.minutes;
}

export function verdictOf(check: Check | undefined): Verdict {
  if (!check) return { kind: "waiting" };
  if (check.violations.some((rule) => !rule.overridable)) return { kind: "refused", check };
  return { kind: check.violations.length > 0 ? "reason" : "fits", check };
}

const minutesOf = (interview: Interview) =>
  (Date.parse(interview.ends_at) - Date.parse(interview.starts_at)) / 60_000;

/** Moving an interview by key or pointer; nothing is written before `settle` has its reason. */
export function useMove(
  data: Days | undefined,
  settle: (interview: Interview, startsAt: string) => void,
) {
  const { client } = useDesk();
  const queries = useQueryClient();
  const [target, show] = useState<Target>();
  // A pointer that began long ago must see where the interview is now.
  const live = useRef<Target>(undefined);
  const setTarget = (next: Target | undefined) => {
    live.current = next;
    show(next);
  };
  const asked = useThrottled(
    target ? { id: target.interview.id, at: { date: target.date, minutes: target.minutes } } : null,
    ASK_MS,
  );
  const answer = useCommand("interview_check", asked ?? { id: "" }, {
    enabled: asked !== null && target !== undefined,
    keep: true,
  });
  const current =
    !answer.isPlaceholderData &&
    asked?.at.date === target?.date &&
    asked?.at.minutes === target?.minutes;
  const move: Move | undefined = target && {
    ...target,
    verdict: current ? verdictOf(answer.data) : { kind: "waiting", check: answer.data },
  };

  const start = (day: Day, entry: Entry, by: Target["by"]) => {
    const origin = { date: day.date, minutes: entry.from };
    setTarget({
      interview: entry.interview,
      origin,
      ...origin,
      length: minutesOf(entry.interview),
      by,
    });
  };
  const to = (date: string, minutes: number) => {
    if (live.current) setTarget({ ...live.current, date, minutes });
  };
  const nudge = (by: number) => {
    const now = live.current;
    const day = data?.days.find((each) => each.date === now?.date);
    if (!now || !day) return;
    const next = now.minutes + by * STEP_MINUTES;
    to(now.date, Math.min(day.length_minutes - STEP_MINUTES, Math.max(0, next)));
  };
  const stop = () => setTarget(undefined);

  /** Asks for the last time, and refuses in words or hands over to the reason. */
  const drop = async (place?: { date: string; minutes: number }) => {
    const moved = live.current;
    if (!moved) return;
    const at = place ?? { date: moved.date, minutes: moved.minutes };
    if (at.date === moved.origin.date && at.minutes === moved.origin.minutes) {
      stop();
      return;
    }
    const params = { id: moved.interview.id, at };
    try {
      const check = await queries.fetchQuery({
        queryKey: ["interview_check", params],
        queryFn: () => client.interview_check(params),
      });
      const refusals = check.violations.filter((rule) => !rule.overridable);
      if (refusals.length > 0) {
        const words = refusals.map((rule) => rule.message).join(" ");
        announce({ kind: "told", text: `Not moved to ${check.spoken}. ${words}` });
        if (moved.by === "pointer") stop();
        return;
      }
      stop();
      settle(moved.interview, check.starts_at);
    } catch (error) {
      stop();
      announce({ kind: "failed", error: CommandError.from(error), retry: () => void drop(place) });
    }
  };
  return { move, start, to, nudge, drop, stop };
}
