import { UserCheck } from "lucide-react";
import { useMemo } from "react";
import { ItemList } from "@/components/ItemList";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { Split } from "@/components/Split";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count, sentence } from "@/lib/words";
import { CandidateRow } from "./CandidateRow";
import { CandidatesHead } from "./CandidatesHead";
import { MergeView } from "./MergeView";
import type { Pair } from "./merging";

const keyOf = (pair: Pair) => `${pair.first.id}~${pair.second.id}`;

/** Pairs of records that may be one person, each with what the two share. */
export function DuplicatesView() {
  const place = usePlace();
  const pairs = useCommand("candidate_duplicates", { limit: 500 });
  useReady(pairs.status);
  const rows = pairs.data?.items;
  const keys = useMemo(() => (rows ?? []).map(keyOf), [rows]);
  const cursor = useCursor("duplicates", keys);
  const open = rows?.[cursor.opened ? cursor.index : -1];
  const done = () => {
    const after = keys[cursor.index + 1] ?? keys[cursor.index - 1];
    place.set({ id: after }, true);
  };
  const list = pairs.error ? (
    <ErrorNotice error={pairs.error} retry={() => void pairs.refetch()} />
  ) : !rows ? (
    <Waiting label="Looking for duplicates" />
  ) : rows.length === 0 ? (
    <Empty icon={UserCheck} title="No two records look like one person">
      <p>
        Muster compares e-mail addresses, telephone numbers, LinkedIn profiles and links. Look again
        after the next import.
      </p>
    </Empty>
  ) : (
    <ItemList label="Pairs that may be one person" items={rows} keyOf={keyOf} cursor={cursor}>
      {drawPair}
    </ItemList>
  );
  return (
    <>
      <CandidatesHead
        view="duplicates"
        note={rows && sentence(`${count(rows.length, "pair")} to look at`)}
      />
      <Split
        list={list}
        detail={
          open ? (
            <MergeView key={keyOf(open)} pair={open} onClose={cursor.close} onDone={done} />
          ) : undefined
        }
      />
    </>
  );
}

function drawPair(pair: Pair) {
  const { first, second, reasons } = pair;
  const names =
    first.full_name === second.full_name
      ? `${first.full_name}, twice`
      : `${first.full_name} and ${second.full_name}`;
  return <CandidateRow name={names} line={reasons.map((reason) => reason.message).join(" ")} />;
}
