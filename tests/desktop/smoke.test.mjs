// The window opens on real data and answers the keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { demoWorkspace } from "./demo.mjs";
import { openWindow, patience, picture, press, shownNames, shownText, untilReady } from "./window.mjs";

let workspace;
let names;
let window;

before(
  async () => {
    workspace = demoWorkspace();
    names = workspace.candidateNames();
    window = await openWindow(workspace.folder);
  },
  { timeout: 2 * patience },
);

after(async () => {
  await window?.close();
  workspace?.remove();
});

test("the first screen shows people of the demo", { timeout: 2 * patience }, async () => {
  assert.equal(names.length, 200, "the demo has 200 candidates");
  await untilReady(window.browser);
  await picture(window.browser, "desktop-today");
  const shown = await shownNames(window.browser, names);
  assert.ok(shown.length > 0, `nobody of the demo is on it: ${await shownText(window.browser)}`);
});

test("G then C opens the candidates", { timeout: 2 * patience }, async () => {
  const { browser } = window;
  await press(browser, "gc");
  await browser.wait(
    async () => (await shownNames(browser, names)).length >= 10,
    patience,
    "Candidates did not list ten people of the demo.",
  );
  assert.match(await browser.getCurrentUrl(), /\/candidates\b/);
  await picture(browser, "desktop-candidates");
});

test("/ and a name leave that person in the list", { timeout: 2 * patience }, async () => {
  const { browser } = window;
  const listed = await shownNames(browser, names);
  const sought = listed.at(-1);
  await press(browser, "/");
  await press(browser, sought);
  await browser.wait(
    async () => {
      const shown = await shownNames(browser, names);
      return shown.includes(sought) && shown.length < listed.length / 2;
    },
    patience,
    `Searching for ${sought} did not narrow the list.`,
  );
});
