// What the system knows about a program and everything it started (Linux).
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

const TICKS_PER_SECOND = 100;

/** All processes: id, id of the parent, and when each started, in milliseconds since 1970. */
function all() {
  const boot = Number(/btime (\d+)/.exec(readFileSync("/proc/stat", "utf8"))[1]) * 1000;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        // The name of the program is in brackets and may hold anything.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const startedAt = boot + (Number(fields[19]) * 1000) / TICKS_PER_SECOND;
        return [{ id: Number(name), parent: Number(fields[1]), startedAt }];
      } catch {
        return [];
      }
    });
}

/** The newest process that runs this program file. */
export function running(program) {
  const found = all().filter(({ id }) => {
    try {
      return readlinkSync(`/proc/${id}/exe`) === program;
    } catch {
      return false;
    }
  });
  return found.sort((a, b) => b.startedAt - a.startedAt)[0];
}

/**
 * Memory of a process and all below it, in MB: proportional set size, which counts a page that
 * several processes share once. Each program's own is told by its name.
 */
export function memory(id) {
  const processes = all();
  const family = new Set([id]);
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const process of processes) if (family.has(process.parent)) family.add(process.id);
    grown = family.size > before;
  }
  const each = {};
  for (const member of family) {
    try {
      const rollup = readFileSync(`/proc/${member}/smaps_rollup`, "utf8");
      const name = basename(readlinkSync(`/proc/${member}/exe`));
      const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
      each[name] = (each[name] ?? 0) + Math.round(kilobytes / 102.4) / 10;
    } catch {
      // It has ended meanwhile.
    }
  }
  const mb = Object.values(each).reduce((sum, one) => sum + one, 0);
  return { mb: Math.round(mb * 10) / 10, processes: family.size, each };
}
