import { Section } from "@/components/Split";
import { useCommand } from "@/lib/data";
import { leadTime, plain } from "@/lib/words";
import css from "./schedule.module.css";
import { reminderWords } from "./words";

/** When somebody is reminded of an interview. */
export function Reminders({ id }: { id: string }) {
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

/** What happened to an interview, by whom and why; the newest first. */
export function History({ id }: { id: string }) {
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
