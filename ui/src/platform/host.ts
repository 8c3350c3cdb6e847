import {
  CommandError,
  closedAddress,
  isRecord,
  mayOpen,
  type Platform,
  type PlatformEvent,
  readEvent,
} from "./types";

/** What the host client needs from a browser; tests pass their own. */
export interface HostBrowser {
  fetch: typeof fetch;
  /** Opens the event stream; absent where the browser has none. */
  openStream?: (url: string) => EventSource;
  openWindow: (url: string) => void;
  copyText: (text: string) => Promise<void>;
}

const TOKEN_KEY = "muster.host.token";

/**
 * Takes the token out of the address (`#token=…`) so that it is neither bookmarked nor shown, and
 * keeps it for this tab. `to` in the same fragment is the place to open.
 */
export function takeToken(
  location: Pick<Location, "hash" | "pathname" | "search">,
  history: Pick<History, "replaceState">,
  storage: Pick<Storage, "getItem" | "setItem">,
): string | undefined {
  const fragment = new URLSearchParams(location.hash.replace(/^#/, ""));
  const fresh = fragment.get("token");
  if (!fresh) return storage.getItem(TOKEN_KEY) ?? undefined;
  storage.setItem(TOKEN_KEY, fresh);
  const to = fragment.get("to") ?? "/";
  history.replaceState(null, "", `${location.pathname}${location.search}#${to}`);
  return fresh;
}

/** The loopback host: `POST /call` with a bearer token, events by one `GET /events`. */
export function hostPlatform(token: string | undefined, browser: HostBrowser): Platform {
  const listeners = new Set<(event: PlatformEvent) => void>();
  let stop = () => {};
  return {
    capabilities: {
      host: "browser",
      openExternal: true,
      pickPath: false,
      shellSettings: false,
    },
    call: (command, params) => call(token, browser, command, params),
    events(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        stop = listen(token, browser, (event) => {
          for (const each of listeners) each(event);
        });
      }
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
    ready: () => undefined,
    async openExternal(url) {
      if (!mayOpen(url)) throw closedAddress(url);
      browser.openWindow(url);
    },
    copyText: (text) => browser.copyText(text),
    pickPath: async () => undefined,
    logFolder: async () => undefined,
    async shellSettings() {
      throw new CommandError(
        "cannot_open",
        "A page in a browser has no tray and does not start with the computer.",
        "Open Muster on the desktop.",
      );
    },
  };
}

/** Opens the event stream; the browser opens it again when it breaks. */
function listen(
  token: string | undefined,
  browser: HostBrowser,
  emit: (event: PlatformEvent) => void,
): () => void {
  if (!token || !browser.openStream) return () => undefined;
  const stream = browser.openStream(`/events?token=${encodeURIComponent(token)}`);
  let broken = false;
  stream.onmessage = (message) => {
    const event = readEvent(parse(String(message.data)));
    if (event) emit(event);
  };
  stream.onerror = () => {
    broken = true;
  };
  stream.onopen = () => {
    // Events may have passed while the stream was down: everything shown may be stale.
    if (broken) emit({ kind: "changed", tags: "all" });
    broken = false;
  };
  return () => stream.close();
}

async function call(
  token: string | undefined,
  browser: HostBrowser,
  command: string,
  params: object,
): Promise<unknown> {
  if (!token) {
    throw new CommandError(
      "host_token_missing",
      "This page has no token for the Muster host.",
      "Open the address that `muster host` printed, with its #token part.",
    );
  }
  let response: Response;
  try {
    response = await browser.fetch("/call", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ command, params }),
    });
  } catch {
    throw new CommandError(
      "host_unreachable",
      "The Muster host does not answer.",
      "Start `muster host` again and open the address it prints.",
    );
  }
  const body = parse(await response.text());
  if (response.ok && isRecord(body) && "ok" in body) return body.ok;
  if (isRecord(body) && "error" in body) throw CommandError.from(body.error);
  if (response.status === 401 || response.status === 403) {
    throw new CommandError(
      "host_token_missing",
      "The Muster host does not know this page's token.",
      "The host was started again: open the address it printed last.",
    );
  }
  throw CommandError.from(`status ${response.status}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
