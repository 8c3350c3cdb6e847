import { UsersRound } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { Button } from "@/components/Button";
import { ItemList } from "@/components/ItemList";
import { Kbd } from "@/components/Kbd";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { Split } from "@/components/Split";
import { useGates } from "@/features/applications/useGates";
import { useReject } from "@/features/applications/useReject";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCursor } from "@/lib/cursor";
import { useCommand, usePages } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { matches } from "@/lib/match";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import type { Application } from "@/lib/shapes";
import { CandidateDetail } from "./CandidateDetail";
import { CandidatesHead, useSteer } from "./CandidatesHead";
import { ReviewBar } from "./ReviewBar";
import { ReviewRow } from "./ReviewRow";
import { nextToReview, waits } from "./review";
import { useDecisions } from "./useDecisions";
import { usePreload } from "./usePreload";

const idOf = ({ id }: Application) => id;

/** The people of one job, one key per decision: shortlist, reject with a reason, or later. */
export function ReviewView({ jobId }: { jobId: string }) {
  const place = usePlace();
  const { data: job } = useCommand("job_get", { id: jobId });
  const all = usePages("application_list", { job_id: jobId });
  useReady(all.status);
  const query = place.q?.trim() ?? "";
  const rows = useMemo(
    () => (query ? all.items.filter((each) => matches(each.candidate_name, query)) : all.items),
    [all.items, query],
  );
  const ids = useMemo(() => rows.map((row) => row.candidate_id), [rows]);
  const cursor = useCursor(`review:${jobId}`, ids);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const { setShortlisted } = useGates();
  const reject = useReject();
  const decisions = useDecisions((application) => {
    const at = ids.indexOf(application.candidate_id);
    if (at >= 0) cursor.open(at);
  });
  const next = nextToReview(rows, cursor.index);
  usePreload([
    ids[next],
    ids[nextToReview(rows, next)],
    ids[cursor.index + 1],
    ids[cursor.index - 1],
  ]);

  const goOn = () => {
    if (next >= 0) cursor.open(next);
    else {
      const title = job?.title ?? "this job";
      announce({ kind: "told", text: `Everybody up for ${title} is decided.` });
    }
  };
  const decide = (application: Application, done: Promise<unknown>) => {
    decisions.add(application, done);
    goOn();
  };
  const decideLater = () => {
    const current = rows[cursor.index];
    if (cursor.opened && current && waits(current)) setLater(new Set([...later, current.id]));
    goOn();
  };
  useActions([{ id: "review_later", title: "Next candidate, decide later", run: decideLater }]);
  useKeys({ "@undo": () => decisions.undo() });

  const steer = useSteer(cursor);
  const drawRow = useCallback(
    (row: Application) => <ReviewRow application={row} later={later.has(row.id)} />,
    [later],
  );
  const list = all.error ? (
    <ErrorNotice error={all.error} retry={() => void all.refetch()} />
  ) : all.isPending ? (
    <Waiting label="Reading the applications" />
  ) : rows.length === 0 ? (
    <NobodyUp query={query} />
  ) : (
    <ItemList
      label="People of this job"
      items={rows}
      keyOf={idOf}
      cursor={cursor}
      onNearEnd={() => {
        if (all.hasNextPage && !all.isFetching) void all.fetchNextPage();
      }}
    >
      {drawRow}
    </ItemList>
  );
  return (
    <>
      <CandidatesHead view="job" label="Search the names of this job" cursor={steer} />
      <ReviewBar
        title={job?.title ?? ""}
        waiting={all.items.filter(waits).length}
        total={all.items.length}
        more={all.hasNextPage}
        onLater={decideLater}
      />
      <Split
        list={list}
        detail={
          place.id ? (
            <CandidateDetail
              id={place.id}
              onClose={cursor.close}
              review={{
                jobId,
                onShortlist: (application) =>
                  decide(application, setShortlisted(application, true)),
                onReject: (application, reason) => decide(application, reject(application, reason)),
              }}
            />
          ) : undefined
        }
      />
    </>
  );
}

function NobodyUp({ query }: { query: string }) {
  const place = usePlace();
  if (query) {
    return (
      <Empty icon={UsersRound} title={`Nobody of this job matches “${query}”`}>
        <p>
          Only names are searched here. Press <Kbd keys="Escape" /> in the field to see everybody up
          for the job again.
        </p>
      </Empty>
    );
  }
  return (
    <Empty icon={UsersRound} title="Nobody is up for this job yet">
      <p>
        Open a person and press <Kbd action="match" /> to put them up for it.
      </p>
      <div>
        <Button
          label="Show everyone"
          onPress={() => place.set({ view: undefined, for: undefined, id: undefined })}
        />
      </div>
    </Empty>
  );
}
