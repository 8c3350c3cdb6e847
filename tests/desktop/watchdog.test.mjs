// A window that never shows anything is noticed, and safe mode is a way out.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { demoWorkspace } from "./demo.mjs";
import { dialogs, logged, processes, startMuster, until } from "./process.mjs";
import { patience } from "./window.mjs";

const SHOWS_NOTHING = "the window shows nothing";
const RESTS = "the watchdog rests";
/** Long enough for a loaded machine to show the first screen. */
const PATIENT = patience;
/** For a page that was stopped and will never be ready. */
const SHORT = 2000;

let workspace;
let muster;

before(
  () => {
    workspace = demoWorkspace();
  },
  { timeout: patience },
);
afterEach(async () => {
  await muster?.end();
  // One that was started again is nobody's child.
  for (const { pid, words } of processes()) {
    if (words.includes(workspace.folder)) process.kill(pid, "SIGKILL");
  }
});
after(() => workspace?.remove());

test("a window that shows its data is left alone", { timeout: 2 * patience }, async () => {
  muster = start("safe-mode", PATIENT);
  await until(muster.ready, "The first screen was not shown.");
  await until(() => logged().includes(RESTS), "The watchdog did not hear of the first screen.");
  assert.ok(muster.isOpen(), "Muster ended");
  assert.ok(!logged().includes(SHOWS_NOTHING), logged());
});

test("a page that hangs is told, and waiting is an answer", { timeout: 3 * patience }, async () => {
  muster = start("wait", SHORT);
  const page = await freezePage(muster);
  await until(() => logged().includes(SHOWS_NOTHING), "The watchdog said nothing.");
  await until(() => logged().includes("answered without a dialog"), "Nobody was asked.");
  assert.ok(!muster.ready(), "the page was ready before it was frozen");
  assert.ok(muster.isOpen(), "waiting closed the window");
  process.kill(page, "SIGCONT");
  await until(muster.ready, "The page did not go on.");
});

test("a dialog of the desktop says so, and closing it is waiting", { timeout: 3 * patience }, async () => {
  const title = "Muster does not start properly";
  muster = startMuster(workspace.folder, [], { MUSTER_WATCHDOG_MS: String(SHORT) });
  const page = await freezePage(muster);
  await until(() => dialogs(title, "--look") === 1, "No dialog was shown.");
  dialogs(title);
  await until(() => logged().includes("the dialog was answered"), "The dialog did not answer.");
  assert.ok(muster.isOpen(), "closing the dialog closed the window");
  process.kill(page, "SIGCONT");
  await until(muster.ready, "The page did not go on.");
});

test("safe mode starts Muster again, on the same workspace", { timeout: 3 * patience }, async () => {
  muster = start("safe-mode", SHORT);
  await freezePage(muster);
  await until(
    () =>
      processes().find(
        ({ pid, words }) =>
          pid !== muster.pid && words.includes(workspace.folder) && words.includes("--safe-mode"),
      ),
    "Muster did not start again.",
  );
  await until(muster.ready, "The window in safe mode showed nothing.");
  assert.deepEqual(await muster.ended, { code: 0, signal: null });
  assert.match(logged(), /WEBKIT_DISABLE_COMPOSITING_MODE/);
});

const start = (answer, limit) =>
  startMuster(workspace.folder, [], {
    MUSTER_WATCHDOG_MS: String(limit),
    MUSTER_WATCHDOG_ANSWER: answer,
  });

/** Stops the process that runs the page, as soon as there is one. */
async function freezePage(muster) {
  const page = await until(
    () =>
      processes().find(
        ({ parent, words }) => parent === muster.pid && words[0]?.endsWith("WebKitWebProcess"),
      ),
    "WebKit started no process for the page.",
  );
  process.kill(page.pid, "SIGSTOP");
  return page.pid;
}
