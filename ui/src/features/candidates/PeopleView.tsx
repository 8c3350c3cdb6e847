import { useCallback, useMemo } from "react";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import { useCursor } from "@/lib/cursor";
import { useCommand, usePages } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { rowHeight, useSettings } from "@/lib/settings";
import { count, sentence } from "@/lib/words";
import { CandidateDetail } from "./CandidateDetail";
import { CandidateRow } from "./CandidateRow";
import { CandidatesHead, useSteer } from "./CandidatesHead";
import { NobodyFound, NobodyYet } from "./Nobody";
import { usePreload } from "./usePreload";

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
  const ids = useMemo(
    () => (query ? (hits ?? []) : people).map((each) => each.id),
    [query, hits, people],
  );
  const cursor = useCursor("candidates", ids);
  usePreload(cursor.opened ? [ids[cursor.index + 1], ids[cursor.index - 1]] : [ids[cursor.index]]);

  // With 100,000 rows these must stay the same between draws, or every row is measured again.
  const height = rowHeight(useSettings());
  const size = useCallback(() => height, [height]);
  const rowKey = useCallback((at: number) => ids[at] ?? "", [ids]);
  const steer = useSteer(cursor);
  const row = useCallback(
    (at: number) => {
      const hit = query ? hits?.[at] : undefined;
      return hit ? (
        <CandidateRow name={hit.full_name} line={hit.snippet || hit.headline} />
      ) : (
        <CandidateRow person={people[at]} />
      );
    },
    [query, hits, people],
  );
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
    <VirtualList
      key={height}
      label="Candidates"
      count={ids.length}
      size={size}
      rowKey={rowKey}
      at={cursor.index}
      opened={cursor.opened}
      onOpen={(at) => cursor.open(at)}
      onNearEnd={() => {
        if (!query && all.hasNextPage && !all.isFetching) void all.fetchNextPage();
      }}
    >
      {row}
    </VirtualList>
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
