// The demo workspace as the command line sees it: what the window shows is compared with that.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
/** Where a debug build leaves `muster` and `muster-desktop`. */
export const binaries = process.env.MUSTER_BINARIES ?? path.join(root, "target/debug");
/** For logs, pictures and workspaces. */
export const scratch = process.env.MUSTER_SCRATCH ?? path.join(root, "target/xtask/desktop");
/** The clock of the test: a Tuesday morning. */
export const now = "2026-11-24T08:00:00Z";

mkdirSync(scratch, { recursive: true });

/** Makes a workspace filled with the demo; the same for the same `now` (FORMATS.md). */
export function demoWorkspace() {
  const workspace = emptyWorkspace();
  muster(workspace.folder, "demo");
  return workspace;
}

/** Makes a folder for a workspace that nobody has used. */
export function emptyWorkspace() {
  const folder = mkdtempSync(path.join(scratch, "workspace-"));
  return {
    folder,
    /** Every candidate's name. */
    candidateNames: () => allCandidates(folder).map((candidate) => candidate.full_name),
    /** What a command of the list answers. */
    call: (command, params = {}) =>
      JSON.parse(muster(folder, "call", command, JSON.stringify(params))),
    // A window that is just ending may still write.
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}

function allCandidates(folder) {
  const candidates = [];
  let cursor;
  do {
    const parameters = JSON.stringify({ limit: 500, ...(cursor ? { cursor } : {}) });
    const page = JSON.parse(muster(folder, "call", "candidate_list", parameters));
    candidates.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return candidates;
}

function muster(folder, ...words) {
  const program = path.join(binaries, "muster");
  const done = spawnSync(program, ["--workspace", folder, "--now", now, ...words], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.error) throw new Error(`${program} could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`muster ${words.join(" ")} failed: ${done.stderr}`);
  return done.stdout;
}
