import { useRouter } from "@tanstack/react-router";
import { CalendarRange, CircleSlash, Users } from "lucide-react";
import { useState } from "react";
import { ActionButtons } from "@/components/ActionButtons";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { ScreenHead, Section } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { useReady } from "@/lib/ready";
import { count, dotted, sentence } from "@/lib/words";
import { names } from "../people";
import type { WeekLoop } from "../shapes";
import { useBack } from "./LoopScreen";
import { LoopWeekSheet } from "./LoopWeekSheet";
import css from "./loops.module.css";

/** The loops of everyone who waits, solved together: who gets which, and who is left out and why. */
export function LoopWeek() {
  const router = useRouter();
  const back = useBack();
  const [seed, setSeed] = useState(1);
  const found = useCommand("loop_week_suggest", { seed }, { keep: true });
  useReady(found.status);
  const { data } = found;
  const loops = data?.loops ?? [];
  const [row, setRow] = useState(0);
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const [open, setOpen] = useState(false);
  const at = Math.min(row, Math.max(0, loops.length - 1));
  const current = loops[at];
  const taken = loops.filter((loop) => !skipped.includes(loop.application_id));
  const skip = (id: string | undefined) => {
    if (!id) return;
    setSkipped((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id]));
  };
  const show = (id: string | undefined) =>
    id && router.history.push(`/schedule?view=loop&for=${encodeURIComponent(id)}`);
  const nobody = loops.length === 0 ? "There is no loop to schedule." : undefined;
  const actions = [
    {
      id: "loop_commit",
      label: sentence(`schedule ${count(taken.length, "loop")}`),
      title: "Schedule the loops of everyone who waits",
      look: "main" as const,
      locked:
        nobody ?? (taken.length === 0 ? "Every loop is left out. Press S on one." : undefined),
      run: () => setOpen(true),
    },
    {
      id: "loop_skip",
      label: skipped.includes(current?.application_id ?? "") ? "Take it in again" : "Leave it out",
      title: `Leave the loop of ${current?.candidate_name ?? "nobody"} out, or take it in again`,
      locked: nobody,
      run: () => skip(current?.application_id),
    },
    {
      id: "loop_again",
      label: "Find others",
      title: "Find other loops for everyone who waits",
      run: () => setSeed(seed + 1),
    },
  ];
  useActions(actions);
  const go = (by: 1 | -1) => setRow(Math.min(loops.length - 1, Math.max(0, at + by)));
  useKeys({
    "@next": () => go(1),
    "@previous": () => go(-1),
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    Enter: () => show(current?.application_id),
    Escape: back,
  });
  return (
    <>
      <ScreenHead title="Loops of all who wait">
        <Button label="Back" keys="Escape" look="quiet" onPress={back} />
      </ScreenHead>
      <div className={css.screen} data-scrolls="">
        {found.error ? (
          <ErrorNotice error={found.error} retry={() => void found.refetch()} />
        ) : !data ? (
          <Waiting rows={8} label="Planning everyone together" />
        ) : loops.length + data.left_out.length === 0 ? (
          <Empty icon={CalendarRange} title="Nobody waits for a loop">
            <p>
              Here stand the shortlisted candidates with interviews switched on, nothing scheduled,
              and a job with an interview plan. Shortlist somebody with <kbd>L</kbd> in Candidates
              first.
            </p>
          </Empty>
        ) : (
          <>
            <p className={css.fairness} data-testid="fairness">
              <Icon of={Users} />
              <span>
                How evenly people interview. Now: {data.fairness_before.spoken} With these loops:{" "}
                <strong>{data.fairness_after.spoken}</strong>
              </span>
            </p>
            <ol className={css.week}>
              {loops.map((loop, place) => (
                <Row
                  key={loop.application_id}
                  loop={loop}
                  current={place === at}
                  skipped={skipped.includes(loop.application_id)}
                  onPoint={() => setRow(place)}
                  onSkip={() => skip(loop.application_id)}
                  onShow={() => show(loop.application_id)}
                />
              ))}
            </ol>
            {data.left_out.length > 0 ? (
              <Section title="Left out, and why">
                <ul className={css.leftOut} data-testid="left-out">
                  {data.left_out.map((each) => (
                    <li key={each.application_id}>
                      <Icon of={CircleSlash} />
                      <span>
                        <strong>
                          <bdi>{each.candidate_name}</bdi>
                        </strong>{" "}
                        {each.words}
                      </span>
                      <Button
                        label="Plan this one alone"
                        look="quiet"
                        onPress={() => show(each.application_id)}
                      />
                    </li>
                  ))}
                </ul>
              </Section>
            ) : null}
          </>
        )}
      </div>
      <div className={css.actions} data-testid="loop-actions">
        <ActionButtons actions={actions.map((action) => ({ look: "quiet", ...action }))} />
      </div>
      {open ? (
        <LoopWeekSheet
          loops={taken}
          onClose={() => setOpen(false)}
          onMade={() => {
            setOpen(false);
            setSkipped([]);
          }}
        />
      ) : null}
    </>
  );
}

function Row(props: {
  loop: WeekLoop;
  current: boolean;
  skipped: boolean;
  onPoint: () => void;
  onSkip: () => void;
  onShow: () => void;
}) {
  const { loop, skipped } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the whole list (J, K, S, Enter)
    <li
      className={css.weekRow}
      aria-current={props.current || undefined}
      data-skipped={skipped || undefined}
      data-testid="week-loop"
      onClick={props.onPoint}
    >
      <label className={css.weekHead}>
        <input
          type="checkbox"
          checked={!skipped}
          aria-label={`Schedule the loop of ${loop.candidate_name}`}
          onChange={props.onSkip}
        />
        <strong>
          <bdi>{loop.candidate_name}</bdi>
        </strong>
        <span className="muted">
          <bdi>{loop.job_title}</bdi>
        </span>
        {skipped ? <span className={css.chosen}>left out</span> : null}
      </label>
      <ul className={css.weekSessions}>
        {loop.sessions.map((session) => (
          <li key={session.step_id}>
            <span>{dotted(session.spoken, session.spoken_theirs)}</span>
            <span className="muted">
              <bdi>{session.title}</bdi> with <bdi>{names(session.interviewer_names)}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <Button label="Open this loop" look="quiet" onPress={props.onShow} />
    </li>
  );
}
