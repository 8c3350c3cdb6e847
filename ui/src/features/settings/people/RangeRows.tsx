import { MoonStar, X } from "lucide-react";
import { Icon } from "@/components/Icon";
import { ToolButton } from "@/components/ToolButton";
import { passesMidnight, type Range, settle } from "./hours";
import css from "./people.module.css";

/** The ranges of one day: two times each, and the way to take a range out. */
export function RangeRows(props: {
  ranges: readonly Range[];
  /** The day or date, as in "on Monday". */
  on: string;
  /** The day after, into which a range may reach. */
  next: string;
  wrong: (at: number) => boolean;
  errorId?: string | undefined;
  onChange: (ranges: readonly Range[]) => void;
}) {
  const { ranges, on, onChange } = props;
  const put = (at: number, part: Partial<Range>) =>
    onChange(ranges.map((range, index) => (index === at ? { ...range, ...part } : range)));
  return ranges.map((range, at) => {
    const ends = {
      wrong: props.wrong(at),
      errorId: props.errorId,
      onLeave: () => put(at, settle(range)),
    };
    const place = ranges.length > 1 ? ` (${at + 1})` : "";
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a range has no name but its place
      <div key={at} className={css.range}>
        <Clock
          {...ends}
          label={`Start on ${on}${place}`}
          placeholder="09:00"
          value={range.start}
          onChange={(start) => put(at, { start })}
        />
        <span aria-hidden="true">–</span>
        <Clock
          {...ends}
          label={`End on ${on}${place}`}
          placeholder="17:30"
          value={range.end}
          onChange={(end) => put(at, { end })}
        />
        <ToolButton
          icon={X}
          label={`Remove ${range.start || "the empty hours"}${range.end ? `–${range.end}` : ""} on ${on}`}
          tip="Remove these hours"
          tipAt="above"
          onPress={() => onChange(ranges.filter((_, index) => index !== at))}
        />
        {passesMidnight(range) ? (
          <span className={css.night}>
            <Icon of={MoonStar} size={12} /> until {range.end} on {props.next}
          </span>
        ) : null}
      </div>
    );
  });
}

/** A wall time, typed as one likes: `9`, `930`, `5pm`; in the first field also the whole range. */
function Clock(props: {
  label: string;
  placeholder: string;
  value: string;
  wrong: boolean;
  errorId: string | undefined;
  onChange: (value: string) => void;
  onLeave: () => void;
}) {
  return (
    <input
      className={css.clock}
      aria-label={props.label}
      aria-invalid={props.wrong || undefined}
      aria-describedby={props.wrong ? props.errorId : undefined}
      placeholder={props.placeholder}
      value={props.value}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={props.onLeave}
    />
  );
}
