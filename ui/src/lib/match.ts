/** Whether every word typed begins a word of the text, in any order; accents and case do not count. */
export function matches(text: string, typed: string): boolean {
  const words = wordsOf(text);
  const parts = wordsOf(typed);
  if (parts.length === 0) return typed.trim() === "";
  return parts.every((part) => words.some((word) => word.startsWith(part)));
}

const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
