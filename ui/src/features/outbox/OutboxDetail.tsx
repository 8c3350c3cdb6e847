import { Copy, MailOpen, Paperclip, TriangleAlert } from "lucide-react";
import { ActionButtons } from "@/components/ActionButtons";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Facts, Section } from "@/components/Split";
import { Told } from "@/components/Told";
import { announce } from "@/lib/announce";
import { useCommand, useDesk } from "@/lib/data";
import { CommandError } from "@/platform";
import type { OutboxRow } from "./contract";
import css from "./outbox.module.css";
import type { HandedOver, OutboxActions } from "./useOutboxActions";
import { kindWords, stateLook } from "./words";

/** One message: how far it is, what can be done, and exactly what leaves. */
export function OutboxDetail({ row, actions }: { row: OutboxRow; actions: OutboxActions }) {
  const possible = actions.actionsOf(row).filter(({ locked }) => !locked);
  const handed = actions.handed[row.id];
  return (
    <article data-testid="outbox-message">
      <div className={css.head}>
        <h1>
          <bdi>{row.to_name}</bdi>
        </h1>
        <p>{kindWords(row)}</p>
        <Badge {...stateLook(row)} />
      </div>
      <p className={css.state} data-testid="state-words">
        {row.state_words}
      </p>
      {row.next_step ? (
        <Told icon={TriangleAlert} tone="warn" testId="next-step">
          {row.next_step}
        </Told>
      ) : null}
      {handed ? <Handed handed={handed} /> : null}
      <div className={css.acts}>
        <ActionButtons actions={possible} />
      </div>
      <Facts
        facts={[
          ["About", <bdi key="about">{row.interview_words}</bdi>],
          ["When", row.at_words],
        ]}
      />
      <Message id={row.id} />
    </article>
  );
}

/** What is still to be done in the mail program. */
function Handed({ handed }: { handed: HandedOver }) {
  const { platform } = useDesk();
  const { path } = handed;
  const copy = (text: string): Promise<void> =>
    platform
      .copyText(text)
      .then(() => announce({ kind: "done", text: "The path of the file is on the clipboard." }))
      .catch((error) =>
        announce({
          kind: "failed",
          error: CommandError.from(error),
          retry: () => void copy(text),
        }),
      );
  return (
    <Told icon={MailOpen} tone="warn" live testId="handed">
      <p>
        <strong>Was it sent?</strong> {handed.words}
      </p>
      {path ? (
        <>
          <p className={css.path}>
            <code>{path}</code>
            <Button label="Copy the path" icon={Copy} onPress={() => void copy(path)} />
          </p>
          <p>
            The file holds the whole message with the invitation: open it in the mail program, or
            attach it.
          </p>
        </>
      ) : null}
      <p>
        When it is sent, press <Kbd action="outbox_sent" />.
      </p>
    </Told>
  );
}

function Message({ id }: { id: string }) {
  const query = useCommand("outbox_message", { id });
  if (query.error) return <ErrorNotice error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting rows={4} label="Reading the message" />;
  const { data } = query;
  return (
    <Section title="What leaves">
      {data.held_because ? <p className={css.held}>{data.held_because}</p> : null}
      <Facts
        facts={[
          ["From", <bdi key="from">{data.from_words}</bdi>],
          ["To", <bdi key="to">{data.to_words}</bdi>],
          ["Subject", <bdi key="subject">{data.subject}</bdi>],
        ]}
      />
      {data.text ? (
        <p className={css.text} dir="auto" data-testid="message-text">
          {data.text}
        </p>
      ) : null}
      {data.attachments.length > 0 ? (
        <ul className={css.attachments} aria-label="Attached">
          {data.attachments.map((name) => (
            <li key={name}>
              <Icon of={Paperclip} />
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
