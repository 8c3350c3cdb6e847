// `muster-desktop` without a driver: for what happens around the window.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { binaries, now, scratch } from "./demo.mjs";

/** A window that was slow to start on a loaded machine is no failure; one that hangs is. */
export const patience = 60_000;

/** The log of the window in this session. */
export const logFile = path.join(process.env.XDG_DATA_HOME ?? "", "muster/logs/muster-desktop.log");

/** Everything the windows of this session have logged. */
export const logged = () => (existsSync(logFile) ? readFileSync(logFile, "utf8") : "");

/** Waits until something is true; fails with the words otherwise. */
export async function until(holds, words) {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const found = await holds();
    if (found) return found;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`${words} The log:\n${logged()}`);
}

/** Starts `muster-desktop`; `ready` tells whether its first screen was shown. */
export function startMuster(workspace, words = [], variables = {}) {
  const readyFile = path.join(mkdtempSync(path.join(scratch, "ready-")), "ready");
  const muster = spawn(
    path.join(binaries, "muster-desktop"),
    ["--workspace", workspace, "--now", now, ...words],
    { stdio: "ignore", env: { ...process.env, MUSTER_READY_FILE: readyFile, ...variables } },
  );
  const ended = once(muster, "exit").then(([code, signal]) => ({ code, signal }));
  return {
    pid: muster.pid,
    ended,
    isOpen: () => muster.exitCode === null && muster.signalCode === null,
    ready: () => existsSync(readyFile),
    end: async () => {
      if (muster.exitCode === null && muster.signalCode === null) muster.kill("SIGKILL");
      await ended;
    },
  };
}

/** The processes of this machine: id, parent, words. Those that end meanwhile are left out. */
export function processes() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
        return [{ pid: Number(name), parent: Number(parent), words }];
      } catch {
        return [];
      }
    });
}

/** Closes the dialogs with this title and tells how many there were; `--look` only counts. */
export function dialogs(title, ...words) {
  const done = spawnSync(
    "/usr/bin/python3",
    [path.join(import.meta.dirname, "close_window.py"), title, ...words],
    { encoding: "utf8" },
  );
  assert.equal(done.status, 0, done.stderr);
  return Number(done.stdout);
}
