// Looks for secrets in everything that a run has written.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Of a long secret its end is looked for: a database may keep it in pieces, and signed tokens begin alike. */
const LONGEST = 40;

/**
 * The files below these folders that were written since then (milliseconds) and hold one of the
 * secrets, in clear, as UTF-16 (WebKit), in base64 or as part of an address: `[file, name of the secret]`.
 */
export function found(folders, since, secrets) {
  const wanted = Object.entries(secrets).flatMap(([name, secret]) =>
    shapes(secret).map((bytes) => ({ name, bytes })),
  );
  return folders.flatMap((folder) =>
    files(folder, since).flatMap((file) => {
      const bytes = readFileSync(file);
      return wanted.filter((each) => bytes.includes(each.bytes)).map(({ name }) => [file, name]);
    }),
  );
}

function shapes(secret) {
  const end = secret.slice(-LONGEST);
  const texts = new Set([end, encodeURIComponent(end), Buffer.from(secret).toString("base64").replace(/=+$/, "")]);
  return [...[...texts].map((text) => Buffer.from(text)), Buffer.from(end, "utf16le")];
}

/** Sockets, links and what vanishes meanwhile are left out. */
function files(folder, since) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since);
}
