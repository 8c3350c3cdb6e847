// What the page may not do, whatever gets into it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { demoWorkspace } from "./demo.mjs";
import { openWindow, patience, untilReady } from "./window.mjs";

let workspace;
let window;
let home;

before(
  async () => {
    workspace = demoWorkspace();
    window = await openWindow(workspace.folder);
    await untilReady(window.browser);
    home = await window.browser.getCurrentUrl();
  },
  { timeout: 3 * patience },
);

after(async () => {
  await window?.close();
  workspace?.remove();
});

/** Asks the shell as a script in the page could; gives "done" or the refusal. */
const invoke = (command, parameters = {}) =>
  window.browser.executeAsyncScript(
    `const [command, parameters, done] = arguments;
     window.__TAURI_INTERNALS__.invoke(command, parameters).then(
       () => done("done"), (error) => done(JSON.stringify(error)));`,
    command,
    parameters,
  );

test("the window cannot leave Muster", { timeout: 2 * patience }, async () => {
  const { browser } = window;
  for (const script of [
    "location.href = 'https://example.org/'",
    "location.replace('file:///etc/passwd')",
    "location.href = 'data:text/html,hello'",
    "window.open('https://example.org/')",
    "Object.assign(document.createElement('a'), {href: 'https://example.org/', target: '_blank'}).click()",
  ]) {
    await browser.executeScript(script);
    await browser.executeAsyncScript("setTimeout(arguments[0], 300)");
    assert.equal(await browser.getCurrentUrl(), home, script);
    assert.equal((await browser.getAllWindowHandles()).length, 1, script);
  }
});

test("nothing is loaded from elsewhere and no text becomes a script", { timeout: patience }, async () => {
  const { browser } = window;
  const ran = await browser.executeScript(
    `const script = document.createElement("script");
     script.textContent = "document.documentElement.dataset.ran = 'yes'";
     document.head.append(script);
     return document.documentElement.dataset.ran ?? "no";`,
  );
  assert.equal(ran, "no");
  const answer = await browser.executeAsyncScript(
    `fetch("https://example.org/").then(() => "loaded", () => "refused").then(arguments[0]);`,
  );
  assert.equal(answer, "refused");
  const refused = await browser.executeAsyncScript(
    `const done = arguments[0];
     document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true });
     document.body.append(Object.assign(new Image(), { src: "https://example.org/pixel.png" }));
     setTimeout(() => done("nothing was refused"), 5000);`,
  );
  assert.equal(refused, "img-src");
  assert.equal(await browser.executeScript("return Object.isFrozen(Object.prototype)"), true);
});

test("the page has no permission of a plugin", { timeout: patience }, async () => {
  for (const [command, parameters] of [
    ["plugin:dialog|open", { options: {} }],
    ["plugin:notification|notify", { options: { title: "x" } }],
    ["plugin:autostart|enable", {}],
    ["plugin:deep-link|get_current", {}],
    ["plugin:event|emit", { event: "muster:open", payload: { path: "/" } }],
    ["plugin:window|close", { label: "main" }],
    ["plugin:webview|create_webview_window", { options: { label: "x", url: "https://example.org" } }],
    ["plugin:path|resolve_directory", { directory: 1 }],
    ["plugin:app|version", {}],
  ]) {
    assert.match(await invoke(command, parameters), /not allowed|not found/, command);
  }
});

test("the shell refuses what is not meant to leave the window", { timeout: patience }, async () => {
  for (const url of ["file:///etc/passwd", "javascript:alert(1)", "http://example.org/", "--help"]) {
    assert.match(await invoke("open_external", { url }), /invalid_parameter/, url);
  }
  const asked = { kind: "open", title: "x", extensions: ["*"] };
  assert.match(await invoke("pick_path", asked), /invalid_parameter/);
  assert.match(await invoke("change_shell_settings", { change: { tray_available: true } }), /unknown field/);
  assert.match(await invoke("call", { command: "shell_execute" }), /invalid_parameter/);
});
