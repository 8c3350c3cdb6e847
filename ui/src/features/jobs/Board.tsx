import { useRouter } from "@tanstack/react-router";
import { UsersRound } from "lucide-react";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import type { Application } from "@/lib/shapes";
import { BoardColumn } from "./BoardColumn";
import { BoardSheets } from "./BoardSheets";
import css from "./board.module.css";
import { CardBar } from "./CardBar";
import type { Column, useBoard } from "./useBoard";
import { useBoardCursor } from "./useBoardCursor";
import { useCardActions } from "./useCardActions";
import { useCardDrag } from "./useCardDrag";

/** Everybody who is up for a job, by stage. */
export function Board(props: {
  jobId: string;
  board: ReturnType<typeof useBoard>;
  onPutUp: () => void;
}) {
  const { applications } = props.board;
  if (applications.error) {
    return <ErrorNotice error={applications.error} retry={() => void applications.refetch()} />;
  }
  if (applications.isPending) return <Waiting label="Reading who is up for the job" />;
  if (applications.data.items.length === 0) return <NobodyUp onPutUp={props.onPutUp} />;
  return <Columns jobId={props.jobId} board={props.board} />;
}

function Columns({ jobId, board }: { jobId: string; board: ReturnType<typeof useBoard> }) {
  const router = useRouter();
  const place = usePlace();
  const cursor = useBoardCursor(jobId, board.columns);
  const open = (application: Application) =>
    router.history.push(`/candidates?id=${encodeURIComponent(application.candidate_id)}`);
  const moveTo = (application: Application, stage: Application["stage"]) =>
    stage === "rejected"
      ? // Turning somebody down is a person's act, and asks for its reason.
        place.set({ do: "reject", for: application.id })
      : board.move(application, stage as Parameters<typeof board.move>[1]);
  const actions = useCardActions(cursor.current, { moveTo, open });
  const drag = useCardDrag((application, stage) => {
    cursor.choose(application.id);
    moveTo(application, stage);
  });
  useKeys({ Enter: () => (cursor.current ? open(cursor.current) : false) });
  return (
    <div className={css.place}>
      <CardBar application={cursor.current} actions={actions} />
      <div
        className={css.board}
        style={{ gridTemplateColumns: widths(board.columns) }}
        data-board
        data-dragging={drag.held ? true : undefined}
      >
        {board.columns.map((column) => (
          <BoardColumn
            key={column.stage}
            column={column}
            next={board.next}
            chosen={cursor.current?.stage === column.stage ? cursor.current.id : undefined}
            over={drag.held?.over === column.stage}
            held={drag.held?.application.id}
            onChoose={cursor.choose}
            onOpen={open}
            onTake={drag.take}
          />
        ))}
      </div>
      {drag.held ? (
        <div
          className={css.ghost}
          style={{ transform: `translate(${drag.held.x + 8}px, ${drag.held.y + 8}px)` }}
          aria-hidden="true"
        >
          <bdi>{drag.held.application.candidate_name}</bdi>
        </div>
      ) : null}
      <BoardSheets applications={board.all} />
    </div>
  );
}

/** A stage that holds nobody stays narrow, so that more of the others is in sight. */
function widths(columns: readonly Column[]): string {
  return columns
    .map(({ cards }) => (cards.length > 0 ? "minmax(210px, 1fr)" : "minmax(112px, 140px)"))
    .join(" ");
}

function NobodyUp({ onPutUp }: { onPutUp: () => void }) {
  return (
    <Empty icon={UsersRound} title="Nobody is up for this job yet">
      <p>
        Put people up and they stand here by stage; <Kbd action="move_left" /> and{" "}
        <Kbd action="move_right" /> move them, <Kbd action="card_shortlist" /> shortlists.
      </p>
      <Button label="Put people up" action="put_up" look="main" onPress={onPutUp} />
    </Empty>
  );
}
