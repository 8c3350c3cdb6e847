import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { useCommand } from "@/lib/data";
import { count, sentence } from "@/lib/words";
import { ChangeList } from "../find/ChangeList";
import { Made } from "../find/Made";
import type { Opening } from "../find/useOpening";
import type { Ask } from "../shapes";
import { useNarrow } from "../useNarrow";
import type { Spot } from "./cells";
import { rowsOf, spotOf } from "./cells";
import { XrayGrid } from "./XrayGrid";
import { XrayPanel } from "./XrayPanel";
import css from "./xray.module.css";

/** Every start of two weeks: offered or blocked, by what, and what would open more. */
export function Xray(props: {
  ask: Ask;
  minutes: number;
  opening: Opening;
  onTake: (start: string, people: string[]) => void;
}) {
  const { ask, minutes } = props;
  const narrow = useNarrow();
  const xray = useCommand("slots_xray", ask, { keep: true });
  const { data } = xray;
  const days = data?.days;
  const rows = useMemo(() => rowsOf(days ?? []), [days]);
  const first = useMemo((): Spot => {
    for (const [day] of (days ?? []).entries()) {
      const row = rows.findIndex((each) => each.cells[day]?.state === "offered");
      if (row >= 0) return { row, day };
    }
    return { row: 0, day: 0 };
  }, [days, rows]);
  const [moved, setMoved] = useState<Spot>();
  // By its start: with a change the lines can be others, and the time looked into stays.
  const [start, setStart] = useState<string>();
  const chosen = useMemo(() => spotOf(rows, start), [rows, start]);
  const at = moved ?? first;

  if (xray.error) return <ErrorNotice error={xray.error} retry={() => void xray.refetch()} />;
  if (!data || !days) return <Waiting rows={8} label="Looking at every time" />;
  const day = chosen && days[chosen.day];
  const cell = chosen && rows[chosen.row]?.cells[chosen.day];
  const turn = (by: 1 | -1) =>
    setMoved({ row: at.row, day: Math.min(days.length - 1, Math.max(0, at.day + by)) });
  return (
    <div className={css.xray} data-testid="xray">
      <div className={css.main}>
        <p className="muted">
          {data.offered > 0
            ? `${sentence(count(data.offered, "time is", "times are"))} free (✓). `
            : "No time is free. "}
          Arrows move, Enter looks into a time.
        </p>
        {narrow ? (
          <div className={css.turn}>
            <Button
              label="Day before"
              icon={ChevronLeft}
              keys="←"
              look="quiet"
              locked={at.day === 0 ? "This is the first day looked at." : undefined}
              onPress={() => turn(-1)}
            />
            <Button
              label="Day after"
              icon={ChevronRight}
              keys="→"
              look="quiet"
              locked={at.day === days.length - 1 ? "This is the last day looked at." : undefined}
              onPress={() => turn(1)}
            />
          </div>
        ) : null}
        <XrayGrid
          days={days}
          rows={rows}
          at={at}
          chosen={chosen}
          narrow={narrow}
          onMove={setMoved}
          onChoose={(spot) => setStart(rows[spot.row]?.cells[spot.day]?.start)}
        />
      </div>
      <aside className={css.side} aria-live="polite">
        <Made opening={props.opening} />
        {day && cell ? (
          <XrayPanel
            key={cell.start}
            ask={ask}
            minutes={minutes}
            day={day}
            cell={cell}
            opening={props.opening}
            onTake={props.onTake}
          />
        ) : (
          <p className="muted">
            Press Enter on a time to see who blocks it, and what would open it.
          </p>
        )}
        <ChangeList
          title="Least trouble for most times"
          changes={data.changes}
          opening={props.opening}
          keyed={cell?.state !== "blocked"}
          none="No single change opens more times."
        />
      </aside>
    </div>
  );
}
