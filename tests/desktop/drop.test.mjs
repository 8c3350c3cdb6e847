// A file that is dropped on the window, by another process as a file manager does it, is imported.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Key } from "selenium-webdriver";
import { demoWorkspace, scratch } from "./demo.mjs";
import { until } from "./process.mjs";
import { openWindow, patience, press, shownText, untilReady } from "./window.mjs";

// What a path may hold and an address may not.
const file = path.join(mkdtempSync(path.join(scratch, "dropped-")), "Zoë’s 100% #1 & more?.csv");

let workspace;
let window;

before(
  async () => {
    writeFileSync(file, "full name,email\nZoë Dropped,zoe.dropped@example.org\n");
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

test("a dropped file is opened for the import, and two keys read it in", { timeout: 3 * patience }, async () => {
  const { browser } = window;
  await browser.executeScript("window.notLeft = true");
  await drop(file);
  await until(
    () =>
      browser.executeScript(
        "return document.activeElement.closest('[data-testid=import]') && document.activeElement.value === arguments[0]",
        file,
      ),
    "The import of the dropped file did not open.",
  );
  assert.ok(await browser.executeScript("return window.notLeft"), "the page was left for the file");
  await press(browser, Key.ENTER);
  await browser.wait(
    async () => (await shownText(browser)).includes("Import one person"),
    patience,
    "The file was not looked into.",
  );
  await browser.actions().keyDown(Key.CONTROL).sendKeys(Key.ENTER).keyUp(Key.CONTROL).perform();
  await until(
    () => workspace.candidateNames().includes("Zoë Dropped"),
    "Who is in the dropped file was not imported.",
  );
});

async function drop(...paths) {
  const script = path.join(import.meta.dirname, "drop_files.py");
  const source = spawn("/usr/bin/python3", [script, "Muster", ...paths], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let words = "";
  source.stderr.on("data", (told) => {
    words += told;
  });
  const [code] = await once(source, "close");
  assert.equal(code, 0, words);
}
