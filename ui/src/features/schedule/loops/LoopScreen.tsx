import { Link, useRouter } from "@tanstack/react-router";
import { CalendarRange, CalendarX } from "lucide-react";
import { useState } from "react";
import { ActionButtons } from "@/components/ActionButtons";
import { Button } from "@/components/Button";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { useKeys } from "@/lib/keys";
import { useReady } from "@/lib/ready";
import { GateNotice, gateReasons } from "../GateNotice";
import { hardRules } from "../Rules";
import { useNarrow } from "../useNarrow";
import { LoopCalendar } from "./LoopCalendar";
import { LoopMove } from "./LoopMove";
import { LoopPlans } from "./LoopPlans";
import { LoopSheet } from "./LoopSheet";
import css from "./loops.module.css";
import { SwapSheet } from "./SwapSheet";
import { type Loop, useLoop } from "./useLoop";
import { useLoopDays } from "./useLoopDays";
import { usePlacing } from "./usePlacing";

/** Goes back one step: to where one came from, else to the schedule. */
export function useBack(): () => void {
  const { history } = useRouter();
  return () => (history.canGoBack() ? history.back() : history.push("/schedule"));
}

/** All interviews of a job's plan for one candidate: plans to choose from, to nudge and to commit. */
export function LoopScreen({ applicationId }: { applicationId: string }) {
  const router = useRouter();
  const back = useBack();
  const narrow = useNarrow();
  const loop = useLoop(applicationId);
  const days = useLoopDays(loop, narrow);
  const placing = usePlacing({ applicationId, loop, days: days.data, narrow });
  useReady(loop.error ? "error" : loop.application ? "success" : "pending");
  const [open, setOpen] = useState<"commit" | "swap">();
  const [moving, setMoving] = useState<{
    step: string;
    before: Loop["edits"][string] | undefined;
  }>();
  const { application, current } = loop;
  const who = application?.candidate_name ?? "the candidate";

  const online = loop.plan?.steps.some((each) => each.mode === "ONLINE");
  const gated = { application, mode: online ? ("ONLINE" as const) : ("OFFLINE" as const) };
  const [gate] = gateReasons(gated);
  const none = loop.offers.length > 0 ? undefined : "There is no plan yet. F looks again for one.";
  const [hard] = hardRules({ violations: loop.check?.sessions.flatMap((s) => s.violations) ?? [] });
  const keeps = Object.values(loop.kept).some((kept) => kept.time || kept.people);
  const step = current?.step_id ?? "";
  const kept = loop.kept[step];
  const stopMoving = (keep: boolean) => {
    if (!keep && moving) {
      loop.edit(moving.step, undefined);
      if (moving.before) loop.edit(moving.step, moving.before);
    }
    placing.forget();
    setMoving(undefined);
  };
  const actions = [
    {
      id: "loop_commit",
      label: "Schedule them all",
      title: `Schedule the whole loop of ${who}`,
      look: "main" as const,
      locked: none ?? gate?.message ?? hard?.message,
      run: () => setOpen("commit"),
    },
    {
      id: "loop_time",
      label: kept?.time ? "Free the time" : "Keep the time",
      title: `${kept?.time ? "Free" : "Keep"} the time of ${current?.title ?? "the interview"}`,
      locked: none,
      run: () => loop.toggle(step, "time"),
    },
    {
      id: "loop_people",
      label: kept?.people ? "Free the people" : "Keep the people",
      title: `${kept?.people ? "Free" : "Keep"} the people of ${current?.title ?? "the interview"}`,
      locked: none,
      run: () => loop.toggle(step, "people"),
    },
    {
      id: "loop_swap",
      label: "Swap who interviews",
      title: `Let somebody else interview in ${current?.title ?? "the interview"}`,
      locked: none,
      run: () => setOpen("swap"),
    },
    {
      id: "loop_move",
      label: "Move it",
      title: `Move ${current?.title ?? "the interview"} by the arrow keys`,
      locked: none ?? (days.data ? undefined : "The calendar is still being read."),
      run: () => {
        placing.forget();
        setMoving({ step, before: loop.edits[step] });
      },
    },
    {
      id: "loop_again",
      label: keeps ? "Find again around what is kept" : "Find others",
      title: keeps ? "Find the loop again around what is kept" : "Find other plans for the loop",
      locked: loop.plan ? undefined : "This job has no interview plan yet.",
      run: loop.again,
    },
    {
      id: "loop_reset",
      label: "Take back changes",
      title: "Take back what was changed by hand in this plan",
      locked: loop.changed > 0 ? undefined : "Nothing was changed by hand in this plan.",
      run: loop.reset,
    },
  ];
  useActions(actions);
  useKeys({
    "1": () => loop.choose(0),
    "2": () => loop.choose(1),
    "3": () => loop.choose(2),
    ArrowLeft: () => loop.choose(loop.at - 1),
    ArrowRight: () => loop.choose(loop.at + 1),
    ArrowDown: () => loop.go(loop.row + 1),
    ArrowUp: () => loop.go(loop.row - 1),
    "@next": () => loop.go(loop.row + 1),
    "@previous": () => loop.go(loop.row - 1),
    Escape: back,
  });
  return (
    <>
      <ScreenHead title={`Loop of ${who}`} note={loop.plan?.name}>
        <Button label="Back" keys="Escape" look="quiet" onPress={back} />
      </ScreenHead>
      <div className={css.screen}>
        {gate ? <GateNotice plan={gated} /> : null}
        {loop.error ? (
          <ErrorNotice error={loop.error} retry={loop.retry} />
        ) : loop.planless ? (
          <Empty icon={CalendarRange} title="This job has no interview plan yet">
            <p>
              A plan says which interviews a candidate has, how long they are and who interviews.
              Make one in{" "}
              <Link to="/jobs" search={{ id: application?.job_id ?? "", view: "plan" }}>
                <bdi>{application?.job_title}</bdi>
              </Link>
              , then come back here.
            </p>
          </Empty>
        ) : loop.offers.length > 0 ? (
          <>
            <p className={css.job} role="status">
              <bdi>{loop.searching ? "Looking for other plans…" : application?.job_title}</bdi>
            </p>
            <LoopPlans loop={loop} narrow={narrow} />
            <LoopCalendar loop={loop} days={days} placing={placing} />
          </>
        ) : loop.none ? (
          <Empty icon={CalendarX} title="No way to hold all of them was found">
            <p>{loop.none.words}</p>
            <p>
              Press <kbd>F</kbd> to look again, or schedule one interview after the other: open{" "}
              <bdi>{who}</bdi> and press <kbd>S</kbd>.
            </p>
          </Empty>
        ) : (
          <Waiting rows={8} label="Looking for plans" />
        )}
      </div>
      {moving && current ? (
        <LoopMove
          loop={loop}
          placing={placing}
          session={current}
          onKeep={() => stopMoving(true)}
          onLeave={() => stopMoving(false)}
        />
      ) : loop.planless ? null : (
        <div className={css.actions} data-testid="loop-actions">
          <ActionButtons actions={actions.map((action) => ({ look: "quiet", ...action }))} />
        </div>
      )}
      {open === "swap" && current ? (
        <SwapSheet
          applicationId={applicationId}
          session={current}
          onClose={() => setOpen(undefined)}
          onSwap={(out, into) => {
            loop.swap(current, out, into);
            setOpen(undefined);
          }}
        />
      ) : null}
      {open === "commit" ? (
        <LoopSheet
          applicationId={applicationId}
          loop={loop}
          onClose={() => setOpen(undefined)}
          onMade={(made) =>
            router.history.replace(
              made[0] ? `/schedule?id=${encodeURIComponent(made[0].id)}` : "/schedule",
            )
          }
        />
      ) : null}
    </>
  );
}
