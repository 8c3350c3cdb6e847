import { Link } from "@tanstack/react-router";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Detail, Facts, Section } from "@/components/Split";
import { useCommand } from "@/lib/data";
import type { Interview } from "@/lib/shapes";
import { dotted, leadTime, plain } from "@/lib/words";
import { InterviewBadge } from "./InterviewBadge";
import css from "./schedule.module.css";
import { placeOf, reminderWords } from "./words";

/** One interview: both clocks, who takes part, its reminders and its history. */
export function InterviewDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const interview = useCommand("interview_get", { id });
  return (
    <Detail label="Interview" onClose={onClose}>
      {interview.data ? (
        <InterviewPage interview={interview.data} />
      ) : interview.error ? (
        <ErrorNotice error={interview.error} retry={() => void interview.refetch()} />
      ) : (
        <Waiting rows={5} label="Reading the interview" />
      )}
    </Detail>
  );
}

function InterviewPage({ interview }: { interview: Interview }) {
  return (
    <>
      <div className={css.head}>
        <h1>
          <Link to="/candidates" search={{ id: interview.candidate_id }}>
            <bdi>{interview.candidate_name}</bdi>
          </Link>
        </h1>
        <p className={css.when}>
          <time dateTime={interview.starts_at}>{interview.spoken_both}</time>
        </p>
        <InterviewBadge interview={interview} />
      </div>
      <Facts
        facts={[
          ["Kind", dotted(plain(interview.interview_type), interview.spoken_time)],
          [
            "Job",
            <Link key="job" to="/jobs" search={{ id: interview.job_id }}>
              {interview.job_title}
            </Link>,
          ],
          ["Place", placeOf(interview)],
          ["Link", interview.meeting_link],
          ["Notes", interview.notes],
          ["With", interview.interviewers.map((each) => each.full_name).join(", ")],
        ]}
      />
      <Reminders id={interview.id} />
      <History id={interview.id} />
    </>
  );
}

function Reminders({ id }: { id: string }) {
  const { data } = useCommand("reminder_list", { interview_id: id });
  if (!data || data.length === 0) return null;
  return (
    <Section title="Reminders">
      <ul className={css.log}>
        {data.map((reminder) => (
          <li key={`${reminder.lead_minutes}-${reminder.channel}`}>
            <time dateTime={reminder.due_at}>{reminder.spoken_due}</time>
            <span>
              {leadTime(reminder.lead_minutes)}
              <span className="muted">, {reminderWords[reminder.state] ?? reminder.state}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ id }: { id: string }) {
  const { data } = useCommand("interview_logs", { id });
  if (!data || data.length === 0) return null;
  return (
    <Section title="History">
      <ol className={css.log} data-testid="history">
        {data.toReversed().map((entry) => (
          <li key={`${entry.at}-${entry.action}`}>
            <time dateTime={entry.at}>{entry.spoken_at}</time>
            <span>
              {plain(entry.action)} <span className="muted">by {entry.actor_name}</span>
              {entry.reason ? <span className="muted">: {entry.reason}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
