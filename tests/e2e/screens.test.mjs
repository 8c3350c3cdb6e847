// Every screen: no accessibility fault of weight, nothing lost at 360 px and at 200 %, light and dark,
// and a picture of each to look at.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { newWorkspace, openPage, painted, patience, picture, startHost } from "./host.mjs";
import { views } from "./views.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const looks = [
  { name: "light", theme: "light" },
  { name: "dark", theme: "dark" },
  { name: "narrow", theme: "light", width: 360, height: 740 },
  { name: "zoomed", theme: "light", zoom: 2 },
];

let host;
let places;

before(
  async () => {
    host = await startHost(newWorkspace());
    places = views(host);
  },
  { timeout: 2 * patience },
);
after(() => host?.close());

for (const look of looks) {
  describe(look.name, () => {
    for (const name of Object.keys(views())) {
      test(name, { timeout: 2 * patience }, async () => {
        const { page, troubles, close } = await openPage(host, places[name].place, look);
        try {
          await places[name].prepare?.(page);
          await painted(page);
          if (look.name !== "zoomed") await picture(page, `${name}-${look.name}`);
          assert.deepEqual(await faults(page), [], "axe");
          assert.deepEqual(await lost(page), [], "cut off or outside the window");
          assert.deepEqual(troubles, [], "on the console");
        } finally {
          await close();
        }
      });
    }
  });
}

/** What axe calls serious or critical, in words that find the place. */
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    }),
  );
  return violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** Controls that lie outside the window where no scrolling reaches them, and a page that scrolls sideways. */
function lost(page) {
  return page.evaluate(() => {
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
    const scrolls = (element) => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (/auto|scroll/.test(style.overflowX) && at.scrollWidth > at.clientWidth) return true;
      }
      return false;
    };
    for (const control of document.querySelectorAll("button, a[href], input, select, textarea")) {
      const box = control.getBoundingClientRect();
      const style = getComputedStyle(control);
      if (box.width === 0 || box.height === 0 || style.visibility === "hidden") continue;
      if (control.closest(".unseen, [inert]")) continue;
      // Of two dialogs the later one lies on top.
      const floating = [...document.querySelectorAll("dialog[open]")].at(-1);
      if (floating && !floating.contains(control)) continue;
      if ((box.left < -1 || box.right > innerWidth + 1) && !scrolls(control)) {
        found.push(control.outerHTML.slice(0, 140));
      }
    }
    return found;
  });
}
