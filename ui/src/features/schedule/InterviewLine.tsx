import { Line } from "@/components/Line";
import type { Interview } from "@/generated/commands";
import { dotted, plain } from "@/lib/words";
import { InterviewBadge } from "./InterviewBadge";
import css from "./schedule.module.css";

/** An interview in a list: when, who, and both clocks below. All times come as words from Rust. */
export function InterviewLine({ interview, day }: { interview: Interview; day?: boolean }) {
  return (
    <Line
      lead={
        <time className={css.time} dateTime={interview.starts_at}>
          {day ? <span className="muted">{interview.spoken_day}</span> : null}
          <span>{interview.spoken_time}</span>
        </time>
      }
      title={interview.candidate_name}
      beside={dotted(plain(interview.interview_type), interview.job_title)}
      below={interview.spoken_both}
      quiet={interview.status === "cancelled"}
      end={<InterviewBadge interview={interview} />}
    />
  );
}
