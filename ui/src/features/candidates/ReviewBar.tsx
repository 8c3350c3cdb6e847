import { SkipForward } from "lucide-react";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { count, sentence } from "@/lib/words";
import css from "./Review.module.css";

/** What is left to decide for a job, and the keys that decide. */
export function ReviewBar(props: {
  title: string;
  waiting: number;
  total: number;
  /** Whether there are people that have not been read yet. */
  more: boolean;
  onLater: () => void;
}) {
  const { waiting, total, more } = props;
  const left = `${sentence(count(waiting, "person", "people"))} to review`;
  return (
    <div className={css.bar} data-testid="review-bar">
      <h2 title={props.title}>
        <bdi>{props.title}</bdi>
      </h2>
      <span className={css.left}>
        {left}, {more ? `more than ${total}` : total} in all
      </span>
      <ul className={css.keys} aria-label="Keys that decide">
        <li>
          <Kbd action="candidate_shortlist" /> Shortlist
        </li>
        <li>
          <Kbd action="reject" /> Reject
        </li>
        <li>
          <Kbd action="undo" /> Undo
        </li>
      </ul>
      <Button
        label="Decide later"
        icon={SkipForward}
        action="review_later"
        onPress={props.onLater}
      />
    </div>
  );
}
