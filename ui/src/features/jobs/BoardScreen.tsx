import { List, UserPlus } from "lucide-react";
import { Button } from "@/components/Button";
import { SearchField } from "@/components/SearchField";
import { ScreenHead } from "@/components/Split";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count, dotted } from "@/lib/words";
import { Board } from "./Board";
import { useBoard } from "./useBoard";
import { useJobActions } from "./useJobActions";

/** The board of one job, over the whole width. */
export function BoardScreen({ id }: { id: string }) {
  const place = usePlace();
  const { data: job } = useCommand("job_get", { id }, { keep: true });
  const board = useBoard(id, place.q?.trim() ?? "");
  useReady(board.applications.status);
  useJobActions(job);
  const back = () => place.set({ view: undefined, q: undefined }, true);
  const putUp = () => place.set({ do: "match" });
  useKeys({ Escape: back });
  const people = board.applications.data && count(board.all.length, "person", "people");
  return (
    <>
      <ScreenHead
        title="Board"
        note={
          job ? (
            <span title={job.title}>
              <bdi>{job.title}</bdi>
              {people ? ` · ${dotted(people, job.status === "closed" && "closed")}` : null}
            </span>
          ) : undefined
        }
      >
        <SearchField
          label="Search people on the board"
          value={place.q ?? ""}
          onChange={(q) => place.set({ q: q || undefined }, true)}
          onMove={() => undefined}
          onOpen={() => {
            if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
          }}
        />
        <Button label="Put people up" icon={UserPlus} action="put_up" onPress={putUp} />
        <Button label="List" icon={List} action="board_view" onPress={back} />
      </ScreenHead>
      <Board jobId={id} board={board} onPutUp={putUp} />
    </>
  );
}
