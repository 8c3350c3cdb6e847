/** How the languages of coding rounds are written. */
export const languages = {
  PYTHON: "Python",
  JAVASCRIPT: "JavaScript",
  JAVA: "Java",
  PHP: "PHP",
  RUBY: "Ruby",
  CSHARP: "C#",
  SQL: "SQL",
} as const;

/** The name of a coding language; one that is newer than the window keeps its own. */
export function languageOf(code: string): string {
  return Object.hasOwn(languages, code) ? languages[code as keyof typeof languages] : code;
}

/** How much of what the job asks for the record shows; never a bare number. */
export function scoreWords(score: number | null): string {
  return score === null ? "No skills to compare" : `Skill overlap ${Math.round(score)} of 100`;
}
