// The palette over a form: what only a browser knows of two dialogs, one upon the other.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newWorkspace, openPage, patience, startHost } from "./host.mjs";
import { views } from "./views.mjs";

let host;

before(
  async () => {
    host = await startHost(newWorkspace());
  },
  { timeout: 2 * patience },
);
after(() => host?.close());

test("it lies on top, keeps the focus, and gives it back to the field", { timeout: 4 * patience }, async () => {
  const { page, troubles, close } = await openPage(host, views(host)["schedule-interview"].place);
  const palette = page.getByTestId("palette");
  const field = page.getByLabel("Another time");
  const focused = (selector) =>
    page.waitForFunction((wanted) => document.activeElement?.closest(wanted), selector);
  try {
    await page.getByTestId("slot").first().waitFor();
    await field.fill("thu 3pm");
    await field.press("Control+k");
    await focused("[data-testid=palette-input]");
    const onTop = await palette.evaluate((dialog) => {
      const box = dialog.getBoundingClientRect();
      const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return dialog.contains(at);
    });
    assert.ok(onTop, "something lies over the palette");
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press("Tab");
      const strayed = await page.evaluate(() => {
        const { activeElement, body } = document;
        return activeElement !== body && !activeElement.closest("[data-testid=palette]");
      });
      assert.ok(!strayed, "the focus left the palette");
    }
    // Wherever in it the focus is now, Esc closes the palette and nothing else.
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "detached" });
    await focused("[data-testid=schedule-sheet] input");
    assert.equal(await field.evaluate((input) => input === document.activeElement), true);
    assert.equal(await field.inputValue(), "thu 3pm");

    await field.press("Control+k");
    await page.getByTestId("palette-input").fill("x-ray");
    await page.keyboard.press("Enter");
    await page.getByRole("grid").waitFor();
    await focused("[role=grid]");
    await page.keyboard.press("Control+k");
    await focused("[data-testid=palette-input]");
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "detached" });
    await focused("[role=grid]");
    assert.deepEqual(troubles, []);
  } finally {
    await close();
  }
});
