import { useEffect, useRef } from "react";
import { Choice } from "@/components/Choice";
import type { MergeChoice, MergeField } from "@/generated/commands";
import css from "./Merge.module.css";
import { choicesFor, fieldName, valueLines } from "./merging";

const words: Readonly<Record<MergeChoice, string>> = {
  kept: "1 This",
  other: "2 That",
  both: "3 Both",
  equal: "Same",
};

/** One field of both records, the choice between them, and what comes out. */
export function MergeRow(props: {
  field: MergeField;
  current: boolean;
  onPoint: () => void;
  onChoose: (choice: MergeChoice) => void;
}) {
  const { field, current } = props;
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const choices = choicesFor(field);
  const takes = (side: "kept" | "other") => field.choice === side || field.choice === "both";
  return (
    <tr
      ref={row}
      aria-current={current ? "true" : undefined}
      data-same={choices.length === 0 || undefined}
      data-testid={`merge-${field.field}`}
      onFocus={props.onPoint}
    >
      <th scope="row">{fieldName(field.field)}</th>
      <td data-label="This record" data-taken={takes("kept") || undefined}>
        <Value value={field.kept} />
      </td>
      <td data-label="That record" data-taken={takes("other") || undefined}>
        <Value value={field.other} />
      </td>
      <td data-label="Result" className={css.result}>
        <Value value={field.result} />
        {choices.length > 0 ? (
          <Choice
            label={`Which ${fieldName(field.field)}`}
            value={field.choice}
            options={choices.map((choice) => [choice, words[choice]] as const)}
            onChange={props.onChoose}
          />
        ) : null}
      </td>
    </tr>
  );
}

function Value({ value }: { value: unknown }) {
  const lines = valueLines(value);
  if (lines.length === 0) return <span className="muted">nothing</span>;
  return (
    <div className={css.value}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
        <bdi key={at}>{line}</bdi>
      ))}
    </div>
  );
}
