import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** A small list with one of everything. */
const sample = list(
  command("candidate_list", {
    kind: "read",
    reads: ["candidates"],
    params: object({ limit: { type: ["integer", "null"] } }),
    result: object({ items: { type: "array", items: { $ref: "#/$defs/Person" } } }, ["items"]),
  }),
  command("job_close", {
    kind: "write",
    changes: ["jobs"],
    palette: { title: "Close job", key: "X" },
    params: object({ id: { type: "string" }, reason: { type: "string" } }, ["id"]),
    result: { title: "Job", ...person },
  }),
);
sample.commands[0].result.$defs = { Person: person };

describe("the script", () => {
  const script = join(here, "generate.mjs");
  const run = (args, input) =>
    spawnSync(process.execPath, [script, ...args], { encoding: "utf8", input });
  const written = (root) =>
    ["ui/src/generated/commands.ts", "docs/reference/commands.md"].map((name) =>
      readFileSync(join(root, name), "utf8"),
    );

  it("writes the client and the reference below the folder it is given", () => {
    const file = join(folder, "list.json");
    writeFileSync(file, JSON.stringify(sample));
    const root = join(folder, "from-file");
    expect(run([file, "--out-dir", root])).toMatchObject({ status: 0, stderr: "" });
    const [types, page] = written(root);
    expect(types).toContain("export interface Person {");
    expect(types).toContain("export type JobCloseResult = Job;");
    expect(page).toContain("## job_close");
  });

  it("reads the list from standard input as well, with the same bytes", () => {
    const root = join(folder, "piped");
    expect(run(["--out-dir", root], JSON.stringify(sample)).status).toBe(0);
    expect(written(root)).toEqual(written(join(folder, "from-file")));
  });

  it("writes nothing when the list cannot be read", () => {
    const root = join(folder, "broken");
    expect(run(["--out-dir", root], "{").status).not.toBe(0);
    expect(existsSync(root)).toBe(false);
  });

  it("gives text that Biome would not change", () => {
    const once = formatted(client(sample));
    expect(formatted(once)).toBe(once);
  });
});

it("the reference names every command with its fields and every code", () => {
  const page = reference(sample);
  expect(page).toContain("## candidate_list");
  expect(page).toContain("| `reason` (optional) | `string` |");
  expect(page).toContain("in the palette as “Close job” (key `X`)");
  expect(page).toContain("| `not_found` | The id names nothing. |");
});
