import { count } from "@/lib/words";
import css from "./settings.module.css";

/** More would be a file to mend, not a list to read. */
const SHOWN = 200;

/** What could not be read, a line each; the last column holds the words. */
export function Problems(props: {
  label: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
  /** How many there are in all, of which some may not have been told. */
  total: number;
}) {
  if (props.rows.length === 0) return null;
  const rows = props.rows.slice(0, SHOWN);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className={css.problems} aria-label={props.label} tabIndex={0} data-testid="problems">
      <table>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
            <tr key={at}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor do their cells
                <td key={column} dir="auto">
                  {cell ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {props.total > rows.length ? (
        <p className="muted">And {count(props.total - rows.length, "more", "more")}.</p>
      ) : null}
    </section>
  );
}
