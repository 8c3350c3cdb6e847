import { ScanSearch, TriangleAlert } from "lucide-react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { ErrorNotice } from "@/components/Notice";
import { numbered } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import { count, sentence } from "@/lib/words";
import { names } from "../people";
import { SheetActions } from "../SheetKeys";
import type { Ask, Suggestion } from "../shapes";
import sheet from "../sheets.module.css";
import { ChangeList } from "./ChangeList";
import css from "./find.module.css";
import { Made } from "./Made";
import type { Opening } from "./useOpening";

export type Order = "best_fit" | "earliest";

/** How many suggestions have a key of their own. */
const SUGGESTED = 3;

/** The best times, each with its reasons, or why there is none; `O` turns the order, `X` the X-ray. */
export function Suggestions(props: {
  ask: Ask;
  enabled: boolean;
  order: Order;
  onOrder: (order: Order) => void;
  /** The chosen start. */
  chosen: string | undefined;
  /** The start an interview has already, which is no time to move it to. */
  present?: string;
  /** What is done where no time fits. */
  opening: Opening;
  onChoose: (slot: Suggestion) => void;
  onXray: () => void;
}) {
  const { order, chosen, present, onChoose } = props;
  const found = useCommand(
    "slots_suggest",
    // One more than is shown, because the present time may be among them.
    { ...props.ask, order, limit: present === undefined ? SUGGESTED : SUGGESTED + 1 },
    { enabled: props.enabled },
  );
  const other: Order = order === "best_fit" ? "earliest" : "best_fit";
  const slots = (found.data?.suggestions ?? [])
    .filter(({ start }) => present === undefined || Date.parse(start) !== Date.parse(present))
    .slice(0, SUGGESTED);
  return (
    <section className={css.suggestions} aria-label="Suggested times">
      <SheetActions
        of={[
          ...numbered(
            slots.map((slot, at) => ({
              id: `time_${at + 1}`,
              title: `Choose ${slot.spoken}, with ${names(slot.interviewer_names)}`,
              run: () => onChoose(slot),
            })),
          ),
          {
            id: "times_order",
            title:
              other === "earliest" ? "Show the earliest times first" : "Show the best times first",
            keys: "o",
            run: () => props.onOrder(other),
          },
          { id: "xray", title: "X-ray of all times", keys: "x", run: props.onXray },
        ]}
      />
      <div className={css.bar}>
        <span className="muted" role="status">
          {found.data && slots.length > 0
            ? `${sentence(count(found.data.offered, "time fits", "times fit"))}; these first`
            : ""}
        </span>
        <Choice
          label="Which times come first"
          value={order}
          options={[
            ["best_fit", "Best fit"],
            ["earliest", "Earliest"],
          ]}
          onChange={props.onOrder}
        />
        <Kbd keys="o" />
        <Button
          label="X-ray of all times"
          icon={ScanSearch}
          keys="x"
          look="quiet"
          onPress={props.onXray}
        />
      </div>
      <Made opening={props.opening} />
      {found.error ? (
        <ErrorNotice error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <div
          className={sheet.slots}
          role="status"
          aria-label="Looking for times"
          data-testid="looking"
        >
          {["a", "b", "c"].map((bar) => (
            <div key={bar} className={css.slotBar} />
          ))}
        </div>
      ) : slots.length === 0 ? (
        <div className={sheet.none} role="status" data-testid="no-slots">
          <p>
            <strong>
              {found.data?.offered ? "Only the present time fits." : "No time fits everyone."}
            </strong>{" "}
            {found.data?.none?.words} Choose other people or a shorter length, or type another time
            below. <kbd>X</kbd> shows what blocks each time.
          </p>
          <ChangeList
            title="What would open times, least trouble first"
            changes={found.data?.none?.changes ?? []}
            opening={props.opening}
            keyed
          />
        </div>
      ) : (
        <div className={sheet.slots}>
          {slots.map((slot, at) => (
            <Slot
              key={`${slot.start}-${slot.interviewer_ids.join()}`}
              slot={slot}
              digit={String(at + 1)}
              chosen={slot.start === chosen}
              onChoose={() => onChoose(slot)}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Slot(props: { slot: Suggestion; digit: string; chosen: boolean; onChoose: () => void }) {
  const { slot } = props;
  return (
    <button
      type="button"
      className={sheet.option}
      aria-pressed={props.chosen}
      data-testid="slot"
      onClick={props.onChoose}
    >
      <Kbd keys={props.digit} />
      <span className={css.slotWords}>
        <span className={css.slotHead}>
          <span className={sheet.slotTime}>{slot.spoken}</span>
          {slot.spoken_theirs ? (
            <span className={sheet.slotMore}>{slot.spoken_theirs} for them</span>
          ) : null}
          <span className={sheet.slotMore}>
            with <bdi>{names(slot.interviewer_names)}</bdi>
          </span>
        </span>
        {slot.reasons.length > 0 ? (
          <span className={css.reasons}>{slot.reasons.join(" · ")}</span>
        ) : null}
        {slot.warnings.map((warning) => (
          <span key={warning} className={sheet.signed} data-tone="warn">
            <Icon of={TriangleAlert} size={12} />
            {warning}
          </span>
        ))}
      </span>
    </button>
  );
}
