import { Sheet } from "@/components/Sheet";
import type { OutboxRow } from "./contract";
import type { OutboxActions } from "./useOutboxActions";
import { named } from "./words";

/** Asks before a message that somebody may be waiting for is dropped. */
export function DropSheet(props: { row: OutboxRow; actions: OutboxActions; onClose: () => void }) {
  const { row, actions, onClose } = props;
  return (
    <Sheet
      title={`Drop ${named(row)}`}
      note={`It will never leave. The interview itself stays as it is, and ${row.to_name} is not told.`}
      submit="Drop it"
      leave="Keep it"
      bad
      busy={actions.busy}
      testId="outbox-drop"
      onSubmit={() => actions.act(row, "drop", onClose)}
      onClose={onClose}
    >
      <p>
        <bdi>{row.interview_words}</bdi>
      </p>
    </Sheet>
  );
}

/** Asks before a message that may have arrived is sent a second time. */
export function AgainSheet(props: { row: OutboxRow; actions: OutboxActions; onClose: () => void }) {
  const { row, actions, onClose } = props;
  return (
    <Sheet
      title={`Send ${named(row)} again`}
      note={row.state_words}
      submit="Send it again"
      leave="Leave it"
      busy={actions.busy}
      testId="outbox-again"
      onSubmit={() => actions.act(row, "retry", onClose)}
      onClose={onClose}
    >
      <p>
        Look into the sent mail of the account first. If it is there, say that it was sent:
        otherwise <bdi>{row.to_name}</bdi> gets it twice.
      </p>
    </Sheet>
  );
}
