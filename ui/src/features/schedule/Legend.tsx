import css from "./calendar.module.css";
import { hueOf, initialsOf, type ShownPerson } from "./people";
import signs from "./signs.module.css";

/** Whose time the lanes of each day show, from left to right, and what the patterns mean. */
export function Legend(props: { people: readonly ShownPerson[]; chosen: boolean }) {
  const { people } = props;
  return (
    <div className={css.legend} data-testid="legend">
      {people.length === 0 ? (
        <span className="muted">
          Nobody's time is shown: nobody interviews in these days. Press <kbd>P</kbd> to choose.
        </span>
      ) : (
        <>
          <ul aria-label="Whose time is shown, from left to right">
            {people.map((person, at) => (
              <li key={person.id} style={{ ["--hue" as string]: hueOf(at) }}>
                <i className={signs.mark}>{initialsOf(person.full_name)}</i>
                <bdi title={person.time_zone}>{person.full_name}</bdi>
              </li>
            ))}
          </ul>
          <ul className={css.signs} aria-label="Signs">
            {(
              [
                ["busy", "busy"],
                ["tentative", "perhaps"],
                ["out_of_office", "away"],
                ["unknown", "not known"],
              ] as const
            ).map(([status, word]) => (
              <li key={status}>
                <span className={signs.sign} data-status={status} />
                {word}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
