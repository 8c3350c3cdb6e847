import { KeyRound } from "lucide-react";
import { Icon } from "@/components/Icon";
import type { Change } from "../shapes";
import css from "./find.module.css";

/** What would open times, cheapest first; each was proved by solving anew. */
export function ChangeList(props: { title: string; changes: readonly Change[]; none?: string }) {
  if (props.changes.length === 0 && !props.none) return null;
  return (
    <section className={css.changes} aria-label={props.title} data-testid="changes">
      <h3>{props.title}</h3>
      {props.changes.length === 0 ? <p className="muted">{props.none}</p> : null}
      <ul>
        {props.changes.map((change) => (
          <li key={`${change.kind}-${change.person_id}-${change.setting}-${change.words}`}>
            <Icon of={KeyRound} />
            <span>
              {change.words} <span className={css.opens}>opens {change.opens} more</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
