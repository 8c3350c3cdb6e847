import { type RefObject, useMemo, useState } from "react";
import { Section } from "@/components/Split";
import type { Draft } from "@/lib/shapes";
import { Counter } from "./Counter";
import css from "./outreach.module.css";
import { TextPaper } from "./TextPaper";
import { claimedPieces, gapsIn, type Measure, type Piece } from "./text";
import type { useComposer } from "./useComposer";
import { channelOf, fieldLabel, hasSubject } from "./words";

/** The message as it will read, to be written in place, with where each piece came from. */
export function Composer(props: {
  draft: Draft;
  composer: ReturnType<typeof useComposer>;
  measure: Measure;
  editable: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const { draft, composer, editable } = props;
  const { text, subject } = composer.words;
  const [lit, setLit] = useState<Piece>();
  const claimed = useMemo(
    () => claimedPieces(draft.text, text, draft.claims),
    [draft.text, draft.claims, text],
  );
  const pieces = useMemo(() => [...gapsIn(text), ...claimed], [text, claimed]);
  const channel = channelOf(draft.channel).label;
  return (
    <>
      <figure className={css.message} data-testid="message">
        {hasSubject(draft.channel) ? (
          <input
            className={css.subject}
            aria-label="Subject"
            placeholder="Subject"
            dir="auto"
            value={subject}
            readOnly={!editable}
            autoComplete="off"
            data-testid="subject"
            onChange={(event) => composer.write({ subject: event.target.value })}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === "Escape") event.currentTarget.blur();
              else if (event.key === "Enter") props.field.current?.focus();
              else return;
              event.preventDefault();
            }}
            onBlur={composer.keepOrTell}
          />
        ) : null}
        <TextPaper
          label={`${channel} to ${draft.candidate_name}`}
          value={text}
          pieces={pieces}
          lit={lit}
          readOnly={!editable}
          field={props.field}
          onChange={(next) => composer.write({ text: next })}
          onLeave={composer.keepOrTell}
        />
        <Counter
          draft={draft}
          measure={props.measure}
          kept={editable ? composer.kept : undefined}
        />
      </figure>
      {claimed.length > 0 ? (
        <Section title="From the record">
          <ul className={css.record} data-testid="record">
            {claimed.map((piece) => (
              <li
                key={`${piece.from}-${piece.field}`}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard lights the text, too
                tabIndex={0}
                onPointerEnter={() => setLit(piece)}
                onPointerLeave={() => setLit(undefined)}
                onFocus={() => setLit(piece)}
                onBlur={() => setLit(undefined)}
              >
                <span className="muted">{fieldLabel(piece.field)}</span>
                <bdi>{piece.text}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
