import { Link } from "@tanstack/react-router";
import { ClipboardCopy, PencilLine, Reply, Send, Undo2, UserCheck, X } from "lucide-react";
import { useRef } from "react";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Detail } from "@/components/Split";
import { runAction } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import type { Draft } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import { Composer } from "./Composer";
import { Earlier, Said } from "./Contact";
import css from "./outreach.module.css";
import { measure } from "./text";
import { useComposer } from "./useComposer";
import { hasLeft, isEditable, useDraftActions } from "./useDraftActions";
import { channelOf, stateOf } from "./words";

/** One message: written in place, copied, and followed up to the reply. */
export function DraftDetail(props: { id: string; listed: Draft | undefined; onClose: () => void }) {
  const read = useCommand("draft_get", { id: props.id });
  const draft = read.data ?? props.listed;
  return (
    <Detail label={draft ? `Draft to ${draft.candidate_name}` : "Draft"} onClose={props.onClose}>
      {draft ? (
        <DraftPage key={draft.id} draft={draft} />
      ) : read.error ? (
        <ErrorNotice error={read.error} retry={() => void read.refetch()} />
      ) : (
        <Waiting rows={6} label="Reading the draft" />
      )}
    </Detail>
  );
}

function DraftPage({ draft }: { draft: Draft }) {
  const channel = channelOf(draft.channel);
  const state = stateOf(draft.state);
  const field = useRef<HTMLTextAreaElement>(null);
  const composer = useComposer(draft);
  const measured = measure(draft, composer.words);
  const { data: candidate } = useCommand(
    "candidate_get",
    { id: draft.candidate_id },
    { enabled: draft.channel === "email" },
  );
  const editable = isEditable(draft.state);
  const edit = () => {
    const element = field.current;
    if (!element) return;
    element.focus();
    // The first gap is where writing begins; without one, the end.
    const gap = /\{\{.*?\}\}/s.exec(element.value);
    const end = element.value.length;
    element.setSelectionRange(gap?.index ?? end, gap ? gap.index + gap[0].length : end);
  };
  const { actions, busy, door } = useDraftActions(draft, {
    words: composer.words,
    measure: measured,
    email: candidate?.emails[0],
    keep: composer.keep,
    edit,
  });
  const action = (id: string) => actions.find((each) => each.id === id);
  const press = (id: string) => () => {
    const found = action(id);
    if (found) runAction(found);
  };
  useKeys({
    Enter: () => (editable ? edit() : false),
    "mod+Enter": press(draft.state === "copied" ? "mark_sent" : "send_draft"),
  });
  return (
    <article data-testid="draft">
      <div className={css.head}>
        <h1>
          <Link to="/candidates" search={{ id: draft.candidate_id }}>
            <bdi>{draft.candidate_name}</bdi>
          </Link>
        </h1>
        <p className={css.about}>{dotted(channel.label, draft.job_title)}</p>
        <Badge tone={state.tone} icon={state.icon} label={state.label} />
      </div>
      <Buttons draft={draft} busy={busy} label={door.label} action={action} press={press} />
      <Next draft={draft} missing={door.missing} />
      <Earlier draft={draft} />
      <Composer
        draft={draft}
        composer={composer}
        measure={measured}
        editable={editable}
        field={field}
      />
      <Said draft={draft} />
    </article>
  );
}

function Buttons(props: {
  draft: Draft;
  busy: boolean;
  label: string;
  action: (id: string) => { locked?: string | undefined } | undefined;
  press: (id: string) => () => void;
}) {
  const { draft, busy, action, press } = props;
  const { state } = draft;
  const locked = (id: string) => action(id)?.locked;
  if (hasLeft(state)) {
    return (
      <div className={css.buttons}>
        <Button
          label={state === "replied" ? "Record another reply" : "Record the reply"}
          icon={Reply}
          action="mark_replied"
          look={state === "replied" ? "plain" : "main"}
          locked={locked("mark_replied")}
          onPress={press("mark_replied")}
        />
        {draft.channel === "linkedin_connection" ? (
          <Button
            label="They accepted"
            icon={UserCheck}
            action="mark_accepted"
            locked={locked("mark_accepted")}
            onPress={press("mark_accepted")}
          />
        ) : null}
      </div>
    );
  }
  if (state === "discarded") {
    return (
      <div className={css.buttons}>
        <Button
          label="Take the draft back"
          icon={Undo2}
          action="discard_draft"
          busy={busy}
          onPress={press("discard_draft")}
        />
      </div>
    );
  }
  const copied = state === "copied";
  return (
    <div className={css.buttons}>
      <Button
        label={props.label}
        icon={ClipboardCopy}
        action="send_draft"
        look={copied ? "plain" : "main"}
        locked={locked("send_draft")}
        busy={busy}
        testId="send"
        onPress={press("send_draft")}
      />
      <Button
        label="It was sent"
        icon={Send}
        action="mark_sent"
        look={copied ? "main" : "plain"}
        locked={locked("mark_sent")}
        busy={busy}
        onPress={press("mark_sent")}
      />
      <Button label="Edit" icon={PencilLine} action="edit_draft" onPress={press("edit_draft")} />
      <Button
        label="Discard"
        icon={X}
        action="discard_draft"
        look="quiet"
        busy={busy}
        onPress={press("discard_draft")}
      />
    </div>
  );
}

/** What happens next, and that it is a person who sends. */
function Next({ draft, missing }: { draft: Draft; missing: string | undefined }) {
  const mail = draft.channel === "email";
  const next =
    draft.state === "copied"
      ? mail
        ? "Send it in your mail program, then say so here."
        : "Paste it on LinkedIn and send it, then say so here."
      : isEditable(draft.state)
        ? mail
          ? "You send it: Muster opens your mail program with the text."
          : "You send it: Muster copies the text and opens the profile, and never acts on LinkedIn."
        : undefined;
  if (!next && !missing) return null;
  return <p className={css.nextStep}>{[missing, next].filter(Boolean).join(" ")}</p>;
}
