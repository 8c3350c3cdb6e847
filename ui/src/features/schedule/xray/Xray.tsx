import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { useCommand } from "@/lib/data";
import { count } from "@/lib/words";
import { ChangeList } from "../find/ChangeList";
import type { Ask } from "../shapes";
import { useNarrow } from "../useNarrow";
import { rowsOf } from "./cells";
import { type Spot, XrayGrid } from "./XrayGrid";
import { XrayPanel } from "./XrayPanel";
import css from "./xray.module.css";

/** Every start of two weeks: offered or blocked, by what, and what would open more. */
export function Xray(props: {
  ask: Ask;
  minutes: number;
  onTake: (start: string, people: string[]) => void;
}) {
  const { ask, minutes } = props;
  const narrow = useNarrow();
  const xray = useCommand("slots_xray", ask);
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
  const [chosen, setChosen] = useState<Spot>();
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
            ? `${count(data.offered, "time is", "times are")} free (✓). `
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
          onChoose={setChosen}
        />
      </div>
      <aside className={css.side} aria-live="polite">
        {day && cell ? (
          <XrayPanel
            key={cell.start}
            ask={ask}
            minutes={minutes}
            day={day}
            cell={cell}
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
          none="No single change opens more times."
        />
      </aside>
    </div>
  );
}
