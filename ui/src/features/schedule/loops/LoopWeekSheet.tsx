import { Sheet } from "@/components/Sheet";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import { count } from "@/lib/words";
import { WhoHears } from "../invitations/WhoHears";
import { SheetLead } from "../SheetKeys";
import type { WeekLoop } from "../shapes";
import css from "./loops.module.css";

/** What committing several loops would make; each loop is made as a whole or not at all. */
export function LoopWeekSheet(props: {
  loops: readonly WeekLoop[];
  onClose: () => void;
  onMade: () => void;
}) {
  const { loops } = props;
  const run = useRun("loop_week_commit");
  const all = loops.reduce((sum, loop) => sum + loop.sessions.length, 0);
  const submit = () => {
    if (run.isPending) return;
    run.mutate(
      {
        loops: loops.map(({ application_id, plan_id, sessions }) => ({
          application_id,
          plan_id,
          sessions: sessions.map(({ step_id, starts_at, interviewer_ids }) => ({
            step_id,
            starts_at,
            interviewer_ids,
          })),
        })),
      },
      {
        onSuccess: ({ made, refused }) => {
          const not = refused
            .map((each) => ` ${each.candidate_name} was left out: ${each.words}`)
            .join("");
          announce({
            kind: "done",
            text: `Scheduled ${count(made.length, "loop")}.${not}`,
            // Each loop is a change of its own; Activity takes back any one of several.
            undo: made.length === 1,
          });
          props.onMade();
        },
      },
    );
  };
  return (
    <Sheet
      title={`Schedule ${count(loops.length, "loop")}, ${count(all, "interview")} in all`}
      submit="Schedule these loops"
      also="a"
      testId="loop-week-sheet"
      busy={run.isPending}
      error={run.error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <SheetLead>
        <p className="muted">
          Each candidate's loop is made as a whole, or not at all if a time was taken meanwhile;
          then you are told whose.
        </p>
      </SheetLead>
      <ol className={css.preview} data-testid="preview">
        {loops.map((loop) => (
          <li key={loop.application_id}>
            <strong>
              <bdi>{loop.candidate_name}</bdi>
            </strong>
            <span>
              {count(loop.sessions.length, "interview")}, from {loop.sessions[0]?.spoken}
            </span>
          </li>
        ))}
      </ol>
      <p className="muted">
        <WhoHears>Nothing is sent. Tell the candidates and the interviewers yourself.</WhoHears>
      </p>
    </Sheet>
  );
}
