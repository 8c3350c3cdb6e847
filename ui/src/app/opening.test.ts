import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { changeSettings } from "@/lib/settings";
import { quietScreens, screens } from "./places";

const page = new DOMParser().parseFromString(
  readFileSync(join(process.cwd(), "index.html"), "utf8"),
  "text/html",
);
const looks = readFileSync(join(process.cwd(), "public", "looks.js"), "utf8");

const open = () => new Function(looks)();

afterEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset.theme;
  delete document.documentElement.dataset.rail;
});

describe("the page before its script is there", () => {
  it("names the screens as the rail does", () => {
    const named = [...page.querySelectorAll(".opening li")].map((line) => line.textContent);
    expect(named).toEqual([...screens, ...quietScreens].map(({ title }) => title));
  });

  it("opens in the theme and width that were chosen", () => {
    changeSettings({ theme: "dark", railCollapsed: true });
    delete document.documentElement.dataset.theme;
    open();
    expect(document.documentElement.dataset).toMatchObject({ theme: "dark", rail: "collapsed" });
  });

  it("opens as the desktop looks when nothing was chosen, or nothing can be read", () => {
    for (const kept of ['{"theme":"system"}', "no json", "null"]) {
      localStorage.setItem("muster.window", kept);
      open();
      expect({ ...document.documentElement.dataset }).toEqual({});
    }
  });
});
