// Servers that are not ours, on loopback: an OpenID provider, Radicale, and a box for mail. Each
// ends with `stop`. What they write goes to a folder of their own, where nobody looks for secrets.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { now, root } from "./demo.mjs";

/** A folder for what peers write, outside everything that Muster writes. */
export function peersFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "muster-peers-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** npm's oidc-provider (`tests/peers/oidc`), with its clock where that of the window starts. */
export async function startProvider() {
  const folder = path.join(root, "tests/peers/oidc");
  assert.ok(
    existsSync(path.join(folder, "node_modules/oidc-provider")),
    "oidc-provider is not installed: npm ci --prefix tests/peers/oidc (`cargo xtask test` does it)",
  );
  const provider = spawn(process.execPath, ["server.mjs"], {
    cwd: folder,
    env: { ...process.env, MUSTER_PEER_NOW: now },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const port = await saying(provider, provider.stdout, /^listening on (\d+)$/);
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    /** What was sent and answered whenever it gave tokens out. */
    given: async () => (await fetch(`${issuer}/test/given`)).json(),
    stop: () => ended(provider),
  };
}

/** Radicale with a user and the calendar `Work`. */
export async function startRadicale(folder, { user, password }) {
  const python = installed("MUSTER_RADICALE", "radicale");
  const work = path.join(folder, "data/collection-root", user, "work");
  mkdirSync(work, { recursive: true });
  const props = { tag: "VCALENDAR", "D:displayname": "Work", "C:supported-calendar-component-set": "VEVENT" };
  writeFileSync(path.join(work, ".Radicale.props"), JSON.stringify(props));
  writeFileSync(path.join(folder, "users"), `${user}:${password}\n`);
  const config = path.join(folder, "config");
  const port = await freePort();
  writeFileSync(
    config,
    `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = htpasswd\nhtpasswd_encryption = plain\ndelay = 0\n` +
      `htpasswd_filename = ${folder}/users\n[storage]\nfilesystem_folder = ${folder}/data\n[logging]\nlevel = info\n`,
  );
  const { RADICALE_CONFIG: _, ...env } = process.env;
  const radicale = spawn(python, ["-m", "radicale", "--config", config], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await saying(radicale, radicale.stderr, /server ready/);
  const address = `http://127.0.0.1:${port}/`;
  const files = () => readdirSync(work).filter((name) => name.endsWith(".ics"));
  return {
    address,
    /** The file of the event with this UID, as the server keeps it; undefined when it has none. */
    event: (uid) =>
      files()
        .map((name) => ({ name, text: readFileSync(path.join(work, name), "utf8").replaceAll(/\r?\n[ \t]/g, "") }))
        .find(({ text }) => text.split(/\r?\n/).includes(`UID:${uid}`)),
    /** Writes a file as another program of the calendar's owner does. */
    put: async (name, text) => {
      const answer = await fetch(`${address}${user}/work/${name}`, {
        method: "PUT",
        headers: {
          authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
          "content-type": "text/calendar; charset=utf-8",
        },
        body: text,
      });
      assert.ok(answer.ok, `Radicale did not take ${name}: ${answer.status} ${await answer.text()}`);
    },
    stop: () => ended(radicale),
  };
}

/** An SMTP server that keeps what it takes from those who sign in. */
export async function startPostbox({ user, password }) {
  const mails = [];
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client may hang up whenever it likes.
    socket.on("error", () => undefined);
    takeMail(socket, Buffer.from(`\0${user}\0${password}`).toString("base64"), mails);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    /** Each with its recipient and its text, in the order in which they came. */
    mails,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** One conversation (RFC 5321, with AUTH PLAIN of RFC 4954). */
function takeMail(socket, secret, mails) {
  const say = (words) => socket.write(`${words}\r\n`);
  let signedIn = false;
  let to = "";
  let data;
  say("220 postbox");
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
    const word = line.toUpperCase();
    if (data !== undefined) {
      if (line !== ".") {
        data.push(line.replace(/^\./, ""));
        return;
      }
      mails.push({ to, text: `${data.join("\r\n")}\r\n` });
      data = undefined;
      say("250 taken");
    } else if (word.startsWith("EHLO")) say("250-postbox\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN");
    else if (word.startsWith("AUTH PLAIN ")) {
      signedIn = line.slice("AUTH PLAIN ".length) === secret;
      say(signedIn ? "235 welcome" : "535 5.7.8 The password is wrong");
    } else if (word === "QUIT") {
      say("221 bye");
      socket.end();
    } else if (!signedIn) say("530 5.7.0 Sign in first");
    else if (word.startsWith("RCPT")) {
      to = /<(.*?)>/.exec(line)[1];
      say("250 ok");
    } else if (word === "DATA") {
      data = [];
      say("354 go on");
    } else say("250 ok");
  });
}

/** The mails as Python's own parser and the icalendar library read them (`tests/peers/mail`). */
export function readMails(folder, mails) {
  const box = mkdtempSync(path.join(folder, "mails-"));
  for (const [at, { text }] of mails.entries()) {
    writeFileSync(path.join(box, `${String(at).padStart(4, "0")}.eml`), text);
  }
  const script = path.join(root, "tests/peers/mail/read_messages.py");
  const done = spawnSync(installed("MUSTER_MAIL_PEERS", "mail"), [script, box], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The Python of a peer: what the variable names, else where the step of this name installs it. */
function installed(variable, step) {
  const python = process.env[variable] ?? path.join(root, "target/xtask", step, "bin/python");
  assert.ok(
    existsSync(python),
    `${python} is missing. \`cargo xtask test --step ${step}\` installs it; or set ${variable}.`,
  );
  return python;
}

/** Waits for a line that says what is wanted, and goes on reading, so that the pipe never fills up. */
async function saying(child, stream, wanted) {
  const said = [];
  const lines = createInterface({ input: stream });
  const found = new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      if (said.length < 200) said.push(line);
      const match = wanted.exec(line);
      if (match) resolve(match[1]);
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${said.join("\n")}`)));
  });
  return found;
}

async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** A port that is free now. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
