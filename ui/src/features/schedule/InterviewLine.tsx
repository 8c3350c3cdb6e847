import { Line } from "@/components/Line";
import type { Interview } from "@/lib/shapes";
import { dotted, plain } from "@/lib/words";
import { InterviewBadge } from "./InterviewBadge";
import css from "./schedule.module.css";
import { placeOf } from "./words";

/** An interview in a list: when, who, and both clocks below. All times come as words from Rust. */
export function InterviewLine(props: {
  interview: Interview;
  /** Shows the day above the time, where no heading does. */
  day?: boolean;
  /** Leaves the candidate out, where the page is about them. */
  own?: boolean;
}) {
  const { interview, day, own } = props;
  const kind = plain(interview.interview_type);
  return (
    <Line
      lead={
        <time className={css.time} dateTime={interview.starts_at}>
          {day ? <span className="muted">{interview.spoken_day}</span> : null}
          <span>{interview.spoken_time}</span>
        </time>
      }
      title={own ? kind : interview.candidate_name}
      beside={dotted(!own && kind, interview.job_title)}
      below={
        <>
          <span className={css.wide}>{interview.spoken_both}</span>
          <span className={css.narrow}>{interview.spoken_theirs ?? placeOf(interview)}</span>
        </>
      }
      quiet={interview.status === "cancelled"}
      end={<InterviewBadge interview={interview} shrink />}
    />
  );
}
