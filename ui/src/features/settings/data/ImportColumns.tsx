import form from "@/components/Form.module.css";
import type { ImportPreview } from "@/generated/commands";
import { count, dotted, sentence } from "@/lib/words";
import css from "./data.module.css";

const formats: Readonly<Record<string, string>> = {
  csv: "A CSV table",
  linkedin_connections: "LinkedIn’s Connections.csv",
  json: "JSON",
};

/** What the file looks like, and for each column the field it goes to. */
export function Columns(props: {
  preview: ImportPreview;
  /** What differs from the guess, by column; "" leaves the column out. */
  mapping: Readonly<Record<string, string>>;
  error: string | undefined;
  /** Whether nothing can be changed now. */
  fixed: boolean;
  onChange: (mapping: Readonly<Record<string, string>>) => void;
}) {
  const { preview, mapping, onChange } = props;
  const rows = `${preview.more_rows ? "more than " : ""}${count(preview.rows_seen, "row")}`;
  const choose = (column: string, guess: string, field: string) => {
    const { [column]: _, ...others } = mapping;
    onChange(field === guess ? others : { ...others, [column]: field });
  };
  const table = (
    <div className={css.scroll}>
      <table className={css.columns}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">In the first rows</th>
            <th scope="col">Goes to</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map(({ name, field, samples }) => {
            const goes = mapping[name] ?? field ?? "";
            return (
              <tr key={name} data-out={goes === "" || undefined}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td className={css.samples}>
                  {samples.map((sample, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: samples never move
                    <span key={at}>
                      <bdi>{sample}</bdi>
                    </span>
                  ))}
                </td>
                <td>
                  <select
                    className={form.input}
                    aria-label={`Field for ${name}`}
                    aria-invalid={props.error ? true : undefined}
                    value={goes}
                    disabled={props.fixed}
                    onChange={(event) => choose(name, field ?? "", event.target.value)}
                  >
                    <option value="">Leave out</option>
                    {preview.fields.map((each) => (
                      <option key={each.name} value={each.name}>
                        {each.label}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
  return (
    <section className={css.looked} aria-label="What the file looks like" data-testid="preview">
      <p>{dotted(formats[preview.format] ?? preview.format, sentence(rows), preview.encoding)}</p>
      {preview.notes.map(({ code, message }) => (
        <p key={`${code} ${message}`} className="muted">
          {message}
        </p>
      ))}
      {props.error ? (
        <p className={css.error} role="alert">
          {props.error}
        </p>
      ) : null}
      {preview.columns.length === 0 ? (
        <p className="muted">Its fields have names of their own, so there is nothing to choose.</p>
      ) : preview.format === "linkedin_connections" ? (
        <details open={props.error !== undefined}>
          <summary>Its columns are known. Show them</summary>
          {table}
        </details>
      ) : (
        table
      )}
    </section>
  );
}
