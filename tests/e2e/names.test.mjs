// Names in other scripts, and a job title of forty words: rows keep their height and nothing is cut
// through the middle of a letter.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call, newWorkspace, openPage, patience, picture, startHost } from "./host.mjs";

const people = ["محمد عبد الرحمن الشريف", "王小明", "ليلى حداد", "佐藤 健太郎", "김민준", "Zoë Ångström-Łuczak"];
const title = Array.from({ length: 40 }, (_, at) => `Word${at + 1}`).join(" ");

let host;

before(
  async () => {
    const workspace = newWorkspace({ empty: true });
    const job = call(workspace, "job_create", { title, company: "株式会社サンプル" });
    for (const full_name of people) {
      const person = call(workspace, "candidate_create", { full_name, headline: title });
      call(workspace, "matching_match", { candidate_id: person.id, job_id: job.id });
    }
    host = await startHost(workspace);
    host.job = job;
  },
  { timeout: 2 * patience },
);
after(() => host?.close());

for (const [width, height] of [
  [1280, 800],
  [360, 740],
]) {
  test(`rows of one height at ${width} px`, { timeout: 2 * patience }, async () => {
    for (const place of ["/candidates", "/jobs"]) {
      const { page, troubles, close } = await openPage(host, place, { width, height });
      try {
        const heights = await page
          .getByTestId("row")
          .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
        assert.ok(heights.length > 0, `${place} lists nobody`);
        assert.deepEqual([...new Set(heights)], [40], place);
        const spilled = await page.getByTestId("row").evaluateAll((rows) =>
          rows.filter((row) => row.scrollHeight > row.clientHeight + 1).map((row) => row.textContent),
        );
        assert.deepEqual(spilled, [], `${place}: what a row holds is higher than the row`);
        assert.deepEqual(troubles, []);
        await picture(page, `names${place.replace("/", "-")}-${width}`);
      } finally {
        await close();
      }
    }
  });
}

test("each name is shown and is not an empty box", { timeout: 2 * patience }, async () => {
  const { page, close } = await openPage(host, "/candidates");
  try {
    for (const name of people) {
      assert.ok(await page.getByText(name, { exact: true }).first().isVisible(), name);
    }
    // A missing glyph is drawn as a box, and all boxes are alike: two different letters must differ.
    const boxes = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      context.font = `20px ${getComputedStyle(document.body).fontFamily}`;
      const drawn = (letter) => {
        canvas.width = 40;
        context.font = `20px ${getComputedStyle(document.body).fontFamily}`;
        context.fillText(letter, 5, 25);
        return canvas.toDataURL();
      };
      return [["王", "小"], ["م", "ل"], ["김", "민"]].filter(([a, b]) => drawn(a) === drawn(b));
    });
    assert.deepEqual(boxes, []);
  } finally {
    await close();
  }
});

test("a name of another script opens beside the list", { timeout: 2 * patience }, async () => {
  const { page, close } = await openPage(host, "/candidates");
  try {
    await page.keyboard.press("/");
    await page.keyboard.insertText("佐藤");
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=row]").length === 1);
    await page.keyboard.press("Enter");
    await page.getByTestId("candidate").getByRole("heading", { name: "佐藤 健太郎" }).waitFor();
  } finally {
    await close();
  }
});
