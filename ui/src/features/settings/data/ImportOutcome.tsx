import type { ImportPreview, ImportView } from "@/generated/commands";
import { count, plain, sentence } from "@/lib/words";
import { Problems } from "../Problems";
import { listed } from "../words";
import css from "./data.module.css";

/** What an import did, or would do: each kind of row with its number, and what was rejected. */
export function Outcome(props: {
  view: ImportView;
  /** The fields with their words. */
  fields: ImportPreview["fields"];
  /** Whether it was done, and not only tried. */
  happened: boolean;
}) {
  const { view, happened } = props;
  // A row is refused for "email", a column goes to "emails".
  const label = (field: string | null) =>
    field &&
    (props.fields.find(({ name }) => name === field || name === `${field}s`)?.label ??
      plain(field));
  const kinds = [
    [view.created, happened ? "added" : "to add", "New here"],
    [view.updated, happened ? "completed" : "to complete", "The file knows more"],
    [view.unchanged, "unchanged", "The file knows nothing new"],
    [view.skipped, "skipped", "Nobody: closed accounts and empty rows"],
    [view.errors_total, "rejected", "Not read; the reasons are below"],
  ] as const;
  const said = kinds
    .slice(0, 2)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${count(number, "person", "people")} ${word}`);
  return (
    <section
      className={css.outcome}
      role="status"
      aria-label={happened ? "What the import did" : "What the import would do"}
      data-testid={happened ? "import-result" : "import-trial"}
    >
      <p>
        <strong>
          {said.length > 0
            ? `${sentence(listed(said))}.`
            : happened
              ? "Nothing was added."
              : "Nothing would be added."}
        </strong>{" "}
        {happened ? "" : "Nothing has been written yet."}
      </p>
      <dl className={css.counts}>
        {kinds.map(([number, word, what]) => (
          <div key={word} data-none={number === 0 || undefined}>
            <dt>
              {sentence(word)} <span className={css.what}>{what}</span>
            </dt>
            <dd>{number.toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
      <Problems
        label="Rejected rows"
        columns={["Row", "Line", "Field", "What is wrong"]}
        rows={view.errors.map(({ row, line, field, message }) => [
          row,
          line,
          label(field),
          message,
        ])}
        total={view.errors_total}
      />
    </section>
  );
}
