/** Names of countries in the reader's language. */
const names = new Intl.DisplayNames([...navigator.languages, "en"], {
  type: "region",
  fallback: "none",
});

/** What people call a country, with its code beside it: "Germany (DE)"; the code where nobody knows. */
export function countryName(code: string): string {
  // Anything can be typed; what is no code has no name, and asking for it would throw.
  const name = /^[a-z]{2}$/i.test(code) ? names.of(code.toUpperCase()) : undefined;
  return name ? `${name} (${code.toUpperCase()})` : code;
}

/** Countries as options, in the order of their names. */
export function countryOptions(codes: readonly string[]): (readonly [string, string])[] {
  return codes
    .map((code) => [code, countryName(code)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, [...navigator.languages]));
}
