// The ways in and out of a workspace, through the window on real files: export, import of what was
// exported, backup, and the backup put back.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { newWorkspace, openPage, patience, startHost } from "./host.mjs";

/** Each of these waits for several screens and for Muster's own work. */
const steps = { timeout: 6 * patience };

let host;
let outside;

before(
  async () => {
    host = await startHost(newWorkspace());
    outside = `${host.workspace}-outside`;
  },
  { timeout: 2 * patience },
);
after(async () => {
  await host?.close();
  if (outside) rmSync(outside, { recursive: true, force: true });
});

/** Opens one of the panes of Settings, Data. */
const pane = (name, on = host) => openPage(on, `/settings?view=data&do=${name}`);

/** Everybody's names, page after page. */
function people(on) {
  const names = [];
  for (let cursor; cursor !== null; ) {
    const page = on.call("candidate_list", { limit: 200, ...(cursor ? { cursor } : {}) });
    names.push(...page.items.map((person) => person.full_name));
    cursor = page.next_cursor;
  }
  return names.sort();
}

test("everything is exported to files that hold everybody", steps, async () => {
  const folder = path.join(outside, "export");
  const { page, troubles, close } = await pane("export");
  try {
    await page.getByTestId("path").fill(folder);
    await page.keyboard.press("Control+Enter");
    const outcome = await page.getByTestId("export-outcome").innerText();
    assert.ok(outcome.includes(folder), outcome);
    const lines = readFileSync(path.join(folder, "candidates.jsonl"), "utf8").trim().split("\n");
    assert.deepEqual(lines.map((line) => JSON.parse(line).full_name).sort(), people(host));
    assert.deepEqual(troubles, []);
  } finally {
    await close();
  }
});

test("what was exported is imported into an empty workspace", steps, async () => {
  const other = await startHost(newWorkspace({ empty: true }));
  try {
    const { page, troubles, close } = await pane("import", other);
    await page.getByTestId("path").fill(path.join(outside, "export/candidates.csv"));
    await page.keyboard.press("Enter");
    // First it is tried without writing.
    await page.getByTestId("import-trial").waitFor();
    assert.deepEqual(people(other), []);
    await page.keyboard.press("Enter");
    await page.getByTestId("import-result").waitFor();
    assert.deepEqual(people(other), people(host));
    assert.deepEqual(troubles, []);
    await close();
  } finally {
    await other.close();
  }
});

test("a backup puts back what was there", steps, async () => {
  const folder = path.join(outside, "stick");
  const before = people(host);
  const made = await pane("backup");
  await made.page.getByTestId("path").fill(folder);
  await made.page.keyboard.press("Control+Enter");
  await made.page.getByText("backed up and checked").waitFor();
  assert.ok(existsSync(folder));
  await made.close();

  host.call("candidate_create", { full_name: "Somebody Later" });
  const { page, troubles, close } = await pane("restore");
  try {
    await page.getByTestId("path").fill(folder);
    await page.getByText("Everything in this workspace is replaced").waitFor();
    await page.getByRole("button", { name: /^Replace this workspace with/ }).click();
    const done = await page.getByTestId("restored").innerText();
    assert.deepEqual(people(host), before);

    // Nothing is lost by it: the workspace as it was just before is kept.
    const [, kept] = /is kept in (.+)\.\s*/.exec(done) ?? [];
    assert.ok(kept && existsSync(kept), done);
    await page.getByRole("button", { name: "Choose the copy of before" }).click();
    await page.getByRole("button", { name: /^Replace this workspace with/ }).click();
    await page.getByTestId("restored").waitFor();
    assert.deepEqual(people(host), [...before, "Somebody Later"].sort());
    assert.deepEqual(troubles, []);
  } finally {
    await close();
  }
});
