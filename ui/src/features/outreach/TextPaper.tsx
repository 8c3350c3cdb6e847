import { type KeyboardEvent, type RefObject, useMemo } from "react";
import css from "./outreach.module.css";
import { type Piece, runsOf } from "./text";

/**
 * A field for a text in which pieces stand out. The marks are drawn behind it, letter for letter, so
 * that what is typed is an ordinary text field to the keyboard and to a screen reader.
 */
export function TextPaper(props: {
  label: string;
  value: string;
  pieces: readonly Piece[];
  /** The piece that is pointed at elsewhere. */
  lit: Piece | undefined;
  readOnly: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (value: string) => void;
  onLeave: () => void;
}) {
  const { value, pieces, lit } = props;
  const runs = useMemo(() => runsOf(value, pieces), [value, pieces]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.blur();
  };
  return (
    <div className={css.paper}>
      <div className={css.marks} dir="auto" aria-hidden="true">
        {runs.map(({ text, piece }, at) =>
          piece ? (
            <mark
              // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name
              key={at}
              className={piece.gap ? css.gap : css.claim}
              data-lit={(lit && piece.from === lit.from && piece.field === lit.field) || undefined}
            >
              {text}
            </mark>
          ) : (
            text
          ),
        )}
        {/* A last line break needs a letter after it to take room. */}
        {"\u200b"}
      </div>
      <textarea
        ref={props.field}
        className={css.text}
        dir="auto"
        aria-label={props.label}
        value={value}
        readOnly={props.readOnly}
        spellCheck
        data-testid="text"
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={props.onLeave}
      />
    </div>
  );
}
