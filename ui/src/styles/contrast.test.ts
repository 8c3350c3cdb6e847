import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(`${process.cwd()}/src/styles/tokens.css`, "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? "", { light: light ?? "", dark: dark ?? "" }],
  ),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string, theme: Theme): number {
  const [x, y] = [a, b].map((name) => {
    const token = tokens.get(name);
    if (!token) throw new Error(`No colour is called --${name}.`);
    return luminance(token[theme]) + 0.05;
  }) as [number, number];
  return Math.max(x, y) / Math.min(x, y);
}

const grounds = ["bg", "bg-sunken", "bg-raised", "bg-hover", "bg-selected"];
const people = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `person-${n}`);

const text: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ["text", "text-muted", "accent"].map((ink): [string, string] => [ink, ground]),
  ),
  ["text", "neutral-bg"],
  ["text-muted", "neutral-bg"],
  ["on-accent", "accent"],
  ["ok", "ok-bg"],
  ["warn", "warn-bg"],
  ["bad", "bad-bg"],
  ["warn", "bg"],
];

const shapes: [string, string][] = [
  ...["bg", "bg-sunken", "bg-raised"].flatMap((ground) =>
    ["line-strong", "ok", "warn", "bad", "accent", ...people].map((s): [string, string] => [
      s,
      ground,
    ]),
  ),
  ["bg", "line-strong"],
];

describe.each(themes)("in the %s theme", (theme) => {
  it.each(text)("text in --%s on --%s reaches 4.5 to 1", (ink, ground) => {
    expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)("a shape in --%s on --%s reaches 3 to 1", (ink, ground) => {
    expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

it("uses colours by their names only, outside the tokens", () => {
  const root = `${process.cwd()}/src`;
  const sheets = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
    /(?<!tokens)\.css$/.test(path),
  );
  const named = /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i;
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.filter((path) => named.test(readFileSync(`${root}/${path}`, "utf8")))).toEqual([]);
});
