import { CalendarCheck, CalendarClock, Star } from "lucide-react";
import { Badge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import type { Application, Interview } from "@/lib/shapes";
import css from "./board.module.css";
import { scoreWords } from "./words";

const PADDING = 18;
const NAME = 18;
const SCORE = 16;
const BADGES = 24;
const NEXT = 20;

/** The height of a card in pixels, without the gap below it; it follows from what the card says. */
export function cardHeight(application: Application, next: Interview | undefined): number {
  const badges = application.shortlisted || application.interview_enabled ? BADGES : 0;
  return PADDING + NAME + SCORE + badges + (next ? NEXT : 0);
}

/** One person on the board. */
export function BoardCard(props: { application: Application; next: Interview | undefined }) {
  const { application, next } = props;
  const { shortlisted, interview_enabled } = application;
  return (
    <>
      <bdi className={css.name} title={application.candidate_name}>
        {application.candidate_name}
      </bdi>
      <span className={css.score}>{scoreWords(application.score)}</span>
      {shortlisted || interview_enabled ? (
        <span className={css.badges}>
          {shortlisted ? <Badge tone="accent" icon={Star} label="Shortlisted" /> : null}
          {interview_enabled ? <Badge tone="ok" icon={CalendarCheck} label="Interviews" /> : null}
        </span>
      ) : null}
      {next ? (
        <span className={css.next} title={next.spoken_both}>
          <Icon of={CalendarClock} size={12} />
          <time dateTime={next.starts_at}>
            {next.spoken_day} {next.spoken_time}
          </time>
        </span>
      ) : null}
    </>
  );
}
