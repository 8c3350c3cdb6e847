import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { CommandError, type Platform, readEvent } from "./types";

/** The desktop shell: one Tauri command named `call`, one event named `muster:event`. */
export function tauriPlatform(): Platform {
  return {
    capabilities: { host: "desktop", openExternal: false },
    async call(command, params) {
      try {
        return await invoke("call", { command, params });
      } catch (error) {
        throw CommandError.from(error);
      }
    },
    events(listener) {
      const stop = listen("muster:event", ({ payload }) => {
        const event = readEvent(payload);
        if (event) listener(event);
      });
      return () => void stop.then((unlisten) => unlisten());
    },
    ready() {
      // Only the start-up watchdog listens; a window that shows its data needs no answer.
      invoke("ui_ready").catch(() => undefined);
    },
    async openExternal(url) {
      throw new CommandError(
        "cannot_open",
        `This window cannot open ${url} yet.`,
        "Copy the address and open it in your browser.",
      );
    },
  };
}
