import { afterEach, expect, it, vi } from "vitest";
import { countryName, countryOptions } from "./countries";

afterEach(() => void vi.restoreAllMocks());
const reader = (...languages: string[]) =>
  vi.spyOn(navigator, "languages", "get").mockReturnValue(languages);

it("names a country in the reader's language, with its code", () => {
  reader("de-DE", "en");
  expect(countryName("fr")).toBe("Frankreich (FR)");
  expect(countryOptions(["AT", "DE", "EG"]).map(([, name]) => name)).toEqual([
    "Ägypten (EG)",
    "Deutschland (DE)",
    "Österreich (AT)",
  ]);
});

it("does with a system that names no language, and with what is no country", () => {
  reader("C");
  expect(countryName("DE")).toBe("Germany (DE)");
  expect(countryName("Deutschland")).toBe("Deutschland");
  expect(countryName("QX")).toBe("QX");
});
