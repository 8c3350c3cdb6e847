import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Switch } from "@/components/Switch";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import type { Application } from "@/lib/shapes";
import { dotted, plain } from "@/lib/words";
import css from "./Gates.module.css";
import { interviewLock, onlineLock } from "./rules";
import { useGates } from "./useGates";

/** An application as a row names it: by its job beside a candidate, by its candidate beside a job. */
export interface Gate {
  application: Application;
  title: string;
  to: { path: "/candidates" | "/jobs"; id: string };
}

/** Applications with their three switches. With `keys`, `L` moves the first one's, or the focused one's. */
export function Gates({ gates, keys }: { gates: readonly Gate[]; keys?: boolean }) {
  const { setShortlisted, setInterviews } = useGates();
  const [focused, setFocused] = useState<string>();
  const current = gates.find((gate) => gate.application.id === focused) ?? gates[0];
  const tell = (why: string) => announce({ kind: "told", text: why });
  useActions(keys && current ? actions(current.application, setShortlisted, setInterviews) : []);
  return (
    <ul className={css.gates} data-testid="gates">
      {gates.map(({ application, title, to }) => (
        <li key={application.id} className={css.gate} onFocus={() => setFocused(application.id)}>
          <div className={css.words}>
            <Link to={to.path} search={{ id: to.id }}>
              <bdi>{title}</bdi>
            </Link>
            <span className="muted">
              {dotted(
                plain(application.stage),
                application.score !== null &&
                  `skill overlap ${Math.round(application.score)} of 100`,
              )}
            </span>
          </div>
          <div className={css.switches}>
            <Switch
              label="Shortlisted"
              on={application.shortlisted}
              keys={keys && application === current?.application ? "l" : undefined}
              onChange={(on) => setShortlisted(application, on)}
            />
            <Switch
              label="Interviews"
              on={application.interview_enabled}
              locked={interviewLock(application)}
              onLocked={tell}
              onChange={(on) => setInterviews(application, "interview_enabled", on)}
            />
            <Switch
              label="Online"
              on={application.online_interview_enabled}
              locked={onlineLock(application)}
              onLocked={tell}
              onChange={(on) => setInterviews(application, "online_interview_enabled", on)}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

type Gatekeeper = ReturnType<typeof useGates>;

function actions(
  application: Application,
  setShortlisted: Gatekeeper["setShortlisted"],
  setInterviews: Gatekeeper["setInterviews"],
) {
  const {
    candidate_name: who,
    shortlisted,
    interview_enabled,
    online_interview_enabled,
  } = application;
  return [
    {
      id: "candidate_shortlist",
      title: shortlisted ? `Take ${who} off the shortlist` : `Shortlist ${who}`,
      run: () => setShortlisted(application, !shortlisted),
    },
    {
      id: "interview_enabled",
      title: `Switch interviews ${interview_enabled ? "off" : "on"} for ${who}`,
      locked: interviewLock(application),
      run: () => setInterviews(application, "interview_enabled", !interview_enabled),
    },
    {
      id: "online_interview_enabled",
      title: `Switch online interviews ${online_interview_enabled ? "off" : "on"} for ${who}`,
      locked: onlineLock(application),
      run: () => setInterviews(application, "online_interview_enabled", !online_interview_enabled),
    },
  ];
}
