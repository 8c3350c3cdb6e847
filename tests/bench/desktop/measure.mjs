// The window over 100,000 candidates beside an empty Tauri window, in turns:
//
//   node measure.mjs --muster PROGRAM --empty PROGRAM --workspace FOLDER --out FILE
//     [--rounds 5] [--soak MINUTES]
//
// --rounds 0 leaves out the comparison. Ends with 1 when a goal was missed. Run it inside tests/desktop/session.sh.

import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { firstPaint, keyToPaint, open, pause, ready } from "./window.mjs";

const GOALS = { start: 1.3, memory: 1.25, key_ms: 50 };
/** Memory is read when nothing moves any more. */
const SETTLED = 5_000;

const { values: given } = parseArgs({
  options: {
    muster: { type: "string" },
    empty: { type: "string" },
    workspace: { type: "string" },
    out: { type: "string" },
    rounds: { type: "string", default: "5" },
    soak: { type: "string", default: "0" },
  },
});
const scratch = dirname(given.out);
const openEmpty = () => open(given.empty, [], scratch);
const openMuster = () => open(given.muster, ["--workspace", given.workspace], scratch);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const at = (values, part) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))];
const rounded = (value) => Math.round(value * 100) / 100;

async function emptyRound() {
  const window = await openEmpty();
  try {
    const paint = await firstPaint(window);
    await pause(SETTLED);
    return { paint, ...window.memory() };
  } finally {
    await window.close();
  }
}

async function openCandidates(browser) {
  await browser.actions().sendKeys("gc").perform();
  await browser.wait(async () => (await browser.getCurrentUrl()).includes("/candidates"), 30_000);
  await browser.wait(
    () => browser.executeScript("return document.querySelectorAll('[role=row], [role=option]').length > 5"),
    30_000,
    "The list of candidates stayed empty.",
  );
}

async function musterRound() {
  const window = await openMuster();
  try {
    const paint = await firstPaint(window);
    const readyAfter = await ready(window);
    await openCandidates(window.browser);
    await pause(SETTLED);
    const memory = window.memory();
    const keys = await keyToPaint(window.browser, "j", 60);
    return { paint, ready: readyAfter, ...memory, keys };
  } finally {
    await window.close();
  }
}

/** Memory over time while somebody goes through the list and searches. */
async function soak(minutes) {
  const window = await openMuster();
  const samples = [];
  try {
    await firstPaint(window);
    await ready(window);
    await openCandidates(window.browser);
    const began = performance.now();
    while (performance.now() - began < minutes * 60_000) {
      await keyToPaint(window.browser, "j", 40);
      await window.browser.actions().sendKeys("/").perform();
      await window.browser.actions().sendKeys("ma").perform();
      await pause(2_000);
      // The first Escape empties the field, the second leaves it.
      await window.browser.actions().sendKeys("\uE00C").perform();
      await window.browser.actions().sendKeys("\uE00C").perform();
      samples.push({
        minute: rounded((performance.now() - began) / 60_000),
        ...window.memory(),
      });
    }
  } finally {
    await window.close();
  }
  // The first minutes fill caches; growth is counted from the end of the first tenth.
  const from = samples[Math.floor(samples.length / 10)].mb;
  const to = median(samples.slice(-5).map((sample) => sample.mb));
  return {
    minutes,
    from_mb: from,
    to_mb: to,
    growth: rounded(to / from - 1),
    samples,
  };
}

/** Both windows in turns. */
async function compare(rounds) {
  // The first windows of a session fill the caches of fonts and of the web view.
  await emptyRound();
  await musterRound();
  const empty = [];
  const muster = [];
  const load = [loadavg()[0]];
  for (let round = 1; round <= rounds; round += 1) {
    empty.push(await emptyRound());
    muster.push(await musterRound());
    load.push(loadavg()[0]);
    const [e, m] = [empty.at(-1), muster.at(-1)];
    console.error(
      `round ${round}: first paint ${Math.round(e.paint)} and ${Math.round(m.paint)} ms, memory ${e.mb} and ${m.mb} MB`,
    );
  }
  const keys = muster.flatMap((round) => round.keys);
  const result = {
    rounds,
    cores: cpus().length,
    load_average: load.map(rounded),
    empty: {
      first_paint_ms: median(empty.map((r) => r.paint)),
      pss_mb: median(empty.map((r) => r.mb)),
    },
    muster: {
      first_paint_ms: median(muster.map((r) => r.paint)),
      ready_ms: median(muster.map((r) => r.ready)),
      pss_mb: median(muster.map((r) => r.mb)),
      processes: muster[0].processes,
      key_to_paint_ms: {
        n: keys.length,
        p50: rounded(median(keys)),
        p95: rounded(at(keys, 0.95)),
      },
    },
    // Each round's own ratio: what else the machine did in a round slowed both.
    start_ratio: rounded(median(muster.map((r, i) => r.paint / empty[i].paint))),
    ready_ratio: rounded(median(muster.map((r, i) => r.ready / empty[i].paint))),
    memory_ratio: rounded(median(muster.map((r, i) => r.mb / empty[i].mb))),
    all_rounds: { empty, muster },
  };
  result.goals_reached =
    result.start_ratio <= GOALS.start &&
    result.memory_ratio <= GOALS.memory &&
    result.muster.key_to_paint_ms.p95 <= GOALS.key_ms;
  return result;
}

function table(result) {
  return `| | empty window | Muster, 100,000 candidates | ratio | goal |
| --- | --- | --- | --- | --- |
| start to first paint, ms | ${Math.round(result.empty.first_paint_ms)} | ${Math.round(result.muster.first_paint_ms)} | ${result.start_ratio} | ${GOALS.start} |
| start to data on screen, ms | | ${Math.round(result.muster.ready_ms)} | ${result.ready_ratio} | |
| memory of all processes (PSS), MB | ${result.empty.pss_mb} | ${result.muster.pss_mb} | ${result.memory_ratio} | ${GOALS.memory} |
| key to paint (J), p50 and p95 ms | | ${result.muster.key_to_paint_ms.p50}, ${result.muster.key_to_paint_ms.p95} | | ${GOALS.key_ms} |

Median of ${result.rounds} rounds in turns, ${result.cores} cores, load average ${Math.min(...result.load_average)} to ${Math.max(...result.load_average)}.
Goals: ${result.goals_reached ? "reached" : "MISSED"}.`;
}

const result = Number(given.rounds) > 0 ? await compare(Number(given.rounds)) : {};
if (Number(given.soak) > 0) result.soak = await soak(Number(given.soak));
writeFileSync(given.out, `${JSON.stringify(result, null, 1)}\n`);
if (result.rounds) console.log(table(result));
if (result.soak) {
  const { minutes, from_mb, to_mb, growth } = result.soak;
  console.log(`Soak of ${minutes} minutes: ${from_mb} to ${to_mb} MB (${Math.round(growth * 100)} %).`);
}
process.exitCode = result.goals_reached === false ? 1 : 0;
