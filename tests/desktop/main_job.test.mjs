// The main job by keyboard alone, in the real window: from LinkedIn's file to an interview that one is
// reminded of and a message that lies on the clipboard; and everything is there after a restart.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Key } from "selenium-webdriver";
import { emptyWorkspace, root, scratch } from "./demo.mjs";
import { until } from "./process.mjs";
import { call, openWindow, patience, picture, press, shownText, untilReady } from "./window.mjs";

const shared = process.env.MUSTER_SHARED ?? path.join(root, "../shared");
const connections = path.join(shared, "contracts/samples/linkedin-export/Connections.csv");
const programs = mkdtempSync(path.join(scratch, "programs-"));
const opened = path.join(programs, "opened");

let workspace;
let window;
let interview;

before(
  async () => {
    assert.ok(existsSync(connections), `${connections} is missing: set MUSTER_SHARED to the folder of samples.`);
    // Stands in for the browser: writes down what it was asked to open.
    const browser = path.join(programs, "xdg-open");
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" >>'${opened}'\n`);
    chmodSync(browser, 0o755);
    process.env.PATH = `${programs}:${process.env.PATH}`;
    workspace = emptyWorkspace();
    workspace.call("person_create", {
      full_name: "Jonas Weber",
      email: "jonas@example.org",
      time_zone: "Europe/Berlin",
      working_hours: [{ days: ["mon", "tue", "wed", "thu", "fri"], start: "09:00", end: "17:30" }],
    });
    workspace.call("template_create", {
      name: "First note",
      channel: "linkedin_connection",
      body: "Hello {{ candidate.first_name }}, may I tell you about {{ job.title }}?",
    });
    window = await openWindow(workspace.folder);
    await untilReady(window.browser);
  },
  { timeout: 3 * patience },
);

after(async () => {
  await window?.close();
  workspace?.remove();
});

const steps = { timeout: 3 * patience };

/** Waits until the window shows this text. */
const shows = (text) =>
  window.browser.wait(
    async () => (await shownText(window.browser)).includes(text),
    patience,
    `The window never showed “${text}”.`,
  );

/** Waits until something with this test id is there; not, with `gone`. */
const there = (testId, gone = false) =>
  window.browser.wait(
    async () =>
      (await window.browser.executeScript(
        "return document.querySelectorAll(`[data-testid='${arguments[0]}']`).length",
        testId,
      )) >
        0 !==
      gone,
    patience,
    `${testId} ${gone ? "stayed" : "never came"}.`,
  );

/** Waits until the cursor is in a field, so that no letter is lost. */
const inField = () =>
  window.browser.wait(
    () => window.browser.executeScript("return /INPUT|TEXTAREA/.test(document.activeElement?.tagName)"),
    patience,
    "No field took the cursor.",
  );

const control = (key) =>
  window.browser.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();

test("import LinkedIn's file", steps, async () => {
  const { browser } = window;
  await press(browser, "ni");
  await there("import");
  await inField();
  await press(browser, connections);
  await press(browser, Key.ENTER);
  await shows("Import three people");
  await control(Key.ENTER);
  await until(() => workspace.call("candidate_list").items.length > 2, "Nobody was imported.");
});

test("add the job", steps, async () => {
  const { browser } = window;
  await press(browser, Key.ESCAPE);
  await press(browser, Key.ESCAPE);
  await press(browser, "nj");
  await there("job-form");
  await inField();
  await press(browser, "Platform engineer");
  await control(Key.ENTER);
  await there("job-form", true);
  assert.equal(workspace.call("job_list").items[0].title, "Platform engineer");
});

test("find the person, put them up, shortlist, switch interviews on", steps, async () => {
  const { browser } = window;
  await press(browser, "gc");
  await shows("Tomás Reyes");
  await press(browser, "/");
  await inField();
  await press(browser, "tomas");
  await browser.wait(
    () => browser.executeScript("return document.querySelectorAll('[data-testid=row]').length === 1"),
    patience,
    "The search did not narrow.",
  );
  await press(browser, Key.ENTER);
  await there("candidate");
  await press(browser, "p");
  await there("jobs");
  await shows("Platform engineer");
  await press(browser, Key.ENTER);
  await there("jobs", true);
  await there("gates");
  const application = () => workspace.call("application_list").items[0];
  for (const [key, flag] of [
    ["l", "shortlisted"],
    ["i", "interview_enabled"],
    ["o", "online_interview_enabled"],
  ]) {
    await press(browser, key);
    await until(() => application()?.[flag] === true, `${key} did not switch ${flag} on.`);
  }
});

test("find a slot and schedule", steps, async () => {
  const { browser } = window;
  await press(browser, "s");
  await there("schedule-sheet");
  await there("slot");
  await picture(browser, "desktop-slots");
  await press(browser, "1");
  await browser.wait(
    async () =>
      browser.executeScript(
        "return document.querySelector('[data-testid=submit]')?.getAttribute('aria-disabled') !== 'true'",
      ),
    patience,
    "The slot could not be taken.",
  );
  await press(browser, "a");
  await there("schedule-sheet", true);
  [interview] = workspace.call("interview_list", { view: "upcoming" }).items;
  assert.equal(interview?.candidate_name, "Tomás Reyes");
  assert.equal(interview.interviewers[0].full_name, "Jonas Weber");
});

test("it is on Today and in the calendar", steps, async () => {
  const { browser } = window;
  await press(browser, "gt");
  await shows(interview.spoken_time);
  await shows("Tomás Reyes");
  await press(browser, "gs");
  await there("block");
  const blocks = await browser.executeScript(
    "return [...document.querySelectorAll('[data-testid=block]')].map((block) => block.textContent)",
  );
  assert.ok(
    blocks.some((text) => text.includes("Tomás Reyes") && text.includes(interview.spoken_both)),
    `the calendar shows ${blocks}`,
  );
  await picture(browser, "desktop-schedule");
});

test("the desktop reminds of it", steps, async () => {
  const { now } = workspace.call("workspace_status");
  const seconds = Math.ceil((Date.parse(interview.starts_at) - Date.parse(now)) / 1000 - 15 * 60);
  await call(window.browser, "clock_advance", { seconds });
  await until(() => {
    const log = readFileSync(process.env.MUSTER_NOTIFICATION_LOG, "utf8");
    return log.includes("member=Notify") && log.includes("Tomás Reyes");
  }, "No notification went over the bus.");
});

test("draft a message, copy it, open the profile", steps, async () => {
  const { browser } = window;
  await press(browser, "gc");
  await shows("Tomás Reyes");
  await press(browser, Key.ENTER);
  await there("candidate");
  await press(browser, "d");
  await there("new-draft");
  await shows("First note");
  await press(browser, Key.ENTER);
  await there("new-draft", true);
  await there("text");
  const [draft] = workspace.call("draft_list").items;
  assert.equal(draft.text, "Hello Tomás, may I tell you about Platform engineer?");
  await press(browser, "a");
  await until(
    () => workspace.call("draft_get", { id: draft.id }).state === "copied",
    `The draft is not copied. It holds “${draft.text}”, lacks ${draft.unresolved}.`,
  );
  await until(
    () => existsSync(opened) && readFileSync(opened, "utf8").includes("https://www.linkedin.com/in/tomas-example"),
    "The profile was not opened in the browser.",
  );
  await press(browser, "y");
  await until(() => workspace.call("draft_get", { id: draft.id }).state === "sent", "It is not marked as sent.");
});

test("after a restart everything is there", steps, async () => {
  await window.close();
  window = await openWindow(workspace.folder);
  await untilReady(window.browser);
  await shows("Tomás Reyes");
  await press(window.browser, "gs");
  await there("block");
  await shows("Tomás Reyes");
  await press(window.browser, "gj");
  await shows("Platform engineer");
});
