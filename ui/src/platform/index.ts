import { isTauri } from "@tauri-apps/api/core";
import { hostPlatform, takeToken } from "./host";
import { tauriPlatform } from "./tauri";
import type { Platform } from "./types";

export {
  type Capabilities,
  CommandError,
  isRecord,
  type PathQuestion,
  type Platform,
  type PlatformEvent,
  type ShellSettings,
} from "./types";

/** The platform this page runs on. */
export function detectPlatform(): Platform {
  if (isTauri()) return tauriPlatform();
  const token = takeToken(window.location, window.history, window.sessionStorage);
  return hostPlatform(token, {
    fetch: (input, init) => window.fetch(input, init),
    openStream: (url) => new EventSource(url),
    copyText: (text) => window.navigator.clipboard.writeText(text),
    openWindow: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
  });
}
