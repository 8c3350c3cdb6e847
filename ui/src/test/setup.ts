import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { announce } from "@/lib/announce";
import { pace } from "@/lib/pace";
import { changeSettings } from "@/lib/settings";

// The test page has no layout: every element is as large as a small window, and stays so.
for (const prototype of [Element.prototype, HTMLElement.prototype]) {
  Object.defineProperties(prototype, {
    clientHeight: { get: () => 800, configurable: true },
    clientWidth: { get: () => 1000, configurable: true },
  });
}
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 40_000 });
for (const wait of Object.keys(pace) as (keyof typeof pace)[]) pace[wait] = 600_000;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  changeSettings({
    theme: "system",
    railCollapsed: false,
    singleKeys: true,
    compact: false,
    keys: {},
    recent: [],
    zones: [],
    shownPeople: [],
  });
  announce(undefined);
  delete document.documentElement.dataset.ready;
});

afterEach(cleanup);
