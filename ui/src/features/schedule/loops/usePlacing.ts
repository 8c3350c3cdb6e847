import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { announce } from "@/lib/announce";
import { useDesk } from "@/lib/data";
import { CommandError } from "@/platform";
import { STEP_MINUTES } from "../grid";
import type { Days, Session } from "../shapes";
import type { Loop } from "./useLoop";

const MINUTE_MS = 60_000;

/** Where a session is to go: elapsed minutes of a day of the reader's calendar. */
interface Target {
  step: string;
  date: string;
  minutes: number;
  /** The days that `date` is one of. */
  days: Days;
}

const minutesOf = (session: Session) =>
  (Date.parse(session.ends_at) - Date.parse(session.starts_at)) / MINUTE_MS;

/** Puts sessions of a loop elsewhere on the reader's calendar; Rust says which instant that is. */
export function usePlacing(props: {
  applicationId: string;
  loop: Loop;
  days: Days | undefined;
  narrow: boolean;
}) {
  const { applicationId, loop, narrow } = props;
  const { client } = useDesk();
  const queries = useQueryClient();
  const target = useRef<Target>(undefined);

  const go = async (session: Session, next: Target) => {
    target.current = next;
    const params = {
      application_id: applicationId,
      interview_type: session.interview_type,
      duration_minutes: minutesOf(session),
      at: { date: next.date, minutes: next.minutes },
    };
    try {
      const { starts_at, ends_at } = await queries.fetchQuery({
        queryKey: ["interview_check", params],
        queryFn: () => client.interview_check(params),
      });
      // A later place has overtaken this one.
      if (target.current === next) loop.edit(next.step, { starts_at, ends_at });
    } catch (error) {
      const retry = () => void go(session, next);
      announce({ kind: "failed", error: CommandError.from(error), retry });
    }
  };
  /** Where it is going, or else where it is. */
  const whereIs = (session: Session): Target | undefined => {
    if (target.current?.step === session.step_id) return target.current;
    const at = Date.parse(session.starts_at);
    const day = props.days?.days.find((each) => {
      const from = (at - Date.parse(each.starts_at)) / MINUTE_MS;
      return from >= 0 && from < each.length_minutes;
    });
    if (!day || !props.days) return undefined;
    const minutes = (at - Date.parse(day.starts_at)) / MINUTE_MS;
    return { step: session.step_id, date: day.date, minutes, days: props.days };
  };
  const at = (session: Session, date: string, minutes: number) => {
    if (props.days) void go(session, { step: session.step_id, date, minutes, days: props.days });
  };
  const nudge = (session: Session, quarters: number) => {
    const from = whereIs(session);
    const day = from?.days.days.find((each) => each.date === from.date);
    if (!from || !day) return;
    const next = from.minutes + quarters * STEP_MINUTES;
    const minutes = Math.min(day.length_minutes - STEP_MINUTES, Math.max(0, next));
    void go(session, { ...from, minutes });
  };
  /** A day on or back, on the same clock; beyond the shown days their neighbours are read. */
  const turn = async (session: Session, by: 1 | -1) => {
    const from = whereIs(session);
    if (!from) return;
    const { days } = from;
    const next = days.days[days.days.findIndex((each) => each.date === from.date) + by];
    if (next) return go(session, { ...from, date: next.date });
    const beyond = await client.schedule_days({
      days: narrow ? 1 : 7,
      whole_weeks: !narrow,
      from: by > 0 ? days.next : days.previous,
    });
    const day = by > 0 ? beyond.days[0] : beyond.days.at(-1);
    if (day) return go(session, { ...from, date: day.date, days: beyond });
  };
  return {
    at,
    nudge,
    turn: (session: Session, by: 1 | -1) => {
      turn(session, by).catch((error: unknown) =>
        announce({ kind: "failed", error: CommandError.from(error), retry: () => undefined }),
      );
    },
    /** Lets go of where it was going, so that the next move begins where the session is. */
    forget: () => {
      target.current = undefined;
    },
  };
}

export type Placing = ReturnType<typeof usePlacing>;
