import { CircleAlert } from "lucide-react";
import { Section } from "@/components/Split";
import { Told } from "@/components/Told";
import { count, sentence } from "@/lib/words";
import css from "./availability.module.css";
import { countryName } from "./countries";
import type { Availability } from "./shapes";

/** The public holidays of the next twelve months, and what is not known about them. */
export function Holidays(props: {
  holidays: Availability["holidays"];
  note: string | null;
  /** The country in force; empty for none. */
  country: string;
  off: boolean;
}) {
  const { holidays, note } = props;
  return (
    <Section title="Holidays of the next 12 months">
      {note ? (
        <Told icon={CircleAlert} tone="warn" testId="holidays-note">
          {note}
        </Told>
      ) : null}
      {holidays.length > 0 ? (
        <>
          <p className="muted">
            {props.off
              ? `${sentence(count(holidays.length, "day"))} on which no interview is offered:`
              : `${sentence(count(holidays.length, "day"))}, on which interviews are offered like on others:`}
          </p>
          <ul className={css.holidays} aria-label="Holidays" data-testid="holidays">
            {holidays.map(({ date, name, spoken }) => (
              <li key={`${date} ${name}`}>
                <time dateTime={date}>{spoken}</time>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : note ? null : (
        <p className="muted">
          {props.country
            ? `None are known for ${countryName(props.country)}.`
            : "Choose a country above, and its public holidays are listed here."}
        </p>
      )}
    </Section>
  );
}
