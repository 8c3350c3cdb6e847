// Under a window manager: a maximised window opens maximised again, and goes back to what it was.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { demoWorkspace, scratch } from "./demo.mjs";
import { patience, startMuster, until } from "./process.mjs";

const file = path.join(process.env.XDG_CONFIG_HOME ?? "", "muster/window.json");
const kept = () => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {});

let workspace;
let manager;
let muster;

before(
  () => {
    workspace = demoWorkspace();
    // The other tests have none: it would lay their windows elsewhere.
    const log = openSync(path.join(scratch, "openbox.log"), "w");
    manager = spawn("openbox", ["--sm-disable"], { stdio: ["ignore", log, log] });
    manager.on("error", (error) => assert.fail(`openbox did not start: ${error.message}`));
  },
  { timeout: patience },
);

after(async () => {
  await muster?.end();
  workspace?.remove();
  if (manager?.exitCode !== null || !manager.kill()) return;
  await once(manager, "exit");
});

test("a maximised window opens maximised, and goes back to the size it had", { timeout: 6 * patience }, async () => {
  await opened();
  managed("resize", "900", "640");
  await until(() => is({ width: 900, height: 640, maximised: false }), "It was not resized.");
  const small = managed();
  managed("maximise");
  await until(() => is({ maximised: true, width: 1280 }), "It was not maximised.");
  await closed();
  assert.deepEqual(kept(), { ...small, maximised: true });

  await opened();
  await until(() => is({ maximised: true, width: 1280 }), "It did not open maximised.");
  // Nothing was touched: it stays so.
  await closed();
  assert.deepEqual(kept(), { ...small, maximised: true });

  await opened();
  await until(() => is({ maximised: true, width: 1280 }), "It did not open maximised again.");
  managed("restore");
  await until(() => is(small), "It did not go back to the size and place it had.");
  await closed();
  assert.deepEqual(kept(), small);

  await opened();
  await until(() => is(small), "It did not open as small as it was.");
  await closed();
});

/** Opens Muster, and waits until the window manager shows it. */
async function opened() {
  muster = startMuster(workspace.folder);
  await until(muster.ready, "The first screen was not shown.");
  await until(() => managed(), "The window manager shows no window.");
}

/** Closes it as the cross of its title bar does. */
async function closed() {
  managed("close");
  assert.deepEqual(await muster.ended, { code: 0, signal: null });
}

/** How the window lies, after the window manager was asked for something. */
function managed(...words) {
  const script = path.join(import.meta.dirname, "managed_window.py");
  const done = spawnSync("/usr/bin/python3", [script, "Muster", ...words], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return JSON.parse(done.stdout);
}

/** Whether the window lies like this. */
function is(wanted) {
  const now = managed();
  return now && Object.keys(wanted).every((part) => now[part] === wanted[part]);
}
