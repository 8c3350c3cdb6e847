import { describe, expect, it, vi } from "vitest";
import { type HostBrowser, hostPlatform, takeToken } from "./host";
import { CommandError, type PlatformEvent } from "./types";

function answering(status: number, body: unknown) {
  const fetch = vi.fn(async (_url: RequestInfo | URL, _init?: RequestInit) =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  );
  const browser: HostBrowser = {
    fetch: fetch as typeof window.fetch,
    openWindow: vi.fn(),
    copyText: vi.fn(),
  };
  return { fetch, browser };
}

const refusal = (promise: Promise<unknown>): Promise<CommandError> =>
  promise.then(
    () => expect.fail("The call should have been refused."),
    (error) => error,
  );

describe("the loopback host", () => {
  it("posts the command with the token and gives what is under ok", async () => {
    const { fetch, browser } = answering(200, { ok: { id: "c1" } });
    const answer = await hostPlatform("secret", browser).call("candidate_get", { id: "c1" });
    expect(answer).toEqual({ id: "c1" });
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe("/call");
    expect(init?.method).toBe("POST");
    expect(init?.headers).toMatchObject({ Authorization: "Bearer secret" });
    expect(JSON.parse(String(init?.body))).toEqual({
      command: "candidate_get",
      params: { id: "c1" },
    });
  });

  it("rejects with the error as the host sent it", async () => {
    const sent = {
      code: "not_shortlisted",
      message: "Grace is not shortlisted.",
      hint: "Press L.",
      details: { violations: [1] },
    };
    const { browser } = answering(409, { error: sent });
    const error = await refusal(hostPlatform("t", browser).call("interview_create", {}));
    expect(error).toBeInstanceOf(CommandError);
    expect({ ...error, message: error.message }).toMatchObject(sent);
  });

  it("says that the host is gone when nothing answers", async () => {
    const fetch = vi.fn(async () => Promise.reject(new TypeError("fetch failed")));
    const platform = hostPlatform("t", { fetch, openWindow: vi.fn(), copyText: vi.fn() });
    expect((await refusal(platform.call("job_list", {}))).code).toBe("host_unreachable");
  });

  it("says that the token is stale, and asks nothing without one", async () => {
    const stale = answering(401, {});
    const error = await refusal(hostPlatform("old", stale.browser).call("job_list", {}));
    expect(error.code).toBe("host_token_missing");
    const none = answering(200, { ok: 1 });
    await refusal(hostPlatform(undefined, none.browser).call("job_list", {}));
    expect(none.fetch).not.toHaveBeenCalled();
  });

  it("takes an answer that is not JSON for a fault, not for data", async () => {
    const fetch = vi.fn(async () => Promise.resolve(new Response("<html>", { status: 200 })));
    const platform = hostPlatform("t", { fetch, openWindow: vi.fn(), copyText: vi.fn() });
    expect((await refusal(platform.call("job_list", {}))).code).toBe("unexpected");
  });

  it("opens only https and mailto addresses, and http of this computer", async () => {
    const { browser } = answering(200, {});
    const platform = hostPlatform("t", browser);
    await platform.openExternal("https://www.linkedin.com/in/grace");
    await platform.openExternal("http://127.0.0.1:8080/authorize");
    expect(browser.openWindow).toHaveBeenCalledTimes(2);
    for (const url of [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "nonsense",
      "http://example.org/",
      "http://127.0.0.1.example.org/",
      "http://localhost@example.org/",
    ]) {
      await refusal(platform.openExternal(url));
    }
    expect(browser.openWindow).toHaveBeenCalledTimes(2);
  });
});

describe("the event stream", () => {
  function stream() {
    const source = { close: vi.fn() } as unknown as EventSource & {
      onmessage: (e: object) => void;
    };
    const seen: PlatformEvent[] = [];
    const openStream = vi.fn(() => source as EventSource);
    const stop = hostPlatform("a b", {
      fetch: vi.fn(),
      openStream,
      openWindow: vi.fn(),
      copyText: vi.fn(),
    }).events((event) => seen.push(event));
    return { source, seen, stop, openStream };
  }

  it("hands on what it knows and drops the rest", () => {
    const { source, seen, stop, openStream } = stream();
    expect(openStream).toHaveBeenCalledWith("/events?token=a%20b");
    for (const data of [
      '{"kind":"changed","tags":["jobs"]}',
      '{"kind":"operation","operation_id":"o1"}',
      "no json",
    ]) {
      source.onmessage({ data });
    }
    expect(seen).toEqual([{ kind: "changed", tags: ["jobs"] }]);
    stop();
    expect(source.close).toHaveBeenCalled();
  });

  it("is one for all listeners, and closes with the last", () => {
    const close = vi.fn();
    const openStream = vi.fn(() => ({ close }) as unknown as EventSource);
    const platform = hostPlatform("t", {
      fetch: vi.fn(),
      openStream,
      openWindow: vi.fn(),
      copyText: vi.fn(),
    });
    const stops = [platform.events(vi.fn()), platform.events(vi.fn())];
    expect(openStream).toHaveBeenCalledTimes(1);
    stops[0]?.();
    expect(close).not.toHaveBeenCalled();
    stops[1]?.();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("marks everything stale after it was broken", () => {
    const { source, seen } = stream();
    source.onopen?.(new Event("open"));
    expect(seen).toEqual([]);
    source.onerror?.(new Event("error"));
    source.onopen?.(new Event("open"));
    expect(seen).toEqual([{ kind: "changed", tags: "all" }]);
  });
});

describe("the token", () => {
  it("leaves the address, is kept for the tab, and goes to the place asked for", () => {
    const replaceState = vi.fn();
    const location = { hash: "#token=abc&to=/candidates?id=c1", pathname: "/", search: "" };
    expect(takeToken(location, { replaceState }, sessionStorage)).toBe("abc");
    expect(replaceState).toHaveBeenCalledWith(null, "", "/#/candidates?id=c1");
    const later = { ...location, hash: "#/candidates" };
    expect(takeToken(later, { replaceState }, sessionStorage)).toBe("abc");
    expect(replaceState).toHaveBeenCalledTimes(1);
  });
});
