// A demo workspace, the loopback host on it, and a browser that looks at it.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The checkout. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
/** Where a debug build leaves `muster`. */
export const binaries = process.env.MUSTER_BINARIES ?? path.join(root, "target/debug");
/** For pictures and workspaces. */
export const scratch = process.env.MUSTER_SCRATCH ?? path.join(root, "target/xtask/browser");
/** The clock of the tests: a Tuesday morning. */
export const now = "2026-11-24T08:00:00Z";
/** A page that was slow on a loaded machine is no failure; one that hangs is. */
export const patience = 30_000;

mkdirSync(scratch, { recursive: true });

/** Runs `muster` on a workspace and gives what it printed. */
export function muster(workspace, ...words) {
  const done = spawnSync(
    path.join(binaries, "muster"),
    ["--workspace", workspace, "--now", now, ...words],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  if (done.error) throw new Error(`muster could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`muster ${words.join(" ")} failed: ${done.stderr}`);
  return done.stdout;
}

/** Calls one command and gives its answer. */
export function call(workspace, command, parameters = {}) {
  return JSON.parse(muster(workspace, "call", command, JSON.stringify(parameters)));
}

/** A folder for a workspace; the demo's people are in it unless `empty`. */
export function newWorkspace({ empty = false } = {}) {
  const folder = mkdtempSync(path.join(scratch, "workspace-"));
  if (!empty) muster(folder, "demo");
  return folder;
}

/** Starts the host on a workspace and a browser; `close` ends both and removes the workspace. */
export async function startHost(workspace) {
  const host = spawn(
    path.join(binaries, "muster"),
    ["--workspace", workspace, "--now", now, "host"],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
  );
  const address = await printedAddress(host);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  return {
    address,
    browser,
    workspace,
    call: (command, parameters) => call(workspace, command, parameters),
    async close() {
      await browser.close();
      if (host.exitCode === null && host.kill("SIGTERM")) await once(host, "exit");
      rmSync(workspace, { recursive: true, force: true });
    },
  };
}

/**
 * Opens the window at a place and waits until its first screen shows data. What the page says on its
 * console as an error fails the test that looks at `troubles`.
 */
export async function openPage(host, place, options = {}) {
  const { width = 1280, height = 800, theme = "light", zoom = 1 } = options;
  const context = await host.browser.newContext({
    // Zooming in makes the page narrower in its own pixels.
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
    colorScheme: theme,
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
  await page.goto(`${host.address}&to=${encodeURIComponent(place)}`);
  await ready(page);
  return { page, troubles, close: () => context.close() };
}

/** Waits until the screen says that its data is painted, and fails when it says that it cannot. */
export async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.ready);
  const state = await page.evaluate(() => document.documentElement.dataset.ready);
  if (state !== "true") {
    throw new Error(`The screen is "${state}": ${await page.evaluate(() => document.body.innerText)}`);
  }
  await painted(page);
}

/** Waits until nothing is being read any more and two frames were drawn. */
export async function painted(page) {
  await page.waitForFunction(() => !document.querySelector("[data-testid=waiting]"));
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** Keeps a picture: in docs/screens when MUSTER_SCREENS=1 asks for new ones, else in the scratch folder. */
export async function picture(page, name) {
  const folder =
    process.env.MUSTER_SCREENS === "1" ? path.join(root, "docs/screens") : path.join(scratch, "screens");
  mkdirSync(folder, { recursive: true });
  await painted(page);
  await withoutFoldersOfThisMachine(page);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Pictures are for everybody: where this checkout lies is nobody's business. */
async function withoutFoldersOfThisMachine(page) {
  await page.evaluate((folder) => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const text = words.currentNode.nodeValue;
      if (text.includes(folder)) words.currentNode.nodeValue = "/home/robin/.local/share/muster/workspace";
    }
  }, scratch);
}

function chromiumPath() {
  const known = [process.env.MUSTER_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  const found = known.find((program) => program && existsSync(program));
  if (!found) throw new Error("Chromium is not installed: `cargo xtask doctor` tells what is missing.");
  return found;
}

/** The address with its token, from the one line of JSON that the host prints first. */
async function printedAddress(host) {
  const lines = createInterface({ input: host.stdout });
  const timer = setTimeout(() => host.kill(), patience);
  try {
    for await (const line of lines) {
      const { address, token } = JSON.parse(line);
      return `${address}/#token=${token}`;
    }
    throw new Error("muster host ended without printing its address.");
  } finally {
    clearTimeout(timer);
  }
}
