import { TriangleAlert } from "lucide-react";
import { Icon } from "@/components/Icon";
import { Section } from "@/components/Split";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import type { Draft } from "@/lib/shapes";
import { count, dotted } from "@/lib/words";
import css from "./outreach.module.css";
import { channelOf, stateOf } from "./words";

/** How many earlier contacts are shown by name. */
const SHOWN = 4;

/** What was said to a candidate and what came back, with the times in words, newest first. */
function useMessages(candidateId: string) {
  const timeline = useCommand("candidate_timeline", { candidate_id: candidateId, limit: 200 });
  const messages = timeline.data?.items.filter(
    ({ kind }) => kind === "message_out" || kind === "message_in",
  );
  return { messages: messages ?? [], error: timeline.error };
}

/** Warns before a person is written to twice: other drafts to them, and what went out already. */
export function Earlier({ draft }: { draft: Draft }) {
  const place = usePlace();
  const drafts = useCommand("draft_list", { candidate_id: draft.candidate_id, limit: 100 });
  const { messages, error } = useMessages(draft.candidate_id);
  const waiting = (drafts.data?.items ?? []).filter(
    (each) => each.id !== draft.id && ["draft", "ready", "copied"].includes(each.state),
  );
  const said = messages.filter((message) => message.draft_id !== draft.id);
  if (error || drafts.error) {
    return (
      <p className={css.nextStep}>
        Muster could not read what was written to {draft.candidate_name} before. Look at the
        candidate’s history before you send.
      </p>
    );
  }
  const all = [
    ...waiting.map((each) => ({
      id: each.id,
      words: `Another draft: ${dotted(channelOf(each.channel).label, each.job_title, stateOf(each.state).label.toLowerCase())}`,
      open: () => place.set({ id: each.id }),
    })),
    ...said.map((message) => ({
      id: message.id,
      words: dotted(message.title, message.spoken_at),
      open: undefined,
    })),
  ];
  if (all.length === 0) return null;
  return (
    <aside className={css.earlier} aria-label="Earlier contact" data-testid="earlier">
      <Icon of={TriangleAlert} />
      <div>
        <p>
          {said.length > 0 ? "This person has been written to before." : "There is another draft."}
        </p>
        <ul>
          {all.slice(0, SHOWN).map(({ id, words, open }) => (
            <li key={id}>
              {open ? (
                <button type="button" className={css.link} onClick={open}>
                  {words}
                </button>
              ) : (
                words
              )}
            </li>
          ))}
          {all.length > SHOWN ? <li>and {count(all.length - SHOWN, "more", "more")}</li> : null}
        </ul>
      </div>
    </aside>
  );
}

/** What came of this draft: when it went out, and the reply. */
export function Said({ draft }: { draft: Draft }) {
  const { messages } = useMessages(draft.candidate_id);
  const mine = messages.filter((message) => message.draft_id === draft.id);
  if (mine.length === 0) return null;
  return (
    <Section title="What came of it">
      <ul className={css.said} data-testid="said">
        {mine.map((message) => (
          <li key={message.id}>
            <span className="muted">{dotted(message.title, message.spoken_at)}</span>
            {message.kind === "message_in" && message.body ? (
              <p dir="auto">{message.body}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
