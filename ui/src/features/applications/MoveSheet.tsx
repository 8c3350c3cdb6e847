import { Dialog } from "@/components/Dialog";
import { Refused } from "@/components/Sheet";
import type { Stage } from "@/generated/commands";
import { numbered, useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useRun } from "@/lib/data";
import type { Application } from "@/lib/shapes";
import css from "./Move.module.css";
import { SheetChoice } from "./SheetChoice";
import sheets from "./Sheets.module.css";
import { stages, stageWords } from "./stages";

/** Moves an application to a stage by one figure. A rejection asks for its reason first. */
export function MoveSheet(props: {
  application: Application;
  onReject: () => void;
  onClose: () => void;
}) {
  const { application, onClose } = props;
  const { candidate_name: who, job_title: job } = application;
  const run = useRun("application_move");
  const move = (stage: Stage) => {
    if (run.isPending) return;
    if (stage === "rejected") return props.onReject();
    if (stage === application.stage) return onClose();
    run.mutate(
      { application_id: application.id, stage },
      {
        onSuccess: () => {
          onClose();
          const text = `${who} is now in ${stageWords(stage).label} for ${job}.`;
          announce({ kind: "done", text, undo: true });
        },
      },
    );
  };
  return (
    <Dialog label="Move to a stage" className={css.sheet} testId="move" onClose={onClose}>
      <header className={css.head}>
        <h2>
          Move <bdi>{who}</bdi> to a stage
        </h2>
        <p className="muted">{job}</p>
      </header>
      <Stages at={application.stage} onPick={move} />
      {run.error ? <Refused error={run.error} /> : null}
    </Dialog>
  );
}

function Stages({ at, onPick }: { at: string; onPick: (stage: Stage) => void }) {
  useActions(
    numbered(
      stages.map(({ stage, label }) => ({
        id: `stage_${stage}`,
        title: `Move to ${label}`,
        run: () => onPick(stage),
      })),
    ),
  );
  return (
    <div className={sheets.choices}>
      {stages.map(({ stage, label, icon }, n) => (
        <SheetChoice
          key={stage}
          keys={String(n + 1)}
          icon={icon}
          label={label}
          chosen={stage === at}
          note={stage === at ? "is here now" : stage === "rejected" ? "asks why" : undefined}
          onPick={() => onPick(stage)}
        />
      ))}
    </div>
  );
}
