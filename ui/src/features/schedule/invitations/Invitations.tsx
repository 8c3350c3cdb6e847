import { Link } from "@tanstack/react-router";
import { CalendarCheck, MailOpen, MailPlus } from "lucide-react";
import { ActionButtons, type ActionLook } from "@/components/ActionButtons";
import { Icon } from "@/components/Icon";
import { Refused } from "@/components/Sheet";
import { Section } from "@/components/Split";
import { AnswerSheet } from "@/features/outbox/AnswerSheet";
import { type Action, useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import type { Interview } from "@/lib/shapes";
import { count, dotted } from "@/lib/words";
import css from "./invitations.module.css";
import { type Invitations as Answers, answerLook, type Invited } from "./words";

/** Who was told of an interview and what they answered, with the way to tell everybody. */
export function Invitations({ interview }: { interview: Interview }) {
  const place = usePlace();
  const query = useCommand("interview_invitations", { interview_id: interview.id });
  const mail = useCommand("mail_account_get", {});
  const run = useRun("interview_invite");
  // Who expects a cancelled interview is told, too, that it is not held.
  const cancelled = interview.status === "cancelled";
  const off = cancelled ? null : query.data?.off_words;
  const rows = query.data?.rows ?? [];
  const invite = (): void =>
    run.mutate(
      { interview_id: interview.id },
      {
        onSuccess: (answer) => announce({ kind: "done", text: invitedWords(answer) }),
        onError: (error) => announce({ kind: "failed", error, retry: invite }),
      },
    );
  const actions: (Action & ActionLook)[] = [
    {
      id: "invite",
      title: cancelled ? "Tell everybody that it is cancelled" : "Invite everybody now",
      label: run.isPending
        ? "Writing to everybody"
        : cancelled
          ? "Tell everybody now"
          : "Invite everybody now",
      icon: MailPlus,
      locked: query.data
        ? (off ??
          (rows.length === 0
            ? "Nobody takes part yet. Press E to choose the interviewers."
            : run.isPending
              ? "They are being written now."
              : undefined))
        : "Who takes part is being read.",
      run: invite,
    },
    {
      id: "read_answer",
      title: "Read an answer to the invitation from a file",
      label: "Read an answer",
      icon: MailOpen,
      run: () => place.set({ do: "answer", for: undefined }),
    },
  ];
  useActions(actions);
  const close = () => place.set({ do: undefined }, true);
  return (
    <Section title="Invitations">
      <div data-testid="invitations">
        {query.error ? <Refused error={query.error} /> : null}
        {rows.length > 0 ? (
          <ul className={css.people}>
            {rows.map((row) => (
              <Person key={`${row.audience}-${row.name}-${row.address_words}`} row={row} />
            ))}
          </ul>
        ) : null}
        {query.data?.calendar_words ? (
          <p className={css.calendar}>
            <Icon of={CalendarCheck} />
            <span>{query.data.calendar_words}</span>
          </p>
        ) : null}
        {off ? (
          <p className={css.off}>
            {off}{" "}
            {mail.data?.account === null ? (
              <Link to="/accounts" search={{ view: "mail" }}>
                Say how mail leaves
              </Link>
            ) : null}
          </p>
        ) : null}
        <div className={css.acts}>
          <ActionButtons actions={actions} />
        </div>
      </div>
      {place.do === "answer" ? (
        <AnswerSheet
          onClose={close}
          onRead={(id) =>
            place.set({ do: undefined, id: id === interview.id ? place.id : id }, true)
          }
        />
      ) : null}
    </Section>
  );
}

function Person({ row }: { row: Invited }) {
  const { icon, tone } = answerLook(row);
  return (
    <li data-testid="invited" data-tone={tone}>
      <Icon of={icon} />
      <div className={css.words}>
        <p>
          <strong>
            <bdi>{row.name}</bdi>
          </strong>{" "}
          <span className="muted">
            {dotted(row.audience === "candidate" ? "candidate" : "interviewer", row.address_words)}
          </span>
        </p>
        <p>
          {row.answer_words ? <span className={css.answer}>{row.answer_words} · </span> : null}
          <span className="muted">{row.told_words}</span>
          {row.outbox_id ? (
            <>
              {" · "}
              <Link to="/outbox" search={{ view: "all", id: row.outbox_id }}>
                Show the message
              </Link>
            </>
          ) : null}
        </p>
      </div>
    </li>
  );
}

function invitedWords({ rows }: Answers): string {
  const waiting = rows.filter(({ outbox_id }) => outbox_id !== null).length;
  return waiting === 0
    ? "Everybody is told already."
    : `The outbox has ${count(waiting, "message")} about this interview. They can be stopped there.`;
}
