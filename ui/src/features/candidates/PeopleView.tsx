import { useMemo } from "react";
import { ItemList } from "@/components/ItemList";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Split } from "@/components/Split";
import type { Result } from "@/generated/commands";
import { useCursor } from "@/lib/cursor";
import { useCommand, usePages } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Candidate } from "@/lib/shapes";
import { count, sentence } from "@/lib/words";
import { CandidateDetail } from "./CandidateDetail";
import { CandidateRow } from "./CandidateRow";
import { CandidatesHead, useSteer } from "./CandidatesHead";
import { NobodyFound, NobodyYet } from "./Nobody";
import { usePreload } from "./usePreload";

type Hit = Result<"candidate_search">["items"][number];
type Row = Candidate | Hit;

const NOBODY: readonly Hit[] = [];
const idOf = ({ id }: Row) => id;
const drawRow = (row: Row) =>
  "snippet" in row ? (
    <CandidateRow name={row.full_name} line={row.snippet || row.headline} />
  ) : (
    <CandidateRow person={row} />
  );

/** Everybody by name, or those a search finds, with one of them open beside the list. */
export function PeopleView() {
  const place = usePlace();
  const { data: status } = useCommand("workspace_status", {});
  const query = place.q?.trim() ?? "";
  const all = usePages("candidate_list", {}, { enabled: query === "" });
  const found = useCommand(
    "candidate_search",
    { query, limit: 200 },
    { enabled: query !== "", keep: true },
  );
  const source = query ? found : all;
  useReady(source.status);
  const people = all.items;
  const hits = found.data?.items;
  const rows: readonly Row[] = query ? (hits ?? NOBODY) : people;
  const ids = useMemo(() => rows.map(idOf), [rows]);
  const cursor = useCursor("candidates", ids);
  usePreload(cursor.opened ? [ids[cursor.index + 1], ids[cursor.index - 1]] : [ids[cursor.index]]);

  const steer = useSteer(cursor);
  const list = source.error ? (
    <ErrorNotice error={source.error} retry={() => void source.refetch()} />
  ) : source.isPending ? (
    <Waiting label="Reading the candidates" />
  ) : ids.length === 0 ? (
    query ? (
      <NobodyFound query={query} />
    ) : (
      <NobodyYet />
    )
  ) : (
    <ItemList
      label="Candidates"
      items={rows}
      keyOf={idOf}
      cursor={cursor}
      onNearEnd={() => {
        if (!query && all.hasNextPage && !all.isFetching) void all.fetchNextPage();
      }}
    >
      {drawRow}
    </ItemList>
  );
  return (
    <>
      <CandidatesHead
        view="everyone"
        note={status && sentence(count(status.candidates, "person", "people"))}
        label="Search people, skills, notes and résumés"
        cursor={steer}
      />
      <Split
        list={list}
        detail={place.id ? <CandidateDetail id={place.id} onClose={cursor.close} /> : undefined}
      />
    </>
  );
}
