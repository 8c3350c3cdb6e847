// Outside services in the real window: a sign-in through the system's browser, busy times from a
// calendar, an interview that lands in that calendar and in two mailboxes, and what somebody changes
// there behind Muster's back. At the end no secret may be found in anything that was written.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { binaries, emptyWorkspace, now, scratch } from "./demo.mjs";
import { choose, click, fill, shows, there } from "./hands.mjs";
import { found } from "./leaks.mjs";
import { peersFolder, readMails, startPostbox, startProvider, startRadicale } from "./peers.mjs";
import { logged, until } from "./process.mjs";
import { openWindow, patience, press, untilReady } from "./window.mjs";

const began = Date.now() - 1000;
const jonas = { user: "jonas", password: "calendar-Pa55-horse-battery" };
const rosa = { user: "rosa@acme.example", password: "mailbox-Pa55-staple-correct" };
const dentist = "Hush-hush dentist";
const steps = { timeout: 4 * patience };

let peers;
let provider;
let radicale;
let postbox;
let visited;
let workspace;
let window;
let interview;

before(
  async () => {
    peers = peersFolder();
    provider = await startProvider();
    radicale = await startRadicale(peers.folder, jonas);
    postbox = await startPostbox(rosa);
    await radicale.put("dentist.ics", appointment("dentist", dentist, "20261124T130000", "20261124T150000"));
    becomeTheBrowser();
    workspace = emptyWorkspace();
    arrangeTheOffice();
    window = await openWindow(workspace.folder);
    await untilReady(window.browser);
  },
  { timeout: 3 * patience },
);

after(async () => {
  await closeAsNew();
  workspace?.remove();
  await provider?.stop();
  await radicale?.stop();
  await postbox?.stop();
  peers?.remove();
});

/** From now on what the window opens in the browser reaches `browser.mjs`. */
function becomeTheBrowser() {
  const programs = mkdtempSync(path.join(peers.folder, "programs-"));
  visited = path.join(programs, "visited");
  const opener = path.join(programs, "xdg-open");
  const browser = path.join(import.meta.dirname, "browser.mjs");
  writeFileSync(opener, `#!/bin/sh\nMUSTER_BROWSER_LOG='${visited}' exec '${process.execPath}' '${browser}' "$1"\n`);
  chmodSync(opener, 0o755);
  process.env.PATH = `${programs}:${process.env.PATH}`;
}

/** The recruiter Rosa, the interviewer Jonas, and Ada, who is ready to be scheduled. */
function arrangeTheOffice() {
  const { call } = workspace;
  const [user] = call("user_list");
  call("user_update", { id: user.id, full_name: "Rosa Núñez", time_zone: "Europe/Berlin" });
  call("person_create", {
    full_name: "Jonas Weber",
    email: "jonas@acme.example",
    time_zone: "Europe/Berlin",
    working_hours: [{ days: ["mon", "tue", "wed", "thu", "fri"], start: "09:00", end: "17:30" }],
  });
  const job = call("job_create", { title: "Platform engineer" });
  const candidate = call("candidate_create", {
    full_name: "Ada Lovelace",
    time_zone: "Europe/London",
    emails: ["ada@home.example"],
  });
  const { id } = call("matching_match", { candidate_id: candidate.id, job_id: job.id });
  call("candidate_shortlist", { application_id: id, shortlisted: true });
  call("candidate_toggle_interview", {
    application_id: id,
    interview_enabled: true,
    online_interview_enabled: true,
  });
}

test("an account signs in through the system's browser", steps, async () => {
  const { browser } = window;
  await click(browser, "Accounts", "[data-testid=rail]");
  await click(browser, "Sign-ins", "nav[aria-label='Parts of the accounts']");
  await click(browser, "OpenID provider", "[data-testid=list]");
  await click(browser, "Enter the client id", "[data-testid=vendor]");
  const form = "[data-testid=client-form]";
  await fill(browser, "Address of the provider", provider.issuer, form);
  await fill(browser, "Client id", "muster", form);
  await click(browser, "Save the registration", form);
  await there(browser, "client-form", true);
  await click(browser, "Sign in at", "[data-testid=vendor]");

  const end = await until(
    () => existsSync(visited) && readFileSync(visited, "utf8"),
    "The browser was never opened, or never came to an end.",
  );
  assert.match(end, /^handed over muster:\/\/oauth\/callback\?.*code=/, `the browser ${end}`);
  await until(
    () =>
      browser.executeScript(
        `return [...document.querySelectorAll("[role=group][aria-label=Connected] [role=option]")]
           .some((row) => row.textContent.includes("mia@example.com"))`,
      ),
    "The window does not show the account among the connected ones.",
  );
  assert.equal((await provider.given()).length, 1, "tokens were given out once");
  await click(browser, "mia@example.com", "[data-testid=list]");
  await there(browser, "account");
});

test("busy times come from the calendar", steps, async () => {
  const { browser } = window;
  await click(browser, "Accounts", "[data-testid=rail]");
  await click(browser, "Calendars", "nav[aria-label='Parts of the accounts']");
  await click(browser, "Connect a calendar", "main");
  const form = "[data-testid=calendar-connect]";
  await fill(browser, "Address", radicale.address, form);
  await fill(browser, "User name", jonas.user, form);
  await fill(browser, "App password", jonas.password, form);
  await fill(browser, "Name in Muster", "Jonas at work", form);
  await click(browser, "Connect the calendar", form);
  await there(browser, "calendar-connect", true);
  const calendar = "[data-testid=calendar]";
  await choose(browser, "Whose it is", "Jonas Weber", calendar);
  await shows(browser, "Work makes Jonas Weber busy now.");
  await click(browser, "Write interviews here", calendar);
  await shows(browser, "Interviews are written into Work now.");

  await click(browser, "Schedule", "[data-testid=rail]");
  await there(browser, "day");
  await click(browser, "People", "main");
  await click(browser, "Jonas Weber", "[data-testid=people-sheet]");
  await click(browser, "Show them", "[data-testid=people-sheet]");
  await there(browser, "busy");
  const busy = await browser.executeScript(
    "return [...document.querySelectorAll('[data-testid=busy]')].map((each) => each.getAttribute('aria-label'))",
  );
  assert.equal(busy.length, 1, `the calendar shows ${busy}`);
  assert.match(busy[0], /^Jonas Weber: busy, .*24.*, from 13:00 to 15:00$/);
});

test("an interview appears in the calendar and in two mailboxes", steps, async () => {
  const { browser } = window;
  await click(browser, "Accounts", "[data-testid=rail]");
  await click(browser, "Mail", "nav[aria-label='Parts of the accounts']");
  await click(browser, "Set up mail", "[data-testid=mail]");
  const form = "[data-testid=mail-form]";
  await click(browser, "Mail server", form);
  await fill(browser, "Your address", rosa.user, form);
  await fill(browser, "Mail server (SMTP)", "127.0.0.1", form);
  await choose(browser, "Security", "None: in clear", form);
  await fill(browser, "Port", String(postbox.port), form);
  await fill(browser, "User name", rosa.user, form);
  await fill(browser, "Password", rosa.password, form);
  await click(browser, "Save", form);
  await there(browser, "mail-form", true);
  await click(browser, "Test the connection", "[data-testid=mail]");
  await shows(browser, "Ready");
  await choose(browser, "How long a message can be stopped", "10 seconds", "[data-testid=mail]");
  await until(() => workspace.call("mail_account_get").undo_seconds === 10, "The 10 seconds were not kept.");
  if (!workspace.call("mail_account_get").automatic) {
    await click(browser, "Write by itself after scheduling", "[data-testid=mail]");
    await until(() => workspace.call("mail_account_get").automatic, "Mail was not switched on.");
  }

  await click(browser, "Candidates", "[data-testid=rail]");
  await click(browser, "Ada Lovelace", "[data-testid=list]");
  await click(browser, "Schedule interview", "[data-testid=candidate]");
  await there(browser, "schedule-sheet");
  await there(browser, "slot");
  await press(browser, "1");
  await click(browser, "Schedule interview", "[data-testid=schedule-sheet]");
  await there(browser, "schedule-sheet", true);
  [interview] = workspace.call("interview_list", { view: "upcoming" }).items;
  assert.equal(interview?.candidate_name, "Ada Lovelace");
  assert.equal(interview.interviewers[0].full_name, "Jonas Weber");

  await until(() => postbox.mails.length >= 2, "The invitations did not leave.");
  const letters = readMails(peers.folder, postbox.mails);
  assert.deepEqual(
    postbox.mails.map(({ to }) => to),
    ["ada@home.example", "jonas@acme.example"],
    "everybody is told once, the candidate first",
  );
  for (const [at, uid] of [interview.uid, team()].entries()) {
    const { inside, outside, defects, from } = letters[at];
    assert.deepEqual(defects, []);
    assert.deepEqual(from, [["Rosa Núñez", rosa.user]]);
    assert.equal(outside, "REQUEST", "the part says what it is");
    assert.deepEqual(
      [inside.method, inside.uid, inside.sequence, Date.parse(inside.start), Date.parse(inside.end)],
      ["REQUEST", uid, 0, Date.parse(interview.starts_at), Date.parse(interview.ends_at)],
    );
  }

  for (const uid of [interview.uid, team()]) {
    const { text } = await until(() => radicale.event(uid), `${uid} is not in the calendar.`);
    assert.equal(startOf(text), Date.parse(interview.starts_at), text);
  }
  await click(browser, "Schedule", "[data-testid=rail]");
  await there(browser, "block");
  await browser.executeScript("document.querySelector('[data-testid=block]').click()");
  await there(browser, "invitations");
  await shows(browser, "It is in your calendar.");
});

test("what somebody changes in the calendar is told", steps, async () => {
  const { browser } = window;
  const { name, text } = radicale.event(team());
  await radicale.put(name, aDayLater(text));
  await click(browser, "Accounts", "[data-testid=rail]");
  await click(browser, "Calendars", "nav[aria-label='Parts of the accounts']");
  await click(browser, "Jonas at work", "[data-testid=list]");
  await click(browser, "Read it now", "[data-testid=calendar-account]");
  await click(browser, "Activity", "[data-testid=rail]");
  await click(browser, "Notices", "main");
  await shows(browser, "The calendar says otherwise about the interview with Ada Lovelace");
  await shows(browser, "Somebody moved it in the calendar");
  await until(
    () => readFileSync(process.env.MUSTER_NOTIFICATION_LOG, "utf8").includes("The calendar says otherwise"),
    "The desktop was not told.",
  );
  assert.equal(
    startOf(radicale.event(team()).text),
    Date.parse(interview.starts_at) + 24 * 3600 * 1000,
    "what they changed is left to them",
  );
});

test("no secret is found in anything that was written", steps, async () => {
  const answers = mkdtempSync(path.join(scratch, "answers-"));
  for (const command of ["account_list", "account_vendors", "calendar_account_list", "mail_account_get", "activity_list", "account_activity"]) {
    writeFileSync(path.join(answers, command), JSON.stringify(workspace.call(command)));
  }
  const exported = path.join(answers, "export");
  mkdirSync(exported);
  workspace.call("workspace_export", { path: exported });
  const doctor = spawnSync(
    path.join(binaries, "muster"),
    ["--workspace", workspace.folder, "--now", now, "doctor", "--json"],
    { encoding: "utf8" },
  );
  assert.equal(doctor.status, 0, doctor.stderr);
  writeFileSync(path.join(answers, "doctor"), doctor.stdout);
  await closeAsNew();

  const folders = [workspace.folder, scratch, path.dirname(process.env.XDG_DATA_HOME)];
  const given = await provider.given();
  assert.ok(given.length > 0);
  const secrets = {
    "the password of the calendar": jonas.password,
    "the calendar's user name and password": `${jonas.user}:${jonas.password}`,
    "the password of the mail account": rosa.password,
    "the mail account's user name and password": `\0${rosa.user}\0${rosa.password}`,
    ...Object.fromEntries(given.flatMap(secretsOf)),
    "the title of a private appointment": dentist,
  };
  for (const [name, secret] of Object.entries(secrets)) assert.ok(secret?.length > 10, `${name} is not known`);
  assert.deepEqual(found(folders, began, secrets), []);

  // What is no secret is found, so the looking works.
  const where = (text) => found(folders, began, { text }).map(([file]) => file);
  assert.ok(where("mia@example.com").some((file) => file.startsWith(workspace.folder)));
  assert.ok(where("Ada Lovelace").some((file) => file.startsWith(exported)));
  assert.ok(logged().length > 0);
});

/** What must stay secret of one time that the provider gave tokens out. */
const secretsOf = (each, at) =>
  ["access_token", "refresh_token", "id_token", "code", "code_verifier"]
    .filter((name) => at === 0 || each[name])
    .map((name) => [`${name} ${at}`, each[name]]);

/**
 * Closes the window without the people it was told to show: the windows of one session share that
 * memory, and other workspaces do not know them.
 */
async function closeAsNew() {
  const closing = window;
  window = undefined;
  await closing?.browser.executeScript("localStorage.removeItem('muster.window')").catch(() => {});
  await closing?.close();
}

/** The event of those who interview. */
const team = () => `team-${interview.uid}`;

function appointment(uid, title, start, end) {
  return [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Another program//EN", "BEGIN:VEVENT", `UID:${uid}`],
    ...["DTSTAMP:20261101T000000Z", `SUMMARY:${title}`, `DTSTART;TZID=Europe/Berlin:${start}`],
    ...[`DTEND;TZID=Europe/Berlin:${end}`, "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR", ""],
  ].join("\r\n");
}

const eventOf = (text) => /BEGIN:VEVENT[^]*END:VEVENT/.exec(text)[0];

/** When the event of a calendar file starts. */
function startOf(text) {
  const [, zone, digits, utc] = /^DTSTART(?:;TZID=([^:\r\n]+))?:(\d{8}T\d{6})(Z?)/m.exec(eventOf(text));
  const wall = wallTime(digits);
  if (utc) return wall;
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  // Its zone is as far from UTC there as at the instant that the same figures mean in UTC: the
  // clocks do not change in these days.
  return wall - (Date.parse(`${format.format(wall).replace(" ", "T")}Z`) - wall);
}

const wallTime = (digits) =>
  Date.parse(digits.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6Z"));

/** The file with the event a day later, as a hand that drags it in another program leaves it. */
function aDayLater(text) {
  const moved = (_, name, digits) => {
    const later = new Date(wallTime(digits) + 24 * 3600 * 1000).toISOString();
    return `${name}:${later.slice(0, 19).replaceAll(/[-:]/g, "")}`;
  };
  const event = eventOf(text);
  return text.replace(event, event.replaceAll(/^(DT(?:START|END)[^:\r\n]*):(\d{8}T\d{6})/gm, moved));
}
