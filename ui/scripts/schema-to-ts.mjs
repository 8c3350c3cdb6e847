// Turns JSON Schema 2020-12, as schemars writes it, into TypeScript declarations.
// It covers what the command list uses and refuses nothing: a keyword it does not know widens the
// type to `unknown`, so a wrong type can never look exact.

/** @typedef {boolean | { [keyword: string]: any }} Schema */

/** `candidate_list` → `CandidateList`. */
export function pascal(name) {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((part) => part[0].toUpperCase() + part.slice(1))
    .join("");
}

/** A doc comment for a description, or nothing. */
export function doc(text, indent = "") {
  if (!text) return "";
  const lines = String(text).trim().replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const union = (parts) => [...new Set(parts)].join(" | ") || "never";
const wrap = (type) => (/[|&]/.test(type) ? `(${type})` : type);

/** The type of a schema. `names` maps a `$ref` to the name of its declaration. */
export function typeOf(schema, names) {
  if (schema === true || schema === undefined) return "unknown";
  if (schema === false) return "never";
  if (schema.$ref) return names(schema.$ref);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const own = schema.properties ? objectType(schema, names) : undefined;
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) {
    const type = union(choices.map((choice) => typeOf(choice, names)));
    return own ? `${own} & ${wrap(type)}` : type;
  }
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => wrap(typeOf(part, names)));
    return (own ? [own, ...parts] : parts).join(" & ");
  }
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((type) => typeOf({ ...schema, type }, names)));
  }
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return arrayType(schema, names);
    case "object":
      return objectType(schema, names);
    default:
      return own ?? "unknown";
  }
}

function arrayType(schema, names) {
  if (schema.prefixItems) {
    return `[${schema.prefixItems.map((item) => typeOf(item, names)).join(", ")}]`;
  }
  return `${wrap(typeOf(schema.items, names))}[]`;
}

function objectType(schema, names) {
  const properties = Object.entries(schema.properties ?? {});
  const extra = schema.additionalProperties;
  const open = extra !== undefined && extra !== false;
  if (properties.length === 0) {
    if (open) return `Record<string, ${typeOf(extra, names)}>`;
    return extra === false || schema.properties
      ? "Record<string, never>"
      : "Record<string, unknown>";
  }
  const required = new Set(schema.required ?? []);
  const fields = properties.map(([name, field]) => {
    const mark = required.has(name) ? "" : "?";
    return `${doc(field?.description)}${key(name)}${mark}: ${typeOf(field, names)};`;
  });
  const body = `{\n${fields.join("\n")}\n}`;
  return open ? `${body} & Record<string, unknown>` : body;
}

/** One declaration: an interface for a plain object, else a type. */
export function declaration(name, schema, names) {
  const type = typeOf(schema, names);
  const head = doc(schema?.description);
  const plain = type.startsWith("{\n") && balancedToEnd(type);
  return plain
    ? `${head}export interface ${name} ${type}`
    : `${head}export type ${name} = ${type};`;
}

function balancedToEnd(type) {
  let depth = 0;
  for (let at = 0; at < type.length; at += 1) {
    if (type[at] === "{") depth += 1;
    if (type[at] === "}") depth -= 1;
    if (depth === 0) return at === type.length - 1;
  }
  return false;
}

/** The schema with its keys in order, so that equal schemas are equal texts. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const entries = Object.keys(value)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${entries.join(",")}}`;
  }
  return JSON.stringify(value);
}

/**
 * Gathers the `$defs` of many schemas: the same name with the same content is one declaration, the
 * same name with another content gets a number, in the order of first sight.
 */
export class Definitions {
  #byText = new Map();
  #taken = new Map();

  /** Keeps a name for a declaration that the caller writes itself. */
  reserve(name) {
    this.#taken.set(name, "");
  }

  /** A resolver for the `$ref`s of `schema`; registers the definitions it carries. */
  add(schema) {
    const defs = (typeof schema === "object" && schema?.$defs) || {};
    const local = new Map();
    for (const [name, body] of Object.entries(defs)) {
      local.set(name, this.#register(pascal(name), body, defs));
    }
    const names = (ref) => {
      const name = decodeURIComponent(ref.split("/").at(-1) ?? "").replaceAll("~1", "/");
      return local.get(name) ?? "unknown";
    };
    for (const [name, body] of Object.entries(defs)) {
      const entry = this.#taken.get(local.get(name));
      entry.text ??= declaration(local.get(name), body, names);
    }
    return names;
  }

  #register(name, body, defs) {
    // Equal bodies that point at different definitions are different types: compare what they reach.
    const text = `${name}=${canonical(reach(body, defs, new Set()))}`;
    const known = this.#byText.get(text);
    if (known) return known;
    let free = name;
    for (let n = 2; this.#taken.has(free); n += 1) free = `${name}${n}`;
    this.#byText.set(text, free);
    this.#taken.set(free, {});
    return free;
  }

  /** All declarations, by name. */
  declarations() {
    return [...this.#taken.entries()]
      .filter(([, entry]) => entry.text)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, entry]) => entry.text);
  }
}

function reach(value, defs, seen) {
  if (Array.isArray(value)) return value.map((item) => reach(item, defs, seen));
  if (!value || typeof value !== "object") return value;
  const out = {};
  for (const [name, field] of Object.entries(value)) {
    if (name === "$ref" && typeof field === "string") {
      const target = decodeURIComponent(field.split("/").at(-1) ?? "");
      out[name] = field;
      if (!seen.has(target)) {
        out.$target = reach(defs[target], defs, new Set([...seen, target]));
      }
    } else {
      out[name] = reach(field, defs, seen);
    }
  }
  return out;
}
