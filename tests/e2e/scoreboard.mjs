// The scoreboard of the recruiter's workflows: replays them on the demo data as an expert would, by keyboard
// only, and counts. `npm --prefix tests/e2e run scoreboard` writes docs/SCOREBOARD.md and the numbers
// beside it. What is measured is Muster, not a person: the time is the time the window takes.
import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { newWorkspace, now, openPage, root, startHost } from "./host.mjs";
import { workflows } from "./workflows.mjs";

const rounds = Number(process.env.MUSTER_ROUNDS ?? 20);
const results = [];

for (const workflow of workflows) {
  const host = await startHost(newWorkspace());
  const { page, troubles, close } = await openPage(host, workflow.start);
  const hands = await recordedHands(page);
  try {
    const cases = await workflow.cases(host, rounds);
    const measured = [];
    for (const one of cases) {
      await workflow.before?.(page, one, host);
      hands.reset();
      const began = performance.now();
      await workflow.play({ page, hands, host, one });
      measured.push({ ...(await hands.counts()), milliseconds: performance.now() - began });
      await workflow.check?.(host, one);
    }
    if (troubles.length > 0) throw new Error(`${workflow.name}: ${troubles.join("; ")}`);
    results.push(summary(workflow, measured));
  } finally {
    await close();
    await host.close();
  }
}
write(results);

/** Keys and clicks as the page receives them, and how long each key took to be painted. */
async function recordedHands(page) {
  await page.evaluate(() => {
    const seen = { keys: 0, clicks: 0, paints: [] };
    globalThis.musterHands = seen;
    addEventListener(
      "keydown",
      (event) => {
        if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
        seen.keys += 1;
        const pressed = event.timeStamp;
        requestAnimationFrame(() => {
          const painted = new MessageChannel();
          painted.port1.onmessage = () => seen.paints.push(performance.now() - pressed);
          painted.port2.postMessage(undefined);
        });
      },
      true,
    );
    addEventListener("click", (event) => {
      if (event.detail > 0) seen.clicks += 1;
    });
  });
  const waits = [];
  return {
    /** Presses keys one after another: "g s" or "Control+Enter". */
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    /** Waits for what the last key brings, and counts the wait as latency of the application. */
    async until(waiting) {
      const began = performance.now();
      await waiting;
      waits.push(performance.now() - began);
    },
    reset() {
      waits.length = 0;
      void page.evaluate(() => Object.assign(globalThis.musterHands, { keys: 0, clicks: 0, paints: [] }));
    },
    async counts() {
      const { keys, clicks, paints } = await page.evaluate(() => globalThis.musterHands);
      return { keys, clicks, paints, waits: [...waits] };
    },
  };
}

function summary(workflow, measured) {
  const all = (name) => measured.flatMap((one) => one[name]).toSorted((a, b) => a - b);
  const at = (values, share) => values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  return {
    workflow: workflow.name,
    what: workflow.what,
    target: workflow.target,
    runs: measured.length,
    keys: Math.max(...measured.map((one) => one.keys)),
    clicks: Math.max(...measured.map((one) => one.clicks)),
    time_p50_ms: Math.round(at(all("milliseconds"), 0.5)),
    key_to_paint_p95_ms: Math.round(at(all("paints"), 0.95)),
    latency_p95_ms: Math.round(at(all("waits"), 0.95)),
  };
}

function write(rows) {
  const machine = `${os.cpus().length} cores, Node ${process.version}, Chromium, debug build of Muster`;
  const file = path.join(root, "docs/scoreboard.json");
  writeFileSync(file, `${JSON.stringify({ demo_clock: now, machine, workflows: rows }, undefined, 2)}\n`);
  const line = (row) =>
    `| ${row.workflow} | ${row.what} | ${row.clicks} | ${row.keys} | ${row.target} | ${row.time_p50_ms} ms | ${row.key_to_paint_p95_ms} ms | ${row.latency_p95_ms} ms | ${row.runs} |`;
  const text = `# Scoreboard

How many keys and clicks each workflow of a recruiter's day takes (FEATURES section 3), and how long Muster
makes one wait. A script replays each on the demo workspace through the real commands and counts what the
page receives: \`npm --prefix tests/e2e run scoreboard\`. The time is Muster's share only: no reading, thinking or
writing by a person is in it. "Key to paint" is from the key press to the next painted frame; "Latency" is the
wait until what was asked for is on the screen.

Measured on: ${machine}. The machine-readable numbers are in \`scoreboard.json\`.

| Workflow | What was played | Clicks | Keys | Target | Time p50 | Key to paint p95 | Latency p95 | Runs |
|---|---|---|---|---|---|---|---|---|
${rows.map(line).join("\n")}

W2, importing a job from its address, is not there yet: what is counted is typing a job in by hand, without
the letters of its title. W4 counts from the open candidate to the copied message that is marked as sent. W5
and W7 to W10 come with their features.
`;
  writeFileSync(path.join(root, "docs/SCOREBOARD.md"), text);
  process.stdout.write(text);
}
