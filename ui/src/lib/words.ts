const SMALL = [
  ...["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
  ...["eleven", "twelve"],
];

/** A count as a person says it: words up to twelve, figures beyond. */
export function count(number: number, one: string, many = `${one}s`): string {
  const figure = SMALL[number] ?? number.toLocaleString("en");
  return `${figure} ${number === 1 ? one : many}`;
}

/** The first letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Joins parts with a middle dot and leaves out the empty ones. */
export function dotted(...parts: (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** A lead time as a reminder names it: 1440 → "1 day before". */
export function leadTime(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} day${minutes === 1440 ? "" : "s"} before`;
  if (minutes % 60 === 0) return `${minutes / 60} hour${minutes === 60 ? "" : "s"} before`;
  return `${minutes} minutes before`;
}

/** `linkedin_connection` → "Linkedin connection": for words that came without a label. */
export function plain(code: string): string {
  return sentence(code.toLowerCase().replaceAll("_", " "));
}

/** The years of a stored `2021-03` or `2021-03-01`, as `2021–now`. */
export function years(start: string | null, end: string | null): string {
  const from = start?.slice(0, 4);
  const to = end ? end.slice(0, 4) : "now";
  return from ? (from === to ? from : `${from}–${to}`) : end ? to : "";
}
