// Dragging an interview over the week with a real pointer: what is said on the way, and what happens when
// it is let go.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newWorkspace, openPage, patience, startHost } from "./host.mjs";

let host;

before(
  async () => {
    host = await startHost(newWorkspace());
  },
  { timeout: 2 * patience },
);
after(() => host?.close());

test("a drag says both clocks, Esc takes it back, and letting go moves it", { timeout: 6 * patience }, async () => {
  const { page, troubles, close } = await openPage(host, "/schedule");
  const bar = page.getByTestId("move-bar");
  try {
    await page.locator("[data-testid=block][data-movable]").first().waitFor();
    const { id, at, check } = await freePlace(page);
    const before = host.call("interview_get", { id }).starts_at;

    await carry(page, id, at);
    await page.waitForFunction(
      (words) => document.querySelector("[data-testid=move-bar]")?.textContent.includes(words),
      check.spoken_both,
    );
    await page.waitForFunction(
      () => document.querySelector("[data-testid=move-bar]").dataset.state === "fits",
    );
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
    await page.mouse.up();
    assert.equal(await page.getByTestId("move-sheet").count(), 0, "Esc left something open");
    assert.equal(host.call("interview_get", { id }).starts_at, before, "Esc moved it");

    await carry(page, id, at);
    await page.waitForFunction(
      () => document.querySelector("[data-testid=move-bar]")?.dataset.state === "fits",
    );
    await page.mouse.up();
    const sheet = page.getByTestId("move-sheet");
    await sheet.getByText("The candidate asked to move").click();
    await sheet.getByTestId("submit").click();
    await sheet.waitFor({ state: "detached" });
    assert.equal(host.call("interview_get", { id }).starts_at, check.starts_at);
    assert.deepEqual(troubles, []);
  } finally {
    await close();
  }
});

/** An interview on the grid, and a place beside it, on a later day, where it fits. */
async function freePlace(page) {
  const shown = await page.locator("[data-testid=block][data-movable]").evaluateAll((blocks) =>
    blocks.map((block) => {
      const day = block.closest("[data-date]");
      // A pixel is a minute.
      const minutes = block.getBoundingClientRect().top - day.getBoundingClientRect().top;
      return { id: block.dataset.id, date: day.dataset.date, minutes: Math.round(minutes / 15) * 15 };
    }),
  );
  const dates = await page
    .getByTestId("day")
    .evaluateAll((days) => days.map((day) => day.dataset.date));
  for (const { id, date, minutes } of shown) {
    for (const later of dates.filter((each) => each > date)) {
      for (const away of [0, 60, -60]) {
        const at = { date: later, minutes: minutes + away };
        const check = host.call("interview_check", { id, at });
        if (check.allowed && check.violations.length === 0) return { id, at, check };
      }
    }
  }
  throw new Error("No shown interview of the demo fits elsewhere in its week.");
}

/** Takes a block by its upper edge and holds it over a place. */
async function carry(page, id, at) {
  const block = page.locator(`[data-testid=block][data-id="${id}"]`);
  const day = page.locator(`[data-testid=day][data-date="${at.date}"]`);
  await block.scrollIntoViewIfNeeded();
  const from = await block.boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + 4);
  await page.mouse.down();
  const column = await day.boundingBox();
  await page.mouse.move(column.x + column.width / 2, column.y + at.minutes + 4, { steps: 6 });
}
