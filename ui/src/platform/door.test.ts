import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|tsx|css|html)$/.test(path))
    .map((path) => path.replaceAll("\\", "/"));
}

it("lets only src/platform know the shell", () => {
  const root = join(process.cwd(), "src");
  const found = sources(root).filter((path) =>
    /(from|import)\s*\(?\s*["']@tauri-apps\//.test(readFileSync(join(root, path), "utf8")),
  );
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((path) => !path.startsWith("platform/"))).toEqual([]);
});

it("computes no shown time in the window: the words come from Rust", () => {
  const root = join(process.cwd(), "src");
  const found = sources(root).filter(
    (path) =>
      !/\.(test|fixture)\./.test(path) &&
      /Intl\.DateTimeFormat|toLocale(Date|Time)String|new Date\(/.test(
        readFileSync(join(root, path), "utf8"),
      ),
  );
  expect(found).toEqual([]);
});
