// The real window, driven through tauri-driver and WebKitWebDriver.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import path from "node:path";
import { Builder, Capabilities } from "selenium-webdriver";
import { binaries, now, root, scratch } from "./demo.mjs";
import { logged, patience, processes } from "./process.mjs";

export { patience };

/**
 * Opens `muster-desktop` on a workspace, with more words on its command line. Everything it started
 * ends with `close`.
 */
export async function openWindow(workspace, words = []) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error("There is no display. Run this through tests/desktop/session.sh.");
  }
  const [port, nativePort] = await freePorts(2);
  const log = openSync(path.join(scratch, "tauri-driver.log"), "w");
  const driver = spawn(
    process.env.TAURI_DRIVER ?? "tauri-driver",
    ["--port", String(port), "--native-port", String(nativePort)],
    // On a loaded machine the watchdog may speak up; its dialog would lie over what is tested.
    { stdio: ["ignore", log, log], env: { ...process.env, MUSTER_WATCHDOG_ANSWER: "wait" } },
  );
  const ended = once(driver, "exit");
  // An error to start is told below, by the port that never opens.
  driver.on("error", () => undefined);
  const stop = async () => {
    if (driver.exitCode !== null || !driver.kill("SIGTERM")) return;
    await ended;
  };
  try {
    await listening(port);
    const capabilities = new Capabilities({
      browserName: "wry",
      "tauri:options": {
        application: path.join(binaries, "muster-desktop"),
        args: ["--workspace", workspace, "--now", now, ...words],
      },
    });
    const browser = await new Builder()
      .usingServer(`http://127.0.0.1:${port}/`)
      .withCapabilities(capabilities)
      .build();
    const close = async () => {
      try {
        await browser.quit();
      } finally {
        await stop();
        await untilGone(workspace);
      }
    };
    return { browser, close };
  } catch (error) {
    await stop();
    throw new Error(`The window did not open (log: ${scratch}/tauri-driver.log): ${error.message}`);
  }
}

/**
 * Waits until no Muster has this workspace open: the next one would hand over to it and end. One
 * that does not end by itself is killed.
 */
async function untilGone(workspace) {
  const open = () => processes().filter(({ words }) => words.includes(workspace));
  const deadline = performance.now() + 10_000;
  while (open().length > 0) {
    if (performance.now() > deadline) for (const { pid } of open()) process.kill(pid, "SIGKILL");
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Waits until the first screen shows its data, and fails as soon as it says that it cannot. */
export async function untilReady(browser) {
  let state;
  await browser.wait(
    async () => {
      state = await browser.executeScript("return document.documentElement.dataset.ready ?? ''");
      return state !== "";
    },
    patience,
    "The window never said that its first screen was ready.",
  );
  if (state !== "true") {
    throw new Error(`The first screen is "${state}". It shows: ${await shownText(browser)}`);
  }
}

/** Runs a command of Muster as the page does. */
export async function call(browser, command, params = {}) {
  const answer = await browser.executeAsyncScript(
    `const [command, params, done] = arguments;
     window.__TAURI_INTERNALS__.invoke("call", { command, params }).then(
       (ok) => done({ ok }), (error) => done({ error }));`,
    command,
    params,
  );
  if (answer.error) throw new Error(`${command} failed: ${JSON.stringify(answer.error)}`);
  return answer.ok;
}

/**
 * Waits until the window shows the place with this address. A screen may add to it what else it shows,
 * as the calendar adds the week of an interview.
 */
export async function untilAt(browser, address) {
  let shown;
  const arrived = async () => {
    shown = await browser.getCurrentUrl();
    return shown.endsWith(`#${address}`) || shown.includes(`#${address}&`);
  };
  await browser.wait(arrived, patience).catch((error) => {
    throw new Error(`The window is at ${shown}, not at ${address}. ${error.message}. The log:\n${logged()}`);
  });
}

/** What a person can read in the window. */
export function shownText(browser) {
  return browser.executeScript("return document.body.innerText");
}

/** The given names that can be read in the window. */
export async function shownNames(browser, names) {
  const text = (await shownText(browser)).normalize("NFC");
  return names.filter((name) => text.includes(name.normalize("NFC")));
}

/**
 * Presses the keys on whatever has the focus, in one go: a sequence such as G then C is forgotten
 * when its second key comes late.
 */
export function press(browser, keys) {
  return browser.actions().sendKeys(keys).perform();
}

/**
 * Keeps a picture of the window: in docs/screens when MUSTER_SCREENS=1 asks for new ones, else
 * among the files of the build.
 */
export async function picture(browser, name) {
  const folder =
    process.env.MUSTER_SCREENS === "1" ? path.join(root, "docs/screens") : path.join(scratch, "screens");
  mkdirSync(folder, { recursive: true });
  // What WebKit hands out lags behind the document until two frames have been drawn.
  await browser.executeAsyncScript(
    "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))",
  );
  writeFileSync(path.join(folder, `${name}.png`), await browser.takeScreenshot(), "base64");
}

/** Ports that are free now. All are held at once, so that none comes twice. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

async function listening(port) {
  const deadline = performance.now() + 15_000;
  while (performance.now() < deadline) {
    const socket = connect(port, "127.0.0.1");
    const open = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error("tauri-driver does not listen. Is it installed? `cargo xtask doctor` tells.");
}
