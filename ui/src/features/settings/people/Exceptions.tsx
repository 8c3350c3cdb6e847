import { CalendarPlus, Plus, X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/Button";
import { ToolButton } from "@/components/ToolButton";
import type { DateOverride } from "@/generated/commands";
import { weekdays } from "../words";
import css from "./people.module.css";
import { RangeRows } from "./RangeRows";

/** Dates with other hours than their weekday has, or none. */
export function Exceptions(props: {
  overrides: readonly DateOverride[];
  error: string | undefined;
  /** The path of the wrong field, such as `date_overrides[1].hours[0]`. */
  path: string | undefined;
  onChange: (overrides: readonly DateOverride[]) => void;
}) {
  const { overrides, onChange } = props;
  const errorId = useId();
  const [, wrongDate, wrongRange] =
    /^date_overrides\[(\d+)\](?:\.hours\[(\d+)\])?/.exec(props.path ?? "") ?? [];
  const put = (at: number, part: Partial<DateOverride>) =>
    onChange(overrides.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <fieldset className={css.week} aria-label="Dates with other hours" data-testid="exceptions">
      {overrides.map(({ date, hours }, at) => {
        const name = date || "the new date";
        const wrong = wrongDate === String(at);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the date is what is being typed
          <div key={at} className={css.date} data-off={hours.length === 0 || undefined}>
            <span className={css.dateName}>
              <input
                type="date"
                className={css.dateField}
                aria-label={`Date ${at + 1}`}
                aria-invalid={(wrong && wrongRange === undefined) || undefined}
                aria-describedby={wrong ? errorId : undefined}
                value={date}
                onChange={(event) => put(at, { date: event.target.value })}
              />
              <span className="muted">{weekdayOf(date)}</span>
            </span>
            <div className={css.ranges}>
              {hours.length === 0 ? <span className={css.off}>Day off</span> : null}
              <RangeRows
                ranges={hours}
                on={name}
                next="the next day"
                wrong={(range) => wrong && wrongRange === String(range)}
                errorId={errorId}
                onChange={(ranges) => put(at, { hours: [...ranges] })}
              />
              {wrong && props.error ? (
                <p id={errorId} className={css.error} role="alert">
                  {props.error}
                </p>
              ) : null}
            </div>
            <div className={css.dayTools}>
              <ToolButton
                icon={Plus}
                label={`Add hours on ${name}`}
                tip="Add hours"
                tipAt="end"
                onPress={() => put(at, { hours: [...hours, { start: "", end: "" }] })}
              />
              <ToolButton
                icon={X}
                label={`Take ${name} off the list`}
                tip="Take this date off the list"
                tipAt="end"
                onPress={() => onChange(overrides.filter((_, index) => index !== at))}
              />
            </div>
          </div>
        );
      })}
      {props.error && wrongDate === undefined ? (
        <p className={css.error} role="alert">
          {props.error}
        </p>
      ) : null}
      <div>
        <Button
          label="Add a date off or with other hours"
          icon={CalendarPlus}
          onPress={() => onChange([...overrides, { date: "", hours: [] }])}
        />
      </div>
    </fieldset>
  );
}

/** What each month adds to the weekday of its days (Sakamoto's method). */
const SHIFT = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];

/** The weekday of a calendar date: plain counting, which no clock and no zone changes. */
function weekdayOf(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.map(Number) ?? [];
  if (!year || !month || !day) return "";
  const y = month < 3 ? year - 1 : year;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const fromMonday = (y + leaps + (SHIFT[month - 1] ?? 0) + day + 6) % 7;
  return weekdays[fromMonday]?.[2] ?? "";
}
