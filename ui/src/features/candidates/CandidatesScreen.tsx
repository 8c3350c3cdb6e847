import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { Kbd } from "@/components/Kbd";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { SearchField } from "@/components/SearchField";
import { ScreenHead, Split } from "@/components/Split";
import { VirtualList } from "@/components/VirtualList";
import { useCursor } from "@/lib/cursor";
import { useCommand, usePages } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count, sentence } from "@/lib/words";
import { CandidateDetail } from "./CandidateDetail";
import css from "./candidates.module.css";

interface Row {
  id: string;
  name: string;
  headline: string | null;
  location: string | null;
  skills: readonly string[];
}

/** The people: all of them by name, or those a search finds, with one of them open beside the list. */
export function CandidatesScreen() {
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
  const rows = useMemo<Row[]>(
    () =>
      query
        ? (found.data?.items ?? []).map((hit) => ({
            id: hit.id,
            name: hit.full_name,
            headline: hit.snippet ?? hit.headline,
            location: null,
            skills: [],
          }))
        : all.items.map((person) => ({
            id: person.id,
            name: person.full_name,
            headline: person.headline,
            location: person.location,
            skills: person.skills,
          })),
    [query, found.data, all.items],
  );
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const cursor = useCursor("candidates", ids);
  const list = source.error ? (
    <ErrorNotice error={source.error} retry={() => void source.refetch()} />
  ) : source.isPending ? (
    <Waiting label="Reading the candidates" />
  ) : rows.length === 0 ? (
    query ? (
      <NobodyFound query={query} />
    ) : (
      <NobodyYet />
    )
  ) : (
    <VirtualList
      label="Candidates"
      count={rows.length}
      size={() => 40}
      rowKey={(at) => rows[at]?.id ?? ""}
      at={cursor.index}
      opened={cursor.opened}
      onOpen={(at) => cursor.open(at)}
      onNearEnd={() => {
        if (!query && all.hasNextPage && !all.isFetching) void all.fetchNextPage();
      }}
    >
      {(at) => <CandidateRow row={rows[at]} />}
    </VirtualList>
  );
  return (
    <>
      <ScreenHead
        title="Candidates"
        note={status && sentence(count(status.candidates, "person", "people"))}
      >
        <SearchField
          label="Search people, skills, notes and résumés"
          value={place.q ?? ""}
          onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
          onMove={cursor.move}
          onOpen={() => cursor.open(Math.max(0, cursor.index))}
        />
      </ScreenHead>
      <Split
        list={list}
        detail={place.id ? <CandidateDetail id={place.id} onClose={cursor.close} /> : undefined}
      />
    </>
  );
}

function CandidateRow({ row }: { row: Row | undefined }) {
  if (!row) return null;
  return (
    <div className={css.row}>
      <Line title={row.name} below={row.headline} />
      <span className={css.location}>{row.location}</span>
      <span className={css.skills}>{row.skills.slice(0, 4).join(", ")}</span>
    </div>
  );
}

function NobodyFound({ query }: { query: string }) {
  return (
    <Empty icon={UsersRound} title={`Nobody matches “${query}”`}>
      <p>
        Search looks at names, headlines, skills, notes and résumé text, and takes the beginning of
        a word. Press <Kbd keys="Escape" /> in the field to see everybody again.
      </p>
    </Empty>
  );
}

function NobodyYet() {
  return (
    <Empty icon={UsersRound} title="No candidates yet">
      <p>
        Bring people in from a CSV file, LinkedIn’s Connections.csv or JSON:{" "}
        <code>muster call candidate_import</code>.
      </p>
      <p>
        To look around first, fill this empty workspace with the demo data: <code>muster demo</code>
        .
      </p>
    </Empty>
  );
}
