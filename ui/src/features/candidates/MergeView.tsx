import { ArrowLeftRight, Merge, Split as SplitIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Refused } from "@/components/Sheet";
import { Detail } from "@/components/Split";
import type { MergeChoice } from "@/generated/commands";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useRun } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import css from "./Merge.module.css";
import { MergeRow } from "./MergeRow";
import { type Choices, choicesFor, type Pair, spoken } from "./merging";

/** Two records side by side, field by field, with the record that would come out. */
export function MergeView(props: { pair: Pair; onClose: () => void; onDone: () => void }) {
  const { first, second, reasons } = props.pair;
  const [swapped, setSwapped] = useState(false);
  const [choices, setChoices] = useState<Choices>({});
  const [kept, other] = swapped ? [second, first] : [first, second];
  const params = { keep_id: kept.id, other_id: other.id, choices };
  const preview = useCommand("candidate_merge_preview", params, { keep: true });
  const fields = spoken(preview.data?.fields ?? []);
  const merge = useRun("candidate_merge");
  const distinct = useRun("candidate_distinct");
  const choose = (field: string, choice: MergeChoice) =>
    setChoices((before) => ({ ...before, [field]: choice }));
  const swap = () => {
    setSwapped(!swapped);
    setChoices({});
  };
  const mergeThem = () => {
    if (merge.isPending) return;
    merge.mutate(params, {
      onSuccess: (merged) => {
        const text = `The two records of ${merged.full_name} are one now.`;
        announce({ kind: "done", text, undo: true });
        props.onDone();
      },
    });
  };
  const partThem = () => {
    if (distinct.isPending) return;
    distinct.mutate(
      { first_id: first.id, second_id: second.id },
      {
        onSuccess: () => {
          const text = `${first.full_name} and ${second.full_name} are two people; this pair is not shown again.`;
          announce({ kind: "done", text, undo: true });
          props.onDone();
        },
      },
    );
  };
  useActions([
    { id: "merge", title: `Merge the records of ${kept.full_name}`, run: mergeThem },
    { id: "merge_swap", title: "Keep the other record of the pair", run: swap },
    { id: "different_people", title: "Say that they are different people", run: partThem },
  ]);
  return (
    <Detail label={`${first.full_name} and ${second.full_name}`} onClose={props.onClose}>
      <div className={css.head}>
        <h1>One person, or two?</h1>
        <p>{reasons.map((reason) => reason.message).join(" ")}</p>
      </div>
      <div className={css.buttons}>
        <Button
          label="Merge into one record"
          icon={Merge}
          look="main"
          action="merge"
          busy={merge.isPending}
          onPress={mergeThem}
        />
        <Button
          label="They are different people"
          icon={SplitIcon}
          action="different_people"
          busy={distinct.isPending}
          onPress={partThem}
        />
        <Button
          label="Keep the other record"
          icon={ArrowLeftRight}
          action="merge_swap"
          onPress={swap}
        />
      </div>
      {(merge.error ?? distinct.error) ? (
        <Refused error={(merge.error ?? distinct.error) as NonNullable<typeof merge.error>} />
      ) : null}
      {preview.error ? (
        <ErrorNotice error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data ? (
        <Fields fields={fields} onChoose={choose} />
      ) : (
        <Waiting rows={8} label="Comparing the records" />
      )}
    </Detail>
  );
}

function Fields(props: {
  fields: ReturnType<typeof spoken>;
  onChoose: (field: string, choice: MergeChoice) => void;
}) {
  const { fields, onChoose } = props;
  const open = fields.filter((field) => choicesFor(field).length > 0);
  const [cursor, setCursor] = useState<string>();
  const at = Math.max(
    0,
    open.findIndex((field) => field.field === cursor),
  );
  const current = open[at];
  const move = (by: 1 | -1) =>
    setCursor(open[Math.min(open.length - 1, Math.max(0, at + by))]?.field);
  const pick = (index: number) => {
    const choice = current && choicesFor(current)[index];
    if (current && choice) onChoose(current.field, choice);
  };
  const cycle = (by: 1 | -1) => {
    if (!current) return;
    const all = choicesFor(current);
    pick((all.indexOf(current.choice) + by + all.length) % all.length);
  };
  useKeys({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ArrowRight: () => cycle(1),
    ArrowLeft: () => cycle(-1),
    Space: () => cycle(1),
    "1": () => pick(0),
    "2": () => pick(1),
    "3": () => pick(2),
  });
  return (
    <table className={css.table} data-testid="merge">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">This record stays</th>
          <th scope="col">That record goes into it</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <MergeRow
            key={field.field}
            field={field}
            current={field === current}
            onPoint={() => setCursor(field.field)}
            onChoose={(choice) => onChoose(field.field, choice)}
          />
        ))}
      </tbody>
    </table>
  );
}
