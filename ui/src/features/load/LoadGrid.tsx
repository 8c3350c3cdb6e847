import { useEffect, useRef } from "react";
import { Kbd } from "@/components/Kbd";
import { belowWords, type Cell, type Load, type LoadPerson, levelWord, weekTotal } from "./load";
import css from "./load.module.css";
import { type Spot, useGridCursor } from "./useGridCursor";

/** Who holds how many interviews in which week: a row for each person, a column for each week. */
export function LoadGrid(props: {
  load: Load;
  people: readonly LoadPerson[];
  onOpen: (person: LoadPerson, week: Load["weeks"][number]) => void;
}) {
  const { load, people } = props;
  const { weeks } = load;
  const table = useRef<HTMLTableElement>(null);
  const open = ({ person: id, week: at }: Spot) => {
    const person = people.find((each) => each.person_id === id);
    const week = weeks[at];
    if (person && week) props.onOpen(person, week);
  };
  const cursor = useGridCursor(
    people.map(({ person_id }) => person_id),
    weeks,
    open,
  );
  const { row, week } = cursor;
  useEffect(() => {
    const at = `${Math.max(0, row)} ${week}`;
    const cell = table.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    // The focus goes along, so that the cell is read aloud; never out of a field.
    if (row >= 0) cell?.focus();
    cell?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [row, week]);
  const chosen = people[row];
  const cell = chosen?.cells[week];
  return (
    <>
      <div className={css.scroller}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are moved through */}
        <table ref={table} className={css.grid} role="grid" aria-label="Load" data-testid="load">
          <thead>
            <tr>
              <th scope="col" className={css.person}>
                Interviewer
              </th>
              {weeks.map(({ starts_on, label, is_current }) => (
                <th key={starts_on} scope="col" data-now={is_current || undefined}>
                  {label}
                  {is_current ? <span className={css.now}>this week</span> : null}
                </th>
              ))}
              <th scope="col">Total</th>
              <th scope="col">Share</th>
              <th scope="col">Weight</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person, at) => (
              <tr key={person.person_id} data-testid="load-row">
                <th scope="row" className={css.person}>
                  <bdi title={person.full_name}>{person.full_name}</bdi>
                  {person.team ? <span className={css.team}>{person.team}</span> : null}
                </th>
                {weeks.map(({ starts_on }, place) => (
                  <LoadCell
                    key={starts_on}
                    cell={person.cells[place]}
                    at={`${at} ${place}`}
                    // Before the first move, Tab comes to the first cell.
                    chosen={row < 0 ? at === 0 && place === week : at === row && place === week}
                    shown={at === row && place === week}
                    onChoose={() => cursor.choose({ person: person.person_id, week: place })}
                    onOpen={() => open({ person: person.person_id, week: place })}
                  />
                ))}
                <td className={css.sum}>{person.total}</td>
                <td className={css.sum}>{Math.round(person.share_percent)}%</td>
                <td className={css.sum}>{person.weight}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={css.person}>
                All
              </th>
              {weeks.map(({ starts_on }, place) => (
                <td key={starts_on} className={css.sum}>
                  {weekTotal(people, place)}
                </td>
              ))}
              <td className={css.sum}>{people.reduce((sum, { total }) => sum + total, 0)}</td>
              <td />
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
      <p className={css.told} data-testid="load-told">
        {chosen && cell ? (
          <>
            <strong>
              <bdi>{chosen.full_name}</bdi>
            </strong>
            : {cell.spoken}. <Kbd keys="Enter" /> shows the week.
          </>
        ) : (
          <span className="muted">
            Arrows move through the weeks; <Kbd keys="Enter" /> shows a week in the schedule.
          </span>
        )}
      </p>
    </>
  );
}

function LoadCell(props: {
  cell: Cell | undefined;
  at: string;
  chosen: boolean;
  shown: boolean;
  onChoose: () => void;
  onOpen: () => void;
}) {
  const { cell } = props;
  if (!cell) return <td />;
  const below = belowWords(cell);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the whole grid
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
      role="gridcell"
      className={css.cell}
      tabIndex={props.chosen ? 0 : -1}
      aria-selected={props.shown}
      title={cell.spoken}
      data-level={cell.level}
      data-at={props.at}
      onClick={props.shown ? props.onOpen : props.onChoose}
    >
      <span className={css.number}>{cell.interviews}</span>{" "}
      <span className={css.word}>{levelWord(cell)}</span>{" "}
      {below ? <span className={css.below}>{below}</span> : null}
    </td>
  );
}
