import { sentence } from "@/lib/words";
import type { CommandError } from "@/platform";

/** A refusal, sorted to the field it is about. */
export interface FieldErrors {
  /** What is wrong with this field, in words. */
  of: (name: string) => string | undefined;
  /** The whole path of the wrong field, such as `working_hours[1].start`. */
  path: string | undefined;
  /** The refusal, when it is about none of the fields shown. */
  rest: CommandError | null;
}

/** Sorts a refusal to one of the fields that a form shows. */
export function fieldErrors(
  error: CommandError | null | undefined,
  shown: readonly string[],
): FieldErrors {
  const path = typeof error?.details.field === "string" ? error.details.field : "";
  const home = shown.find(
    (name) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`),
  );
  const text = error ? told(error) : undefined;
  return {
    of: (name) => (name === home ? text : undefined),
    path: home ? path : undefined,
    rest: home ? null : (error ?? null),
  };
}

/** A refusal as a line under its field, which already says which parameter it is. */
export function told({ message, hint }: CommandError): string {
  const what = message.replace(/^The parameter \S+ is not right: /, "");
  // The hint of a value that did not even parse speaks to callers of the command line.
  const advice = hint.includes("muster commands") ? "" : hint;
  return [what, advice].filter(Boolean).map(full).join(" ");
}

const full = (text: string) => sentence(/[.!?]$/.test(text) ? text : `${text}.`);
