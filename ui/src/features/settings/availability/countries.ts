/** The reader's languages, best first. A system without one may name what is no language, as "C". */
function languages(): string[] {
  return [...navigator.languages, "en"].filter((language) => {
    try {
      return Intl.getCanonicalLocales(language).length > 0;
    } catch {
      return false;
    }
  });
}

/** What the reader calls a country by its code. */
function speaker(): (code: string) => string {
  const names = new Intl.DisplayNames(languages(), { type: "region", fallback: "none" });
  return (code) => {
    // Anything can be typed; what is no code has no name, and asking for it would throw.
    const name = /^[a-z]{2}$/i.test(code) ? names.of(code.toUpperCase()) : undefined;
    return name ? `${name} (${code.toUpperCase()})` : code;
  };
}

/** What people call a country, with its code beside it: "Germany (DE)"; the code where nobody knows. */
export function countryName(code: string): string {
  return speaker()(code);
}

/** Countries as options, in the order of their names. */
export function countryOptions(codes: readonly string[]): (readonly [string, string])[] {
  const speak = speaker();
  const order = new Intl.Collator(languages());
  return codes
    .map((code) => [code, speak(code)] as const)
    .sort(([, a], [, b]) => order.compare(a, b));
}
