// Writes ui/src/generated/commands.ts and docs/reference/commands.md from the one command list.
//
//   muster commands --json | node ui/scripts/generate.mjs
//   node ui/scripts/generate.mjs [LIST.json] [--out-dir ROOT]
//
// The same list always gives the same bytes; `cargo xtask gen --check` compares them.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { reference } from "./reference.mjs";
import { Definitions, declaration, doc, pascal } from "./schema-to-ts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const quote = (value) => JSON.stringify(value);
const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** The TypeScript client of a command list, before formatting. */
export function client(list) {
  const commands = [...list.commands].sort(byName);
  const definitions = new Definitions();
  const built = [
    ...["CommandName", "CommandKind", "CommandInfo", "CommandTypes", "Params", "Result"],
    ...["Call", "Client", "PaletteEntry", "Tag", "ErrorCode"],
  ];
  for (const name of built) definitions.reserve(name);
  for (const command of commands) {
    definitions.reserve(`${pascal(command.name)}Params`);
    definitions.reserve(`${pascal(command.name)}Result`);
  }
  const own = commands.flatMap((command) => [
    declared(`${pascal(command.name)}Params`, command.params, definitions),
    declared(`${pascal(command.name)}Result`, titled(command.result), definitions),
  ]);
  return [
    "// Made by `cargo xtask gen` from the command list. Do not edit: change the command instead.",
    ...definitions.declarations(),
    ...own,
    "/** The parameter and result types of every command. */\nexport interface CommandTypes {",
    ...commands.map(
      (c) =>
        `${doc(c.help)}${c.name}: { params: ${pascal(c.name)}Params; result: ${pascal(c.name)}Result };`,
    ),
    "}",
    "/** The name of a command, as the shell, the loopback host and the command line know it. */",
    "export type CommandName = keyof CommandTypes;",
    "export type Params<K extends CommandName> = CommandTypes[K]['params'];",
    "export type Result<K extends CommandName> = CommandTypes[K]['result'];",
    "/** `pure` needs no workspace, `background` may run long, `testing` is not in the shipped Muster. */",
    'export type CommandKind = "read" | "write" | "pure" | "background" | "testing";',
    "/** What a change can make stale. */",
    `export type Tag = ${list.tags.toSorted().map(quote).join(" | ") || "never"};`,
    "/** What the window knows about a command beside its types. */",
    "export interface CommandInfo { help: string; kind: CommandKind; offline: boolean; reads: readonly Tag[]; changes: readonly Tag[]; required: readonly string[] }",
    "export const commands: Readonly<Record<CommandName, CommandInfo>> = {",
    ...commands.map((c) => `${c.name}: ${info(c)},`),
    "};",
    "export const commandNames = Object.keys(commands) as readonly CommandName[];",
    "/** A command that the palette offers, with its key where it has one. */",
    "export interface PaletteEntry { command: CommandName; title: string; key?: string }",
    `export const paletteEntries: readonly PaletteEntry[] = [${commands
      .filter((c) => c.palette)
      .map((c) => entry(c))
      .join(",")}];`,
    "/** Every code an answer can be refused with. */",
    `export type ErrorCode = ${list.error_codes
      .map((code) => quote(code.code))
      .toSorted()
      .join(" | ")};`,
    `export const errorCodes: readonly ErrorCode[] = [${list.error_codes
      .map((code) => quote(code.code))
      .toSorted()
      .join(", ")}];`,
    "/** Sends one command and gives its answer. */",
    "export type Call = (command: string, params: object) => Promise<unknown>;",
    "/** One method for each command. */",
    "export type Client = { readonly [K in CommandName]: (params: Params<K>) => Promise<Result<K>> };",
    "/** The typed client over one `call`. */",
    "export function createClient(call: Call): Client {",
    "  return Object.fromEntries(commandNames.map((name) => [name, (params: object) => call(name, params)])) as unknown as Client;",
    "}",
  ]
    .join("\n\n")
    .replace(/\*\/\n\n(?=export)/g, "*/\n");
}

function declared(name, schema, definitions) {
  return declaration(name, schema, definitions.add(schema));
}

/** A result that carries a title is that type: it becomes a definition that commands share. */
function titled(schema) {
  if (typeof schema !== "object" || !schema?.title || schema.$ref) return schema;
  const { $schema: _, $defs = {}, title, ...body } = schema;
  if (body.type !== "object" && !body.oneOf && !body.anyOf) return schema;
  return { $ref: `#/$defs/${title}`, $defs: { ...$defs, [title]: body } };
}

function info(command) {
  const fields = {
    help: command.help,
    kind: command.kind,
    offline: command.offline,
    reads: command.reads.toSorted(),
    changes: command.changes.toSorted(),
    required: (command.params?.required ?? []).toSorted(),
  };
  return JSON.stringify(fields);
}

function entry(command) {
  const { title, key } = command.palette;
  return JSON.stringify({ command: command.name, title, ...(key ? { key } : {}) });
}

/** The text as Biome lays it out, so that the lint never disagrees with the generator. */
export function formatted(source) {
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  const run = spawnSync(
    process.execPath,
    [biome, "format", "--stdin-file-path=src/generated/commands.ts"],
    { cwd: resolve(here, ".."), input: source, encoding: "utf8" },
  );
  if (run.status !== 0) throw new Error(`Biome could not format the client:\n${run.stderr}`);
  return run.stdout;
}

function main(argv) {
  let base = root;
  let input = 0;
  for (let at = 0; at < argv.length; at += 1) {
    if (argv[at] === "--out-dir") base = resolve(argv[++at] ?? "");
    else input = resolve(argv[at]);
  }
  const list = JSON.parse(readFileSync(input, "utf8"));
  const files = [
    ["ui/src/generated/commands.ts", formatted(client(list))],
    ["docs/reference/commands.md", reference(list)],
  ];
  for (const [name, text] of files) {
    const path = resolve(base, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2));
}
