import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import {
  CommandError,
  closedAddress,
  mayOpen,
  type Platform,
  type PlatformEvent,
  readEvent,
  type ShellSettings,
} from "./types";

/** The desktop shell: commands through `call`, and what only a desktop can do beside it. */
export function tauriPlatform(): Platform {
  // A place that a link asked for is sent as soon as the window says that it is ready, so it says so
  // only when it listens.
  let listening: Promise<unknown> = Promise.resolve();
  return {
    capabilities: { host: "desktop", openExternal: true, pickPath: true, shellSettings: true },
    call: (command, params) => ask("call", { command, params }),
    events(listener) {
      const heard = [
        hear("muster:event", readEvent, listener),
        hear<{ path: string }>("muster:open", ({ path }) => ({ kind: "open", path }), listener),
        hear<{ paths: string[] }>(
          "muster:dropped",
          ({ paths }) => ({ kind: "dropped", paths }),
          listener,
        ),
      ];
      listening = Promise.allSettled([listening, ...heard]);
      return () => {
        for (const each of heard) void each.then((stop) => stop());
      };
    },
    ready() {
      // A window that works needs no answer.
      void listening.then(() => invoke("ui_ready").catch(() => undefined));
    },
    async openExternal(url) {
      if (!mayOpen(url)) throw closedAddress(url);
      await ask("open_external", { url });
    },
    async copyText(text) {
      await ask("copy_text", { text });
    },
    async pickPath(question) {
      return (await ask<string | null>("pick_path", { ...question })) ?? undefined;
    },
    shellSettings: (change) =>
      change
        ? ask<ShellSettings>("change_shell_settings", { change })
        : ask<ShellSettings>("shell_settings", {}),
    logFolder: () => ask<string>("log_folder", {}),
  };
}

async function ask<T>(command: string, parameters: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, parameters);
  } catch (error) {
    throw CommandError.from(error);
  }
}

function hear<T>(
  name: string,
  read: (payload: T) => PlatformEvent | undefined,
  listener: (event: PlatformEvent) => void,
): Promise<() => void> {
  return listen<T>(name, ({ payload }) => {
    const event = read(payload);
    if (event) listener(event);
  });
}
