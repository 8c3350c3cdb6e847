import { Link } from "@tanstack/react-router";
import type { Application } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import { GateSwitches } from "./GateSwitches";
import css from "./Gates.module.css";
import { stageWords } from "./stages";

/** An application as a row names it: by its job beside a candidate, by its candidate beside a job. */
export interface Gate {
  application: Application;
  title: string;
  to: { path: "/candidates" | "/jobs"; id: string };
}

/** Applications in short rows, with their three switches. */
export function Gates({ gates }: { gates: readonly Gate[] }) {
  return (
    <ul className={css.gates} data-testid="gates">
      {gates.map(({ application, title, to }) => (
        <li key={application.id} className={css.gate}>
          <div className={css.words}>
            <Link to={to.path} search={{ id: to.id }}>
              <bdi>{title}</bdi>
            </Link>
            <span className="muted">
              {dotted(
                stageWords(application.stage).label,
                application.score !== null &&
                  `skill overlap ${Math.round(application.score)} of 100`,
              )}
            </span>
          </div>
          <GateSwitches application={application} />
        </li>
      ))}
    </ul>
  );
}
