// What the window asks of the computer: clipboard, file dialogs, the browser, its own settings.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Key } from "selenium-webdriver";
import { demoWorkspace, scratch } from "./demo.mjs";
import { dialogs, until } from "./process.mjs";
import { openWindow, patience, press, untilReady } from "./window.mjs";

const programs = mkdtempSync(path.join(scratch, "programs-"));
const opened = path.join(programs, "opened");

let workspace;
let window;

before(
  async () => {
    // Stands in for the browser: writes down what it was asked to open.
    const browser = path.join(programs, "xdg-open");
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" >>'${opened}'\n`);
    chmodSync(browser, 0o755);
    process.env.PATH = `${programs}:${process.env.PATH}`;
    workspace = demoWorkspace();
    window = await openWindow(workspace.folder);
    await untilReady(window.browser);
  },
  { timeout: 3 * patience },
);

after(async () => {
  await window?.close();
  workspace?.remove();
});

/** Asks the shell as the window does. */
async function ask(command, parameters = {}) {
  const answer = await window.browser.executeAsyncScript(
    `const [command, parameters, done] = arguments;
     window.__TAURI_INTERNALS__.invoke(command, parameters).then(
       (ok) => done({ ok }), (error) => done({ error }));`,
    command,
    parameters,
  );
  assert.equal(answer.error, undefined, JSON.stringify(answer.error));
  return answer.ok;
}

test("a copied text can be pasted", { timeout: patience }, async () => {
  const text = "Benoît Lefèvre 王";
  await ask("copy_text", { text });
  await press(window.browser, "gc");
  await window.browser.wait(async () => (await window.browser.getCurrentUrl()).includes("/candidates"), patience);
  await press(window.browser, "/");
  await window.browser.actions().keyDown(Key.CONTROL).sendKeys("v").keyUp(Key.CONTROL).perform();
  await until(
    () => window.browser.executeScript("return document.activeElement.value").then((value) => value === text),
    "The search field does not hold the copied text.",
  );
});

test("an address opens in the browser, as one word", { timeout: patience }, async () => {
  const url = "https://www.linkedin.com/in/grace?a=1&b=$(id)";
  await ask("open_external", { url });
  await until(() => existsSync(opened), "Nothing was opened.");
  assert.deepEqual(readFileSync(opened, "utf8").split("\n"), [url, ""]);
});

test("a file dialog opens, and changing one's mind is no failure", { timeout: patience }, async () => {
  const title = "Choose the people to import";
  await window.browser.executeScript(
    `const [title] = arguments;
     window.__TAURI_INTERNALS__.invoke("pick_path", { kind: "open", title, extensions: ["csv"] })
       .then((path) => { document.body.dataset.picked = JSON.stringify(path); },
             (error) => { document.body.dataset.picked = JSON.stringify({ error }); });`,
    title,
  );
  await until(() => dialogs(title, "--look") === 1, "No dialog was shown.");
  dialogs(title);
  const picked = await until(
    () => window.browser.executeScript("return document.body.dataset.picked"),
    "The dialog did not answer.",
  );
  assert.equal(picked, "null");
});

test("starting with the computer is off, and can be turned on and off", { timeout: patience }, async () => {
  const folder = path.join(process.env.XDG_CONFIG_HOME, "autostart");
  const entries = () => (existsSync(folder) ? readdirSync(folder) : []);
  const first = await ask("shell_settings");
  assert.deepEqual(
    [first.autostart, first.keep_in_tray, first.tray_available],
    [false, false, false],
  );
  assert.equal((await ask("change_shell_settings", { change: { autostart: true } })).autostart, true);
  assert.equal(entries().length, 1);
  assert.match(readFileSync(path.join(folder, entries()[0]), "utf8"), /^Exec=.*muster-desktop/m);
  assert.equal((await ask("change_shell_settings", { change: { autostart: false } })).autostart, false);
  assert.deepEqual(entries(), []);
});

test("the window is not kept in a tray that is not there", { timeout: patience }, async () => {
  await assert.rejects(ask("change_shell_settings", { change: { keep_in_tray: true } }), /shows no tray/);
  assert.equal((await ask("shell_settings")).keep_in_tray, false);
});
