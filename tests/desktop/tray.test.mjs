// The tray shows the next interview; closing hides the window only where a tray can bring it back.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, test } from "node:test";
import { demoWorkspace, now } from "./demo.mjs";
import { logged, startMuster, until } from "./process.mjs";
import { patience } from "./window.mjs";

const settings = path.join(process.env.XDG_CONFIG_HOME ?? "", "muster/shell.json");
const here = import.meta.dirname;

let workspace;
let muster;
let tray;

before(
  () => {
    workspace = demoWorkspace();
  },
  { timeout: patience },
);
afterEach(async () => {
  await muster?.end();
  tray?.stop();
});
after(() => workspace?.remove());

test("without a tray closing quits, whatever the setting says", { timeout: 3 * patience }, async () => {
  keepInTray(true);
  muster = startMuster(workspace.folder);
  await until(muster.ready, "The first screen was not shown.");
  assert.equal(windows("--look"), 1);
  windows();
  assert.deepEqual(await muster.ended, { code: 0, signal: null });
});

test("the tray shows the next interview and brings the window back", { timeout: 5 * patience }, async () => {
  keepInTray(true);
  tray = await startTray();
  muster = startMuster(workspace.folder);
  await until(muster.ready, "The first screen was not shown.");
  const next = workspace
    .call("interview_list", { view: "upcoming", limit: 50 })
    .items.find(({ starts_at }) => Date.parse(starts_at) > Date.parse(now) + 60_000);
  const line = await until(async () => {
    const labels = await tray.ask("menu");
    return labels?.find((label) => label.includes(next.candidate_name)) && labels;
  }, `The tray does not show ${next.candidate_name}.`);
  assert.ok(line[0].startsWith(next.spoken), line[0]);
  assert.deepEqual(line.slice(1), ["Open Muster", "Quit Muster"]);

  windows();
  await until(() => windows("--look") === 0, "Closing did not hide the window.");
  assert.ok(muster.isOpen(), "closing quit although there is a tray");
  await tray.ask("click Open Muster");
  await until(() => windows("--look") === 1, "The tray did not bring the window back.");

  // A tray that goes away must not leave a hidden window behind.
  windows();
  await until(() => windows("--look") === 0, "Closing did not hide the window.");
  tray.stop();
  await until(() => windows("--look") === 1, "The window stayed hidden without a tray.");
});

test("with a tray, closing still quits until somebody asks otherwise", { timeout: 3 * patience }, async () => {
  keepInTray(false);
  tray = await startTray();
  const before = logged().split("the tray shows Muster").length;
  muster = startMuster(workspace.folder);
  await until(muster.ready, "The first screen was not shown.");
  await until(() => logged().split("the tray shows Muster").length > before, "No tray icon.");
  windows();
  assert.deepEqual(await muster.ended, { code: 0, signal: null });
});

function keepInTray(keep) {
  mkdirSync(path.dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify({ keep_in_tray: keep }));
}

/** Closes the visible windows of Muster and tells how many there were. */
function windows(...words) {
  const done = spawnSync("/usr/bin/python3", [path.join(here, "close_window.py"), "Muster", ...words], {
    encoding: "utf8",
  });
  assert.equal(done.status, 0, done.stderr);
  return Number(done.stdout);
}

async function startTray() {
  const host = spawn("/usr/bin/python3", [path.join(here, "tray_host.py")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]();
  const answer = async () => JSON.parse((await lines.next()).value);
  assert.equal(await answer(), "ready");
  return {
    ask: (question) => {
      host.stdin.write(`${question}\n`);
      return answer();
    },
    stop: () => void host.kill(),
  };
}
