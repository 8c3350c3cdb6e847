import { useRouter } from "@tanstack/react-router";
import { CalendarCheck, CalendarX, Hourglass, UserRound } from "lucide-react";
import { ActionButtons, type ActionLook } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { Empty, Waiting } from "@/components/Notice";
import { Detail, Facts } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { names } from "../people";
import css from "../schedule.module.css";
import type { Hold } from "../shapes";
import { holdClocks } from "./HoldBlock";
import { HoldSheet } from "./HoldSheet";
import { useHoldList } from "./useHolds";

/** What can be done with a held time: the keys, the palette and the buttons share these. */
function useHoldActions(hold: Hold) {
  const place = usePlace();
  const router = useRouter();
  const application = useCommand("candidate_interview_status", {
    application_id: hold.application_id,
  });
  const release = useRun("hold_release");
  const who = hold.candidate_name;
  const gone = hold.state === "active" ? undefined : `This time is ${hold.state}, not held.`;
  const candidate = application.data?.candidate_id;
  const letGo = () =>
    release.mutate(
      { id: hold.id },
      {
        onSuccess: () => {
          announce({ kind: "done", text: `Let go: ${hold.spoken} for ${who}.`, undo: true });
          if (place.id) place.set({ id: undefined });
        },
        onError: (error) => announce({ kind: "failed", error, retry: letGo }),
      },
    );
  return [
    {
      id: "hold_confirm",
      title: `Make the interview with ${who} that the time is held for`,
      locked: gone,
      run: () => place.set({ do: "confirm_hold", for: hold.id }),
    },
    {
      id: "hold_candidate",
      title: `Show ${who}`,
      locked: candidate ? undefined : "Their record is still being read.",
      run: () =>
        candidate && router.history.push(`/candidates?id=${encodeURIComponent(candidate)}`),
    },
    { id: "hold_release", title: `Let the time of ${who} go`, locked: gone, run: letGo },
  ];
}

/** The keys and the form of the held time under the cursor, where its page is not open. */
export function HoldActions({ hold }: { hold: Hold }) {
  useActions(useHoldActions(hold));
  return <HoldForm hold={hold} />;
}

function HoldForm({ hold }: { hold: Hold }) {
  const place = usePlace();
  if (place.do !== "confirm_hold" || place.for !== hold.id) return null;
  return (
    <HoldSheet
      hold={hold}
      onClose={() => place.set({ do: undefined, for: undefined }, true)}
      onMade={(id) => place.set({ do: undefined, for: undefined, id }, true)}
    />
  );
}

/** One held time: both clocks, for whom, until when, and what can be done. */
export function HoldDetail(props: { id: string; onClose: () => void }) {
  const holds = useHoldList();
  const hold = holds.data?.items.find((each) => each.id === props.id);
  return (
    <Detail label="Held time" onClose={props.onClose}>
      {hold ? (
        <HoldPage hold={hold} />
      ) : holds.data ? (
        <Empty icon={Hourglass} title="This time is no longer held">
          <p>It has expired, was let go, or became an interview.</p>
        </Empty>
      ) : (
        <Waiting rows={4} label="Reading the held time" />
      )}
    </Detail>
  );
}

const looks = {
  hold_confirm: { label: "Make the interview", icon: CalendarCheck, look: "main" },
  hold_candidate: { label: "Show candidate", icon: UserRound },
  hold_release: { label: "Let it go", icon: CalendarX, look: "bad" },
} satisfies Record<string, ActionLook>;

function HoldPage({ hold }: { hold: Hold }) {
  const actions = useHoldActions(hold);
  useActions(actions);
  return (
    <>
      <div className={css.head}>
        <h1>
          <bdi>{hold.candidate_name}</bdi>
        </h1>
        <p className={css.when}>
          <time dateTime={hold.starts_at}>{holdClocks(hold)}</time>
        </p>
        <Badge tone="warn" icon={Hourglass} label={`Hold, expires ${hold.expires_spoken}`} />
      </div>
      <div className={css.actions}>
        <ActionButtons
          actions={actions.map((action) => ({
            ...action,
            ...looks[action.id as keyof typeof looks],
          }))}
        />
      </div>
      <Facts
        facts={[
          ["For", hold.title],
          ["Job", <bdi key="job">{hold.job_title}</bdi>],
          ["With", <bdi key="with">{names(hold.interviewer_names)}</bdi>],
        ]}
      />
      <p className={css.aside}>
        Nobody else is offered this time while it is held. Nothing was sent to anybody.
      </p>
      <HoldForm hold={hold} />
    </>
  );
}
