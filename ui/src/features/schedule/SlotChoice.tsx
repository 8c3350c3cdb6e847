import { Kbd } from "@/components/Kbd";
import { ErrorNotice } from "@/components/Notice";
import { names } from "./people";
import { SheetKeys } from "./SheetKeys";
import type { OfferedSlot } from "./shapes";
import css from "./sheets.module.css";
import { mostBlocking, oddHour, type useSlots } from "./slots";

/** The best times as buttons with the keys 1 to 9. */
export function SlotChoice(props: {
  slots: ReturnType<typeof useSlots>;
  /** The chosen start. */
  chosen: string | undefined;
  nameOf: (id: string) => string;
  onChoose: (slot: OfferedSlot) => void;
}) {
  const { slots, chosen, onChoose } = props;
  if (slots.error) return <ErrorNotice error={slots.error} retry={() => void slots.refetch()} />;
  if (slots.isPending) {
    return (
      <div className={css.slots} role="status" aria-label="Looking for times" data-testid="looking">
        {["a", "b", "c"].map((bar) => (
          <div key={bar} className={css.slotBar} />
        ))}
      </div>
    );
  }
  if (slots.none) {
    const why = slots.why && mostBlocking(slots.why, props.nameOf);
    return (
      <p className={css.none} role="status" data-testid="no-slots">
        <strong>No time fits everyone.</strong> {why} Choose other people or a shorter length, or
        type another time below.
      </p>
    );
  }
  return (
    <fieldset className={css.slots}>
      <legend className="unseen">Times that fit</legend>
      <SheetKeys
        map={Object.fromEntries(
          slots.slots.map((slot, at) => [String(at + 1), () => onChoose(slot)]),
        )}
      />
      {slots.slots.map((slot, at) => (
        <button
          key={`${slot.start}-${slot.attendees.join()}`}
          type="button"
          className={css.slot}
          aria-pressed={slot.start === chosen}
          data-testid="slot"
          onClick={() => onChoose(slot)}
        >
          <Kbd keys={String(at + 1)} />
          <span className={css.slotTime}>{slot.spoken}</span>
          <span className={css.slotMore}>
            {slot.spoken_theirs ? <>{slot.spoken_theirs} for them · </> : null}
            with <bdi>{names(slot.attendee_names)}</bdi>
            {oddHour(slot) ? ` · ${oddHour(slot)} for the candidate` : null}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
