import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { stages, stageWords } from "@/features/applications/stages";
import { useShown } from "@/features/applications/useShown";
import { type ApplicationListResult, commands, type Stage } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { refresh, useCommand, useDesk } from "@/lib/data";
import { matches } from "@/lib/match";
import type { Application, Interview } from "@/lib/shapes";
import { CommandError } from "@/platform";

/** The most rows that one answer holds. */
const PAGE = 500;

/** A column of the board: everybody of one stage. */
export interface Column {
  stage: Stage;
  cards: readonly Application[];
}

/** Everybody who is up for a job, however many. */
export function useApplications(jobId: string) {
  const { client } = useDesk();
  return useQuery({
    queryKey: ["application_list", { job_id: jobId }, "all"],
    queryFn: async (): Promise<ApplicationListResult> => {
      const items: Application[] = [];
      let cursor: string | null = null;
      do {
        const page: ApplicationListResult = await client.application_list({
          job_id: jobId,
          limit: PAGE,
          ...(cursor ? { cursor } : {}),
        });
        items.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor);
      return { items, next_cursor: null };
    },
  });
}

/** The board of a job: its columns, whose interview comes next, and the way to move a card. */
export function useBoard(jobId: string, typed: string) {
  const applications = useApplications(jobId);
  const { data: upcoming } = useCommand(
    "interview_list",
    { job_id: jobId, view: "upcoming", limit: PAGE },
    { aging: true },
  );
  const { moving, move } = useMoves();
  const all = useMemo(
    () =>
      (applications.data?.items ?? []).map((application) => {
        const stage = moving[application.id];
        return stage ? { ...application, stage } : application;
      }),
    [applications.data, moving],
  );
  const columns = useMemo(() => columnsOf(all, typed), [all, typed]);
  const next = useMemo(() => nextInterviews(upcoming?.items ?? []), [upcoming]);
  return { applications, all, columns, next, move };
}

/** The first interview to come of each application. */
function nextInterviews(soonestFirst: readonly Interview[]): ReadonlyMap<string, Interview> {
  return new Map(soonestFirst.toReversed().map((each) => [each.application_id, each]));
}

function columnsOf(all: readonly Application[], typed: string): Column[] {
  const shown = typed ? all.filter(({ candidate_name }) => matches(candidate_name, typed)) : all;
  const byStage = new Map<string, Application[]>();
  for (const application of shown.toSorted(byScore)) {
    const cards = byStage.get(application.stage);
    if (cards) cards.push(application);
    else byStage.set(application.stage, [application]);
  }
  return stages.map(({ stage }) => ({ stage, cards: byStage.get(stage) ?? [] }));
}

/** The best fit first, those without a score last; a card keeps its place when its switches change. */
function byScore(one: Application, other: Application): number {
  return (
    (other.score ?? -1) - (one.score ?? -1) ||
    one.candidate_name.localeCompare(other.candidate_name)
  );
}

/** Moves applications: each shows at once, and goes back when the move is refused. */
function useMoves() {
  const { client } = useDesk();
  const queries = useQueryClient();
  const show = useShown();
  const [moving, setMoving] = useState<Readonly<Record<string, Stage>>>({});
  /** The last move of each card that is under way: the next one waits for it. */
  const last = useRef(new Map<string, Promise<void>>());

  const move = (application: Application, stage: Stage) => {
    const { id, candidate_name: who, job_title: job } = application;
    setMoving((before) => ({ ...before, [id]: stage }));
    const send = async (): Promise<void> => {
      try {
        show(await client.application_move({ application_id: id, stage }));
        const text = `${who} is now in ${stageWords(stage).label} for ${job}.`;
        announce({ kind: "done", text, undo: true });
      } catch (error) {
        const retry = () => move(application, stage);
        announce({ kind: "failed", error: CommandError.from(error), retry });
      }
      if (last.current.get(id) !== mine) return;
      last.current.delete(id);
      setMoving(({ [id]: _, ...others }) => others);
      refresh(queries, [...commands.application_move.changes, "changes"]);
    };
    const mine: Promise<void> = (last.current.get(id) ?? Promise.resolve()).then(send);
    last.current.set(id, mine);
  };
  return { moving, move };
}
