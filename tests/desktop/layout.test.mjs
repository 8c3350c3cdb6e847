// The window opens where it lay, but never where nobody could find it.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { demoWorkspace } from "./demo.mjs";
import { until } from "./process.mjs";
import { openWindow, patience, untilReady } from "./window.mjs";

const file = path.join(process.env.XDG_CONFIG_HOME ?? "", "muster/window.json");
const kept = () => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {});

let workspace;

before(
  () => {
    workspace = demoWorkspace();
  },
  { timeout: patience },
);
after(() => workspace?.remove());

test("size and place survive a restart", { timeout: 4 * patience }, async () => {
  const layout = { x: 90, y: 40, width: 900, height: 640 };
  await inWindow(async (browser) => {
    await browser.manage().window().setRect(layout);
    await until(() => kept().width === 900 && kept().x === 90, "The layout was not kept.");
  });
  await inWindow(async (browser) => {
    const { x, y, width, height } = await browser.manage().window().getRect();
    assert.deepEqual({ x, y, width, height }, layout);
  });
});

test("a window of a screen that is gone comes back", { timeout: 2 * patience }, async () => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ x: 5000, y: 3000, width: 4000, height: 640 }));
  await inWindow(async (browser) => {
    const { x, y, width, height } = await browser.manage().window().getRect();
    assert.ok(x >= 0 && x < 1280 && y >= 0 && y < 900, `it lies at ${x}, ${y}`);
    assert.deepEqual([width, height], [1280, 640]);
  });
});

async function inWindow(use) {
  const window = await openWindow(workspace.folder);
  try {
    await untilReady(window.browser);
    await use(window.browser);
  } finally {
    await window.close();
  }
}
