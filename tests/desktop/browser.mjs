// The system's browser, for a test: `node browser.mjs ADDRESS`. It follows a sign-in through the
// provider's pages with cookies and without a screen, and hands the `muster:` address at which they
// end to the desktop, as a browser does. What it met stands in MUSTER_BROWSER_LOG, line by line.
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";

const note = (words) => appendFileSync(process.env.MUSTER_BROWSER_LOG, `${words}\n`);

/** More redirects than a sign-in has. */
const MOST_PAGES = 12;

let at = new URL(process.argv[2]);
const cookies = new Map();
for (let page = 0; at.protocol.startsWith("http"); page += 1) {
  if (page === MOST_PAGES) stop("the provider goes round in circles");
  const answer = await fetch(at, {
    redirect: "manual",
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair] = cookie.split(";");
    const [name, ...value] = pair.split("=");
    cookies.set(name, value.join("="));
  }
  const location = answer.headers.get("location");
  if (!location) stop(`a page instead of a way on (${answer.status}): ${await answer.text()}`);
  at = new URL(location, at);
}
const opened = spawnSync("gio", ["open", at.href], { encoding: "utf8" });
note(opened.status === 0 ? `handed over ${at.href}` : `gio open failed: ${opened.stderr}`);

function stop(why) {
  note(`failed: ${why}`);
  process.exit(1);
}
