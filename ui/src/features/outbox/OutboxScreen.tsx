import { useRouter } from "@tanstack/react-router";
import { Mail, MailOpen, Mails } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { Detail, ScreenHead, Split } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { count, sentence } from "@/lib/words";
import { AnswerSheet } from "./AnswerSheet";
import { OutboxDetail } from "./OutboxDetail";
import { inParts, OutboxList } from "./OutboxList";
import { AgainSheet, DropSheet } from "./OutboxSheets";
import css from "./outbox.module.css";
import { useOutboxActions } from "./useOutboxActions";
import { onItsWay } from "./words";

/** More are read in the history of their interviews. */
const SHOWN = 200;

/** What is about to leave this computer and what left, with the way to stop it. */
export function OutboxScreen() {
  const place = usePlace();
  const router = useRouter();
  const all = place.view === "all";
  const query = useCommand(
    "outbox_list",
    { filter: all ? "all" : "open", limit: SHOWN },
    { aging: true, keep: true, counting: ({ rows }) => rows.some(onItsWay) },
  );
  useReady(query.status);
  const listed = query.data?.rows;
  const rows = useMemo(() => inParts(listed ?? []), [listed]);
  const cursor = useCursor(
    "outbox",
    rows.map(({ id }) => id),
  );
  const actions = useOutboxActions();
  const current = rows[cursor.index];
  const opened = place.id ? rows.find(({ id }) => id === place.id) : undefined;
  const asked = rows.find(({ id }) => id === place.for);
  const close = () => place.set({ do: undefined, for: undefined }, true);
  const show = (view: string | undefined) => place.set({ view, id: undefined });
  const answer = {
    id: "outbox_answer",
    title: "Read an answer to an invitation from a file",
    run: () => place.set({ do: "answer", for: undefined }),
  };
  useActions([
    ...(current ? actions.actionsOf(current) : []),
    {
      id: "outbox_view",
      title: all ? "Show only what is to do" : "Show everything that left or waits",
      run: () => show(all ? undefined : "all"),
    },
    answer,
  ]);
  const open = query.data?.open ?? 0;
  return (
    <>
      <ScreenHead
        title="Outbox"
        note={open > 0 ? sentence(`${count(open, "message")} to do`) : undefined}
      >
        <Choice
          label="Which messages"
          value={all ? "all" : "open"}
          options={[
            ["open", "To do"],
            ["all", "All"],
          ]}
          onChange={(view) => show(view === "all" ? view : undefined)}
        />
        <Button
          label="Read an answer"
          icon={MailOpen}
          action="outbox_answer"
          onPress={answer.run}
        />
      </ScreenHead>
      <Split
        list={
          query.error ? (
            <ErrorNotice error={query.error} retry={() => void query.refetch()} />
          ) : !listed ? (
            <Waiting label="Reading the outbox" />
          ) : rows.length === 0 ? (
            <Nothing
              all={all}
              onAll={() => show("all")}
              onMail={() => router.history.push("/accounts?view=mail")}
            />
          ) : (
            <>
              <OutboxList
                rows={rows}
                at={cursor.key}
                opened={cursor.opened}
                onOpen={(id) => cursor.open(rows.findIndex((row) => row.id === id))}
              />
              {rows.length >= SHOWN ? (
                <p className={css.more}>
                  These are the newest {SHOWN}. Older ones are in the history of their interviews.
                </p>
              ) : null}
            </>
          )
        }
        detail={
          opened ? (
            <Detail label={`Message to ${opened.to_name}`} onClose={cursor.close}>
              <OutboxDetail key={opened.id} row={opened} actions={actions} />
            </Detail>
          ) : place.id && listed ? (
            <Detail label="Message" onClose={cursor.close}>
              <Gone all={all} onAll={() => place.set({ view: "all" })} />
            </Detail>
          ) : undefined
        }
      />
      {place.do === "drop" && asked ? (
        <DropSheet row={asked} actions={actions} onClose={close} />
      ) : null}
      {place.do === "again" && asked ? (
        <AgainSheet row={asked} actions={actions} onClose={close} />
      ) : null}
      {place.do === "answer" ? (
        <AnswerSheet
          key={place.for}
          path={place.for}
          onClose={close}
          onRead={(id) =>
            router.history.push(`/schedule?view=upcoming&id=${encodeURIComponent(id)}`)
          }
        />
      ) : null}
    </>
  );
}

function Nothing(props: { all: boolean; onAll: () => void; onMail: () => void }) {
  return props.all ? (
    <Empty icon={Mails} title="Nothing has left yet">
      <p>
        Open an interview and invite everybody who takes part: what Muster writes to them waits here
        for a moment, and can be stopped.
      </p>
      <Button label="Say how mail leaves" icon={Mail} look="main" onPress={props.onMail} />
    </Empty>
  ) : (
    <Empty icon={Mails} title="Nothing waits to leave">
      <p>
        Invitations, changes and cancellations wait here before they leave, and can be stopped. What
        could not be sent stays until you have seen it.
      </p>
      <Button
        label="Show what has left"
        icon={Mails}
        action="outbox_view"
        look="main"
        onPress={props.onAll}
      />
      <Button label="Say how mail leaves" icon={Mail} onPress={props.onMail} />
    </Empty>
  );
}

/** A message that left the list while it was open, or never was in it. */
function Gone({ all, onAll }: { all: boolean; onAll: () => void }) {
  return all ? (
    <p className="muted">This message is no longer among the newest {SHOWN}.</p>
  ) : (
    <div className={css.gone}>
      <p>Nothing is left to do with this message.</p>
      <Button label="Show it among all" icon={Mails} look="main" onPress={onAll} />
    </div>
  );
}
