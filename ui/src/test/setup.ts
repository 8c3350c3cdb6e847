import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { announce } from "@/lib/announce";
import { changeSettings } from "@/lib/settings";

// A list shows what fits: the test page is a window of this size.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { get: () => 800, configurable: true },
  offsetWidth: { get: () => 1000, configurable: true },
});

// The page has no layout, so nothing in it ever changes its size.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  changeSettings({ theme: "system", railCollapsed: false, singleKeys: true, recent: [] });
  announce(undefined);
});

afterEach(cleanup);
