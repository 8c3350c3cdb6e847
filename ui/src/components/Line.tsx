import type { ReactNode } from "react";
import css from "./Line.module.css";

/** What a 40 px row shows: a lead, two lines that shorten, and what stands at the end. */
export function Line(props: {
  lead?: ReactNode;
  title: string;
  beside?: string | null;
  below?: ReactNode;
  end?: ReactNode;
  quiet?: boolean;
}) {
  return (
    <div className={css.line} data-quiet={props.quiet || undefined}>
      {props.lead}
      <div className={css.words}>
        <div className={css.title}>
          <bdi>{props.title}</bdi>
          {props.beside ? <span className={css.beside}>{props.beside}</span> : null}
        </div>
        {props.below ? <div className={css.below}>{props.below}</div> : null}
      </div>
      {props.end ? <div className={css.end}>{props.end}</div> : null}
    </div>
  );
}
