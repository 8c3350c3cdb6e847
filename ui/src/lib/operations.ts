import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Client, OperationGetResult } from "@/generated/commands";
import { CommandError } from "@/platform";
import { announce } from "./announce";
import { refresh, useDesk } from "./data";

/** Long work that is under way: how far it is, and the way to stop it. */
export interface Running {
  id: string;
  title: string;
  done: number;
  total: number;
  stopping: boolean;
}

/** How often the progress of long work is read. */
const LOOK_MS = 250;

let running: readonly Running[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Running[]): void {
  running = next;
  for (const listener of listeners) listener();
}

const update = (id: string, fields: Partial<Running>) =>
  change(running.map((each) => (each.id === id ? { ...each, ...fields } : each)));

/** What is under way now, the oldest first. */
export function useRunning(): readonly Running[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => running,
  );
}

/** What long work ended with; undefined when it was stopped or failed, which has been said then. */
export type Ended = OperationGetResult["result"] | undefined;

/**
 * Starts long work in the background and follows it to its end. The bar above the status line shows
 * how far it is; failure and being stopped are announced there. With `refused` a failure goes to the
 * form that asked instead.
 */
export function useOperations() {
  const { client } = useDesk();
  const queries = useQueryClient();
  const follow = async (
    title: string,
    start: () => Promise<unknown>,
    refused?: (error: CommandError) => void,
  ): Promise<Ended> => {
    try {
      const id = operationId(await start());
      if (!id) return undefined;
      change([...running, { id, title, done: 0, total: 0, stopping: false }]);
      const end = await watch(client, id);
      if (end.state === "done") return end.result;
      if (end.state === "cancelled")
        announce({ kind: "told", text: `${title}: stopped as asked.` });
      else throw CommandError.from(end.error);
    } catch (error) {
      const told = CommandError.from(error);
      if (refused) refused(told);
      else announce({ kind: "failed", error: told, retry: () => void follow(title, start) });
    } finally {
      refresh(queries, "all");
    }
    return undefined;
  };
  const stop = async (id: string) => {
    update(id, { stopping: true });
    await client.operation_cancel({ id });
  };
  return { follow, stop };
}

function operationId(started: unknown): string | undefined {
  return typeof started === "object" && started !== null && "operation_id" in started
    ? String(started.operation_id)
    : undefined;
}

/** Looks until the work has ended; it is off the list then, however it ended. */
async function watch(client: Client, id: string): Promise<OperationGetResult> {
  try {
    for (;;) {
      const now = await client.operation_get({ id });
      if (now.state !== "running") return now;
      update(id, { done: now.done, total: now.total });
      await new Promise((resume) => setTimeout(resume, LOOK_MS));
    }
  } finally {
    change(running.filter((each) => each.id !== id));
  }
}
