import { ArrowLeft, ArrowRight, Ban, CalendarPlus, Star, UserRound } from "lucide-react";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { type Action, runAction } from "@/lib/actions";
import type { Application } from "@/lib/shapes";
import css from "./board.module.css";

/** The buttons for the chosen card; without one, the keys that choose one. */
export function CardBar(props: {
  application: Application | undefined;
  actions: readonly Action[];
}) {
  const { application } = props;
  if (!application) {
    return (
      <p className={css.bar}>
        <span className="muted">
          <Kbd action="next" /> <Kbd keys="ArrowRight" /> choose a card, <Kbd action="move_left" />{" "}
          <Kbd action="move_right" /> move it a stage, or drag it.
        </span>
      </p>
    );
  }
  const press = (id: string) => () => {
    const action = props.actions.find((each) => each.id === id);
    if (action) runAction(action);
  };
  const locked = (id: string) => props.actions.find((each) => each.id === id)?.locked;
  return (
    <div className={css.bar} role="toolbar" aria-label={`For ${application.candidate_name}`}>
      <bdi className={css.chosen}>{application.candidate_name}</bdi>
      <Button
        label="Back"
        icon={ArrowLeft}
        action="move_left"
        locked={locked("move_left")}
        onPress={press("move_left")}
      />
      <Button
        label="On"
        icon={ArrowRight}
        action="move_right"
        locked={locked("move_right")}
        onPress={press("move_right")}
      />
      <Button
        label={application.shortlisted ? "Take off the shortlist" : "Shortlist"}
        icon={Star}
        action="card_shortlist"
        onPress={press("card_shortlist")}
      />
      <Button
        label="Schedule"
        icon={CalendarPlus}
        action="schedule"
        locked={locked("schedule")}
        onPress={press("schedule")}
      />
      <Button
        label="Reject"
        icon={Ban}
        action="reject"
        locked={locked("reject")}
        onPress={press("reject")}
      />
      <Button label="Show" icon={UserRound} action="open_card" onPress={press("open_card")} />
    </div>
  );
}
