import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { client, formatted } from "./generate.mjs";
import { reference } from "./reference.mjs";
import { typeOf } from "./schema-to-ts.mjs";

const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "muster-generate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const object = (properties, required = []) => ({ type: "object", properties, required });
const command = (name, fields = {}) => ({
  name,
  help: `Does ${name}.`,
  kind: "read",
  offline: true,
  reads: [],
  changes: [],
  palette: null,
  params: object({}),
  result: true,
  ...fields,
});
const list = (...commands) => ({
  commands,
  tags: ["jobs", "candidates"],
  error_codes: [{ code: "not_found", meaning: "The id names nothing." }],
});
const person = object({ id: { type: "string" } }, ["id"]);

describe("types", () => {
  const names = (ref) => ref.split("/").at(-1);
  it.each([
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "integer", format: "uint32", minimum: 0 }, "number"],
    [{ anyOf: [{ $ref: "#/$defs/Job" }, { type: "null" }] }, "Job | null"],
    [{ oneOf: [{ const: "a", description: "A." }, { enum: ["b", "c"] }] }, '"a" | "b" | "c"'],
    [{ type: "array", items: { type: ["integer", "null"] } }, "(number | null)[]"],
    [{ type: "array", prefixItems: [{ type: "string" }, { type: "number" }] }, "[string, number]"],
    [{ type: "object", additionalProperties: { type: "integer" } }, "Record<string, number>"],
    [{ allOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }] }, "A & B"],
    [true, "unknown"],
    [{ somethingNew: 1 }, "unknown"],
  ])("%j is %s", (schema, type) => {
    expect(typeOf(schema, names)).toBe(type);
  });

  it("marks what may be absent, and quotes odd names", () => {
    const type = typeOf(
      object({ id: { type: "string" }, "odd-name": { type: "boolean" } }, ["id"]),
      names,
    );
    expect(type.replace(/\s+/g, " ")).toBe('{ id: string; "odd-name"?: boolean; }');
  });
});

describe("the client", () => {
  it("declares an equal definition once, and another of the same name apart", () => {
    const uses = (schema) => ({ $ref: "#/$defs/Person", $defs: { Person: schema } });
    const text = client(
      list(
        command("a", { result: uses(person) }),
        command("b", { result: uses(structuredClone(person)) }),
        command("c", { result: uses(object({ name: { type: "string" } })) }),
        command("d", { result: { title: "Person", ...person } }),
      ),
    );
    expect(text.match(/export interface Person /g)).toHaveLength(1);
    expect(text.match(/export interface Person2 /g)).toHaveLength(1);
    expect(text).toContain("export type AResult = Person;");
    expect(text).toContain("export type BResult = Person;");
    expect(text).toContain("export type CResult = Person2;");
    expect(text).toContain("export type DResult = Person;");
  });

  it("is the same for the same list in another order", () => {
    const a = command("a", { palette: { title: "Do a", key: "Z" } });
    const b = command("b", { params: object({ id: { type: "string" } }, ["id"]) });
    expect(client(list(a, b))).toBe(client(list(b, a)));
    expect(client(list(a, b))).toContain('{"command":"a","title":"Do a","key":"Z"}');
    expect(client(list(a, b))).toContain('"required":["id"]');
    expect(client(list(a, b))).toContain('export type Tag = "candidates" | "jobs";');
  });

  it("cannot be broken out of by a description", () => {
    const text = client(list(command("a", { help: "Ends */ export const evil = 1;" })));
    expect(text).not.toMatch(/\/\*\* Ends \*\//);
    expect(text).toContain("/** Ends *\\/ export const evil = 1; */");
  });

  it("follows a type that contains itself", () => {
    const node = object({ next: { $ref: "#/$defs/Node" } });
    const text = client(
      list(command("a", { result: { $ref: "#/$defs/Node", $defs: { Node: node } } })),
    );
    expect(text.replace(/\s+/g, " ")).toContain("export interface Node { next?: Node; }");
  });
});

describe("the script", () => {
  const run = (...args) =>
    spawnSync(process.execPath, [join(here, "generate.mjs"), ...args], { encoding: "utf8" });
  const sample = join(here, "testdata/commands.json");

  it("writes both files, finds them fresh, and finds them stale after a change", () => {
    const out = ["--ts", join(folder, "commands.ts"), "--md", join(folder, "commands.md")];
    expect(run(sample, ...out).status).toBe(0);
    expect(run(sample, ...out, "--check").status).toBe(0);
    const changed = JSON.parse(readFileSync(sample, "utf8"));
    changed.commands[0].help += " Changed.";
    writeFileSync(join(folder, "changed.json"), JSON.stringify(changed));
    const stale = run(join(folder, "changed.json"), ...out, "--check");
    expect(stale.status).toBe(1);
    expect(stale.stderr).toMatch(/is stale: run `cargo xtask gen`/);
  });

  it("reads the list from standard input as well", () => {
    const out = ["--ts", join(folder, "piped.ts"), "--md", join(folder, "piped.md")];
    execFileSync(process.execPath, [join(here, "generate.mjs"), ...out], {
      input: readFileSync(sample),
    });
    expect(readFileSync(join(folder, "piped.ts"), "utf8")).toContain(
      "export interface InterviewView {",
    );
  });

  it("gives text that Biome would not change", () => {
    const once = formatted(client(JSON.parse(readFileSync(sample, "utf8"))));
    expect(formatted(once)).toBe(once);
  });
});

it("the reference names every command with its fields and every code", () => {
  const page = reference(JSON.parse(readFileSync(join(here, "testdata/commands.json"), "utf8")));
  expect(page).toContain("## candidate_shortlist");
  expect(page).toContain("| `cancel_interviews` (optional) | `boolean` |");
  expect(page).toContain("in the palette as “Undo last change” (key `Z`)");
  expect(page).toContain("| `disk_full` | No room left on the disk. |");
});
