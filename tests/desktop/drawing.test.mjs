// How the web view draws: without OpenGL in software where there is no graphics card.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { demoWorkspace } from "./demo.mjs";
import { processes, startMuster, until } from "./process.mjs";
import { patience } from "./window.mjs";

const COMPOSING = "WEBKIT_DISABLE_COMPOSITING_MODE";
const card =
  existsSync("/dev/dri") && readdirSync("/dev/dri").some((device) => device.startsWith("renderD"));

let workspace;
let muster;

before(
  () => {
    workspace = demoWorkspace();
  },
  { timeout: patience },
);
afterEach(() => muster?.end());
after(() => workspace?.remove());

test("without a graphics card frames are not composed with OpenGL", { timeout: 2 * patience, skip: card }, async () => {
  const page = await shownPage();
  assert.equal(variable(muster.pid, COMPOSING), "1");
  assert.ok(!usesSoftwareOpenGl(page), "the page draws with OpenGL in software");
});

test("whoever wants it otherwise is heard", { timeout: 2 * patience, skip: card }, async () => {
  const page = await shownPage({ [COMPOSING]: "0" });
  assert.equal(variable(muster.pid, COMPOSING), "0");
  assert.ok(usesSoftwareOpenGl(page), "the page does not draw as it was told");
});

/** Starts Muster and gives the process that runs its page, once that shows its first screen. */
async function shownPage(variables) {
  muster = startMuster(workspace.folder, [], variables);
  await until(muster.ready, "The first screen was not shown.");
  const page = processes().find(
    ({ parent, words }) => parent === muster.pid && words[0]?.endsWith("WebKitWebProcess"),
  );
  assert.ok(page, "no process runs the page");
  return page.pid;
}

function variable(pid, name) {
  const all = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  return all.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Whether the page composes its frames with OpenGL; Mesa's threads for it have names. */
const usesSoftwareOpenGl = (pid) =>
  readdirSync(`/proc/${pid}/task`).some((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/comm`, "utf8").startsWith("llvmpipe"),
  );
