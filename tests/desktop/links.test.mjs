// muster:// links open a place of the window, whether Muster runs already or not.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { after, before, test } from "node:test";
import { binaries, demoWorkspace } from "./demo.mjs";
import { logged, until } from "./process.mjs";
import { openWindow, patience, untilAt, untilReady } from "./window.mjs";

let workspace;
let candidate;
let interview;
let job;

before(
  () => {
    workspace = demoWorkspace();
    [candidate] = workspace.call("candidate_list", { limit: 1 }).items;
    [interview] = workspace.call("interview_list", { view: "upcoming", limit: 1 }).items;
    [job] = workspace.call("job_list", { limit: 1 }).items;
  },
  { timeout: patience },
);

after(() => workspace?.remove());

test("a link that starts Muster opens its place", { timeout: 3 * patience }, async () => {
  const window = await openWindow(workspace.folder, [`muster://interview/${interview.id}`]);
  try {
    await untilReady(window.browser);
    await untilAt(window.browser, `/schedule?id=${interview.id}`);
  } finally {
    await window.close();
  }
});

test("links reach the Muster that is open", { timeout: 5 * patience }, async () => {
  const window = await openWindow(workspace.folder);
  const { browser } = window;
  try {
    await untilReady(browser);

    // As a browser does it: a second process, which hands its link over and ends.
    assert.deepEqual(await secondStart(`muster://candidate/${candidate.id}`), [0, null]);
    await untilAt(browser, `/candidates?id=${candidate.id}`);

    // As a desktop does it: by the file that says who opens such links.
    const opened = spawnSync("gio", ["open", `muster://job/${job.id}`], { encoding: "utf8" });
    assert.equal(opened.status, 0, opened.stderr);
    await untilAt(browser, `/jobs?id=${job.id}`);

    // What is not exactly a link of ours moves nothing.
    for (const wrong of [
      `muster://candidate/${candidate.id}?do=delete`,
      `muster://candidate/${candidate.id}/x`,
      "muster://candidate/javascript:alert(1)",
      `muster://settings/${candidate.id}`,
    ]) {
      const before = ignored();
      assert.deepEqual(await secondStart(wrong), [0, null]);
      await until(() => ignored() > before, `${wrong} was not refused.`);
      assert.ok((await browser.getCurrentUrl()).endsWith(`#/jobs?id=${job.id}`), wrong);
    }

    // A sign-in that nobody asked for is told, and its code is kept nowhere.
    await secondStart("muster://oauth/callback?code=a-secret-code");
    await until(() => logged().includes("nothing was asked for"), "The sign-in was not told.");
    assert.ok((await browser.getCurrentUrl()).endsWith(`#/jobs?id=${job.id}`));
    assert.ok(!logged().includes("a-secret-code"), "the code of a sign-in is in the log");
    assert.ok(!logged().includes(candidate.id), "the id of a link is in the log");
  } finally {
    await window.close();
  }
});

const ignored = () => logged().split("a link was ignored").length;

function secondStart(link) {
  return once(spawn(path.join(binaries, "muster-desktop"), [link], { stdio: "ignore" }), "exit");
}
