import { Hourglass } from "lucide-react";
import { dotted } from "@/lib/words";
import css from "../grid.module.css";
import { names } from "../people";
import type { Hold } from "../shapes";

/** Both clocks of a held time. */
export const holdClocks = (hold: Hold) => dotted(hold.spoken, hold.spoken_theirs);

/** A held time on the grid: dashed, with the word, and when it is let go. */
export function HoldBlock(props: {
  hold: Hold;
  style: React.CSSProperties;
  current: boolean;
  onPress: () => void;
}) {
  const { hold } = props;
  const sentence = [
    `Hold for ${hold.candidate_name}`,
    hold.title,
    holdClocks(hold),
    `with ${names(hold.interviewer_names)}`,
    `expires ${hold.expires_spoken}`,
  ].join(", ");
  return (
    <button
      type="button"
      className={`${css.block} ${css.hold}`}
      data-testid="hold-block"
      data-current={props.current || undefined}
      tabIndex={props.current ? 0 : -1}
      aria-current={props.current || undefined}
      title={sentence}
      style={props.style}
      onClick={props.onPress}
    >
      <span className="unseen">{sentence}</span>
      <span className={css.blockHead} aria-hidden="true">
        <Hourglass size={12} strokeWidth={1.75} aria-hidden="true" />
        <span className={css.holdWords}>
          Hold <bdi>{hold.candidate_name}</bdi>
        </span>
      </span>
      <span className={css.blockMore} aria-hidden="true">
        expires {hold.expires_spoken}
      </span>
      <span className={css.blockMore} aria-hidden="true">
        {dotted(hold.title, names(hold.interviewer_names))}
      </span>
    </button>
  );
}
