import type { Change } from "@/lib/shapes";
import { plain } from "@/lib/words";

const origins: Readonly<Record<string, string>> = {
  cli: "the command line",
  desktop: "the window",
  host: "a browser on this computer",
  background: "Muster itself, in the background",
};

/** Where a change came from, in words. */
export function originWords(origin: string): string {
  return origins[origin] ?? plain(origin);
}

/** Why a change cannot be taken back; undefined when it can. */
export function whyKept(change: Change): string | undefined {
  if (change.undoable) return undefined;
  if (change.undone_by !== null) return "It has been undone already.";
  if (change.actor === "muster") {
    return "Muster recorded what had happened; undoing the record would not make it unhappen.";
  }
  return "It tells what happened outside this workspace, such as who joined, and cannot be taken back.";
}
