import { Copy, Plus } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/Button";
import { ToolButton } from "@/components/ToolButton";
import type { Weekday } from "@/generated/commands";
import { dayName, listed, weekdays } from "../words";
import { dayAfter, type HoursPlace, type Range, spokenHours, type Week } from "./hours";
import css from "./people.module.css";
import { RangeRows } from "./RangeRows";

const workdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri"];
const everyDay = weekdays.map(([day]) => day);

/** The weekly hours: for each day as many ranges as it has, and the way to copy a day to others. */
export function HoursEditor(props: {
  week: Week;
  error: string | undefined;
  /** The ranges that the error is about. */
  wrong: readonly HoursPlace[];
  onChange: (week: Week) => void;
}) {
  const { week, error, onChange } = props;
  const [copying, setCopying] = useState<Weekday>();
  const editor = useRef<HTMLFieldSetElement>(null);
  /** Where the cursor goes once the rows are drawn anew. */
  const [focus, setFocus] = useState<{ day: Weekday; on: "new" | "add" | "copy" }>();
  const errorId = useId();
  useEffect(() => {
    if (!focus) return;
    const row = editor.current?.querySelector(`[data-day=${focus.day}]`);
    const found =
      focus.on === "new"
        ? [...(row?.querySelectorAll("input") ?? [])].at(-2)
        : row?.querySelector<HTMLElement>(`[data-tool=${focus.on}]`);
    found?.focus();
    setFocus(undefined);
  }, [focus]);
  const put = (day: Weekday, ranges: readonly Range[]) => {
    // The button that took the last range out is gone with it.
    if (ranges.length < week[day].length) setFocus({ day, on: "add" });
    onChange({ ...week, [day]: ranges });
  };
  const copy = (day: Weekday, to: readonly Weekday[]) => {
    onChange({ ...week, ...Object.fromEntries(to.map((each) => [each, week[day]])) });
    setCopying(undefined);
    setFocus({ day, on: "copy" });
  };
  const firstWrong = props.wrong[0]?.day;
  return (
    <fieldset ref={editor} className={css.week} aria-label="Working hours" data-testid="hours">
      <p className={css.spoken} data-testid="spoken-hours">
        {spokenHours(week)}
      </p>
      {weekdays.map(([day, name]) => (
        <div
          key={day}
          className={css.day}
          data-day={day}
          data-off={week[day].length === 0 || undefined}
        >
          <span className={css.dayName}>{name}</span>
          <div className={css.ranges}>
            {week[day].length === 0 ? <span className={css.off}>Off</span> : null}
            <RangeRows
              ranges={week[day]}
              on={name}
              next={dayName(dayAfter(day))}
              wrong={(at) => props.wrong.some((place) => place.day === day && place.at === at)}
              errorId={errorId}
              onChange={(ranges) => put(day, ranges)}
            />
            {day === firstWrong && error ? (
              <p id={errorId} className={css.error} role="alert">
                {error}
              </p>
            ) : null}
          </div>
          <div className={css.dayTools}>
            <ToolButton
              icon={Plus}
              name="add"
              label={`Add hours on ${name}`}
              tip="Add hours"
              tipAt="end"
              onPress={() => {
                setFocus({ day, on: "new" });
                onChange({ ...week, [day]: [...week[day], { start: "", end: "" }] });
              }}
            />
            <ToolButton
              icon={Copy}
              name="copy"
              label={`Copy ${name} to other days`}
              expanded={copying === day}
              tip="Copy to other days"
              tipAt="end"
              onPress={() => setCopying(copying === day ? undefined : day)}
            />
          </div>
          {copying === day ? (
            <CopyTo
              day={day}
              onCopy={(to) => copy(day, to)}
              onClose={() => setCopying(undefined)}
            />
          ) : null}
        </div>
      ))}
      {error && !firstWrong ? (
        <p className={css.error} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

/** Which days get the hours of this one. */
function CopyTo(props: {
  day: Weekday;
  onCopy: (to: readonly Weekday[]) => void;
  onClose: () => void;
}) {
  const { day } = props;
  const [chosen, setChosen] = useState<readonly Weekday[]>([]);
  const panel = useRef<HTMLFieldSetElement>(null);
  useEffect(() => panel.current?.querySelector("button")?.focus(), []);
  const others = everyDay.filter((each) => each !== day);
  return (
    <fieldset
      ref={panel}
      className={css.copy}
      aria-label={`Copy the hours of ${dayName(day)}`}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        props.onClose();
      }}
    >
      <Button label="Copy to Monday–Friday" onPress={() => props.onCopy(workdays)} />
      <Button label="Copy to every day" onPress={() => props.onCopy(everyDay)} />
      <span className={css.chosen}>
        {others.map((each) => (
          <button
            key={each}
            type="button"
            className={css.toggle}
            aria-pressed={chosen.includes(each)}
            onClick={() =>
              setChosen(
                chosen.includes(each) ? chosen.filter((one) => one !== each) : [...chosen, each],
              )
            }
          >
            {weekdays.find(([one]) => one === each)?.[2]}
          </button>
        ))}
      </span>
      {chosen.length > 0 ? (
        <Button
          label={`Copy to ${listed(others.filter((each) => chosen.includes(each)).map(dayName))}`}
          onPress={() => props.onCopy(chosen)}
        />
      ) : null}
    </fieldset>
  );
}
