// A reminder is shown by the desktop when its time comes, and a click on it opens the interview.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { demoWorkspace, now } from "./demo.mjs";
import { until } from "./process.mjs";
import { call, openWindow, patience, untilReady } from "./window.mjs";

let workspace;
let window;

before(
  async () => {
    workspace = demoWorkspace();
    window = await openWindow(workspace.folder);
  },
  { timeout: 2 * patience },
);

after(async () => {
  await window?.close();
  workspace?.remove();
});

test("a reminder is shown, and a click opens the interview", { timeout: 4 * patience }, async () => {
  const { browser } = window;
  await untilReady(browser);
  const interview = workspace
    .call("interview_list", { view: "upcoming", limit: 50 })
    .items.find(({ starts_at }) => minutesUntil(starts_at) > 20);
  assert.ok(interview, "the demo has an interview later than in 20 minutes");

  // What the start itself may have told is not what this test waits for.
  dunst("close-all");
  const told = reminders().length;
  const seconds = Math.ceil((minutesUntil(interview.starts_at) - 15) * 60);
  await call(browser, "clock_advance", { seconds });
  const fresh = await until(() => {
    const titles = reminders().slice(told);
    const ours = titles.some((title) => title.includes(interview.candidate_name));
    return ours && shown() > 0 ? titles : undefined;
  }, `Nobody was reminded of ${interview.candidate_name} when the clock reached it.`);

  dunst("action", "0");
  const address = await until(async () => {
    const url = await browser.getCurrentUrl();
    return /#\/schedule\?id=([0-9a-f-]{36})$/.exec(url)?.[1];
  }, "The click opened no interview.");
  const opened = workspace.call("interview_get", { id: address });
  assert.ok(
    fresh.some((title) => title.includes(opened.candidate_name)),
    `it opened ${opened.candidate_name}, but told of ${fresh}`,
  );
});

const minutesUntil = (instant) => (Date.parse(instant) - Date.parse(now)) / 60_000;

/** The titles of all notifications on the bus so far. */
function reminders() {
  const log = readFileSync(process.env.MUSTER_NOTIFICATION_LOG, "utf8");
  return log
    .split(/^method call /m)
    .filter((message) => message.includes("member=Notify"))
    .map((message) => [...message.matchAll(/^ {3}string "(.*)"$/gm)].at(2)?.[1] ?? "");
}

const shown = () => Number(dunst("count", "displayed").trim());

function dunst(...words) {
  const done = spawnSync("dunstctl", words, { encoding: "utf8" });
  assert.equal(done.status, 0, `dunstctl ${words.join(" ")}: ${done.stderr}`);
  return done.stdout;
}
