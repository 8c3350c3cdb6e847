// The reference page of the command list, in Markdown.
import { Definitions, typeOf } from "./schema-to-ts.mjs";

const kinds = {
  read: "reads",
  write: "changes the workspace",
  pure: "needs no workspace",
  background: "may run long",
  testing: "only in builds for tests",
};
const cell = (text) =>
  String(text ?? "")
    .replaceAll("|", "\\|")
    .replaceAll("\n", " ");
const oneLine = (type) =>
  type
    .replace(/\/\*\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .trim();

/** The whole page: every command with its fields, then the error codes. */
export function reference(list) {
  const commands = [...list.commands].sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines = [
    "# Commands",
    "",
    "Made by `cargo xtask gen` from the command list; do not edit. `muster call NAME '{…}'`, the",
    "desktop window and the loopback host run the same commands.",
    "",
    "| Command | What it does |",
    "|---|---|",
    ...commands.map((c) => `| [\`${c.name}\`](#${c.name}) | ${cell(c.help)} |`),
  ];
  for (const command of commands) lines.push("", ...section(command));
  lines.push("", "## Error codes", "", "| Code | Meaning |", "|---|---|");
  const codes = [...list.error_codes].sort((a, b) => (a.code < b.code ? -1 : 1));
  lines.push(...codes.map(({ code, meaning }) => `| \`${code}\` | ${cell(meaning)} |`), "");
  return lines.join("\n");
}

function section(command) {
  const facts = [kinds[command.kind], command.offline ? "works offline" : "needs the network"];
  if (command.palette) {
    const key = command.palette.key ? ` (key \`${command.palette.key}\`)` : "";
    facts.push(`in the palette as “${command.palette.title}”${key}`);
  }
  return [
    `## ${command.name}`,
    "",
    `${command.help} (${facts.join(", ")})`,
    "",
    "Parameters:",
    "",
    ...fields(command.params),
    "",
    "Result:",
    "",
    ...fields(command.result),
  ];
}

function fields(schema) {
  const names = new Definitions().add(schema);
  const target = schema?.$ref ? schema.$defs?.[schema.$ref.split("/").at(-1)] : schema;
  const properties = Object.entries(target?.properties ?? {});
  if (properties.length === 0) {
    const type = oneLine(typeOf(schema, names));
    return [type === "Record<string, never>" ? "none." : `\`${type}\``];
  }
  const required = new Set(target.required ?? []);
  return [
    "| Field | Type | Meaning |",
    "|---|---|---|",
    ...properties.map(([name, field]) => {
      const type = oneLine(typeOf(field, names));
      return `| \`${name}\`${required.has(name) ? "" : " (optional)"} | \`${cell(type)}\` | ${cell(field?.description)} |`;
    }),
  ];
}
