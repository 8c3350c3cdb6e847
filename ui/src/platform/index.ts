import { isTauri } from "@tauri-apps/api/core";
import { hostPlatform, takeToken } from "./host";
import { tauriPlatform } from "./tauri";
import type { Platform } from "./types";

export {
  type Capabilities,
  CommandError,
  isRecord,
  type Platform,
  type PlatformEvent,
} from "./types";

/** The platform this page runs on. Sample data exists only in a build of mode `sample`. */
export async function detectPlatform(): Promise<Platform> {
  if (import.meta.env.MODE === "sample") {
    const { samplePlatform } = await import("./sample");
    return samplePlatform();
  }
  if (isTauri()) return tauriPlatform();
  const token = takeToken(window.location, window.history, window.sessionStorage);
  return hostPlatform(token, {
    fetch: (input, init) => window.fetch(input, init),
    openStream: (url) => new EventSource(url),
    openWindow: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
  });
}
