import { useMemo, useState } from "react";
import { useCommand } from "@/lib/data";
import type { CheckedSession, Session } from "../shapes";
import { useThrottled } from "../useThrottled";

/** How often the rules are asked while a session is being moved. */
const ASK_MS = 120;

/** What of a session stays when the loop is found again. */
export interface Kept {
  time?: boolean;
  people?: boolean;
}

/** What was changed by hand of a session. */
interface Edit {
  starts_at?: string;
  ends_at?: string;
  interviewer_ids?: string[];
}

type ByStep<T> = Readonly<Record<string, T>>;

/** A session as it is shown: with what speaks against it, as far as the rules were asked. */
export type ShownSession = Session & { violations: CheckedSession["violations"] };

const choiceOf = ({ step_id, starts_at, interviewer_ids }: Session) => ({
  step_id,
  starts_at,
  interviewer_ids,
});

/** All interviews of one application: what was suggested, what was changed and kept by hand. */
export function useLoop(applicationId: string) {
  const status = useCommand("candidate_interview_status", { application_id: applicationId });
  const job_id = status.data?.job_id ?? "";
  const plans = useCommand(
    "interview_plan_list",
    { job_id },
    { enabled: status.data !== undefined },
  );
  const people = useCommand("person_list", { limit: 500 });
  const plan = plans.data?.items.find((each) => each.job_id === job_id);
  const [asked, setAsked] = useState<{ locked: Locked[]; seed?: number }>({ locked: [] });
  const params = {
    application_id: applicationId,
    plan_id: plan?.id ?? "",
    ...(asked.locked.length > 0 ? { locked: asked.locked } : {}),
    ...(asked.seed ? { seed: asked.seed } : {}),
  };
  const found = useCommand("loop_suggest", params, {
    enabled: plan !== undefined && plan.steps.length > 0,
    keep: true,
  });
  const [index, setIndex] = useState(0);
  const [row, setRow] = useState(0);
  const [edits, setEdits] = useState<ByStep<Edit>>({});
  const [kept, setKept] = useState<ByStep<Kept>>({});

  const offers = found.data?.plans ?? [];
  const at = Math.min(index, Math.max(0, offers.length - 1));
  const base = offers[at];
  const sessions = useMemo(
    () => (base?.sessions ?? []).map((session) => edited(session, edits[session.step_id])),
    [base, edits],
  );
  const choice = useMemo(() => sessions.map(choiceOf), [sessions]);
  const throttled = useThrottled(choice, ASK_MS);
  const checked = useCommand(
    "loop_check",
    { application_id: applicationId, plan_id: plan?.id ?? "", sessions: throttled },
    { enabled: plan !== undefined && throttled.length > 0 },
  );
  const fresh = JSON.stringify(throttled) === JSON.stringify(choice);
  const check = fresh ? checked.data : undefined;
  const shown: ShownSession[] =
    check?.sessions ?? sessions.map((session) => ({ ...session, violations: [] }));

  const edit = (step: string, change: Edit | undefined) =>
    setEdits(({ [step]: before, ...others }) =>
      change ? { ...others, [step]: { ...before, ...change } } : others,
    );
  const current = shown[Math.min(row, shown.length - 1)];
  const toggle = (step: string, part: keyof Kept) =>
    setKept((now) => ({ ...now, [step]: { ...now[step], [part]: !now[step]?.[part] } }));
  return {
    application: status.data,
    plan,
    people: people.data?.items ?? [],
    error: status.error ?? plans.error ?? found.error,
    retry: () => {
      for (const query of [status, plans, found]) void query.refetch();
    },
    planless: plans.data !== undefined && plan === undefined,
    searching: found.isPending || found.isPlaceholderData,
    none: found.data?.none ?? null,
    offers,
    at,
    base,
    choose: (next: number) => {
      if (!offers[next] || next === at) return;
      setIndex(next);
      setEdits({});
    },
    /** The chosen plan as it is now, with everything that was changed by hand. */
    shown,
    check,
    checkError: fresh ? checked.error : null,
    waiting: !check,
    row: Math.min(row, Math.max(0, shown.length - 1)),
    current,
    go: (to: number) => setRow(Math.min(shown.length - 1, Math.max(0, to))),
    changed: Object.keys(edits).length,
    edits,
    edit,
    swap: (session: Session, out: string, into: string) =>
      edit(session.step_id, {
        interviewer_ids: session.interviewer_ids.map((id) => (id === out ? into : id)),
      }),
    reset: () => setEdits({}),
    kept,
    toggle,
    /** Finds anew; what is kept stays as it is in the chosen plan. */
    again: () => {
      const locked = sessions.flatMap((session): Locked[] => {
        const stays = kept[session.step_id];
        if (!stays?.time && !stays?.people) return [];
        const { step_id, starts_at, interviewer_ids } = session;
        return [
          {
            step_id,
            ...(stays.time ? { starts_at } : {}),
            ...(stays.people ? { interviewer_ids } : {}),
          },
        ];
      });
      setAsked((before) => ({ locked, seed: (before.seed ?? 0) + 1 }));
      setEdits({});
    },
  };
}

interface Locked {
  step_id: string;
  starts_at?: string;
  interviewer_ids?: string[];
}

export type Loop = ReturnType<typeof useLoop>;

function edited(session: Session, edit: Edit | undefined): Session {
  return edit ? { ...session, ...edit } : session;
}
