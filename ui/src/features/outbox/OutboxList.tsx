import { Badge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { Line } from "@/components/Line";
import { type RowGroup, RowList } from "@/components/RowList";
import { dotted } from "@/lib/words";
import type { OutboxRow } from "./contract";
import css from "./outbox.module.css";
import { kindIcon, kindWords, needsYou, onItsWay, stateLook } from "./words";

const parts = [
  ["Leaves by itself", onItsWay],
  ["Waits for you", needsYou],
  ["Done", (row: OutboxRow) => !needsYou(row) && !onItsWay(row)],
] as const;

/** The messages in the order of the list: what can be stopped only for a moment comes first. */
export function inParts(rows: readonly OutboxRow[]): OutboxRow[] {
  return parts.flatMap(([, belongs]) => rows.filter(belongs));
}

/** The messages, each with what it is, to whom, about what, and how far. */
export function OutboxList(props: {
  rows: readonly OutboxRow[];
  at: string | undefined;
  opened: boolean;
  onOpen: (id: string) => void;
}) {
  const groups: RowGroup[] = parts
    .map(([title, belongs]) => ({
      title,
      rows: props.rows.filter(belongs).map((row) => ({ key: row.id, content: <Row row={row} /> })),
    }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <RowList
      label="Messages"
      groups={groups}
      at={props.at}
      opened={props.opened}
      onOpen={props.onOpen}
    />
  );
}

function Row({ row }: { row: OutboxRow }) {
  return (
    <Line
      lead={
        <span className={css.lead} title={kindWords(row)}>
          <Icon of={kindIcon(row)} />
        </span>
      }
      title={row.to_name}
      beside={kindWords(row)}
      below={dotted(
        row.state_words.replace(/\.$/, ""),
        row.interview_words,
        // What waits says itself when it leaves.
        !onItsWay(row) && row.at_words,
      )}
      end={<Badge {...stateLook(row)} shrink />}
      quiet={row.state === "dropped"}
    />
  );
}
