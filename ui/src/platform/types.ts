/** What a host of the window can do beyond answering commands. */
export interface Capabilities {
  /** Where the window runs, in the words of the shortcut sheet. */
  readonly host: "desktop" | "browser" | "sample";
  /** Whether an address can be opened in the system browser. */
  readonly openExternal: boolean;
}

/** Something that happened in the workspace, whoever caused it. */
export interface PlatformEvent {
  readonly kind: "changed";
  /** Data with these tags is stale; `"all"` after a broken connection came back. */
  readonly tags: readonly string[] | "all";
}

/** The only door out of the window: the desktop shell, the loopback host, or sample data. */
export interface Platform {
  readonly capabilities: Capabilities;
  /** Runs one command. Rejects with a {@link CommandError}, whatever went wrong. */
  call(command: string, params: object): Promise<unknown>;
  /** Listens to events until the returned function is called. */
  events(listener: (event: PlatformEvent) => void): () => void;
  /** Tells the host, once, that the first screen shows its data. */
  ready(): void;
  /** Opens an `https:` or `mailto:` address outside the window. */
  openExternal(url: string): Promise<void>;
}

/** A refusal or failure, as every host sends it (FORMATS.md, "The muster command"). */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: string;
  readonly hint: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, hint = "", details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.details = details;
  }

  /** Reads `{code, message, hint, details?}`; anything else becomes the code `unexpected`. */
  static from(value: unknown): CommandError {
    if (value instanceof CommandError) return value;
    if (isRecord(value) && typeof value.code === "string" && typeof value.message === "string") {
      const hint = typeof value.hint === "string" ? value.hint : "";
      const details = isRecord(value.details) ? value.details : {};
      return new CommandError(value.code, value.message, hint, details);
    }
    const message = value instanceof Error ? value.message : String(value);
    return new CommandError(
      "unexpected",
      `Muster sent an answer that this window cannot read: ${message}`,
      "Restart Muster. If it happens again, the log names the cause.",
    );
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads an event of a host; undefined for one that this window does not know. */
export function readEvent(value: unknown): PlatformEvent | undefined {
  if (!isRecord(value)) return undefined;
  if (value.kind === "changed" && Array.isArray(value.tags)) {
    return { kind: "changed", tags: value.tags.filter((tag) => typeof tag === "string") };
  }
  return undefined;
}

/** Whether an address may leave the window: `https:` and `mailto:` only. */
export function mayOpen(url: string): boolean {
  try {
    return ["https:", "mailto:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
