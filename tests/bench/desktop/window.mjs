// Opening a window through tauri-driver, and what its page tells about itself.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { memory, running } from "./processes.mjs";

// The driver's client is installed for the desktop test.
const require = createRequire(new URL("../../desktop/package.json", import.meta.url));
const { Builder, Capabilities } = require("selenium-webdriver");

export const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

/** Opens a program's window. `close` ends it and everything it started. */
export async function open(program, words, scratch) {
  const [port, nativePort] = await freePorts(2);
  const log = openSync(path.join(scratch, "tauri-driver.log"), "a");
  const driver = spawn(
    process.env.TAURI_DRIVER ?? "tauri-driver",
    ["--port", String(port), "--native-port", String(nativePort)],
    { stdio: ["ignore", log, log] },
  );
  const ended = once(driver, "exit");
  const stop = async () => {
    if (driver.exitCode === null && driver.kill("SIGTERM")) await ended;
  };
  try {
    const capabilities = new Capabilities({
      browserName: "wry",
      "tauri:options": { application: program, args: words },
    });
    const browser = await connected(port, capabilities);
    const { id, startedAt } = running(program);
    const close = async () => {
      try {
        await browser.quit();
      } finally {
        await stop();
      }
    };
    return { browser, close, startedAt, memory: () => memory(id) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** tauri-driver needs a moment until it listens. */
async function connected(port, capabilities) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new Builder()
        .usingServer(`http://127.0.0.1:${port}/`)
        .withCapabilities(capabilities)
        .build();
    } catch (error) {
      if (attempt === 50 || !String(error).includes("ECONNREFUSED")) throw error;
      await pause(200);
    }
  }
}

/** Milliseconds from the start of the process to the first text on the screen. */
export async function firstPaint(window) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const at = await window.browser.executeScript(`
      const paint = performance.getEntriesByName("first-contentful-paint")[0];
      return paint ? performance.timeOrigin + paint.startTime : null;`);
    if (at !== null) return at - window.startedAt;
    await pause(50);
  }
  throw new Error("The window painted nothing in 30 s.");
}

/** Milliseconds from the start of the process until the page says that its data is there. */
export async function ready(window) {
  const at = await window.browser.executeAsyncScript(`
    const done = arguments[0];
    const page = document.documentElement;
    const look = () => page.dataset.ready === undefined
      ? requestAnimationFrame(look)
      : done(performance.timeOrigin + performance.now());
    look();`);
  return at - window.startedAt;
}

/**
 * Presses a key many times and gives for each press the milliseconds from the event to the frame
 * that shows its effect: the first message after the next animation frame comes when it is painted.
 */
export async function keyToPaint(browser, key, times) {
  await browser.executeScript(`
    window.benchPresses = [];
    window.benchListener ??= addEventListener("keydown", (event) => {
      const pressed = event.timeStamp;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          window.benchPresses.push(performance.now() - pressed);
          // Every open port is looked at with every message of the page, React's own included.
          channel.port1.close();
        };
        channel.port2.postMessage(null);
      });
    }, true) ?? true;`);
  for (let press = 0; press < times; press += 1) {
    await browser.actions().sendKeys(key).perform();
    await pause(40);
  }
  await pause(300);
  return browser.executeScript("return window.benchPresses");
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
