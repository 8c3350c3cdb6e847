/** What a host of the window can do beyond answering commands. */
export interface Capabilities {
  /** Where the window runs. */
  readonly host: "desktop" | "browser";
  /** Whether an address can be opened in the system browser. */
  readonly openExternal: boolean;
  /** Whether the system's file dialog can be asked for a path; without it a path is typed. */
  readonly pickPath: boolean;
  /** Whether the window can start with the computer or stay in the tray. */
  readonly shellSettings: boolean;
}

/** Something that happened outside the page, whoever caused it. */
export type PlatformEvent =
  /** Data with these tags is stale; `"all"` after a broken connection came back. */
  | { readonly kind: "changed"; readonly tags: readonly string[] | "all" }
  /** A deep link, a notification or the tray asks for a place of the window, as `/schedule?id=…`. */
  | { readonly kind: "open"; readonly path: string }
  /** Files were dropped on the window. */
  | { readonly kind: "dropped"; readonly paths: readonly string[] };

/** What a file dialog asks for. */
export interface PathQuestion {
  kind: "open" | "save" | "folder";
  title: string;
  /** Endings without the dot; none for every file. */
  extensions?: readonly string[];
  /** A file name to begin with. */
  suggested?: string;
}

/** How the desktop shell behaves around the window. */
export interface ShellSettings {
  autostart: boolean;
  autostart_available: boolean;
  keep_in_tray: boolean;
  tray_available: boolean;
}

/** The only door out of the window: the desktop shell, or the loopback host. */
export interface Platform {
  readonly capabilities: Capabilities;
  /** Runs one command. Rejects with a {@link CommandError}, whatever went wrong. */
  call(command: string, params: object): Promise<unknown>;
  /** Listens to events until the returned function is called. */
  events(listener: (event: PlatformEvent) => void): () => void;
  /** Tells the host, once, that the window works: a screen shows its data, or says what failed. */
  ready(): void;
  /** Opens an `https:` or `mailto:` address outside the window, or one of this computer by `http:`. */
  openExternal(url: string): Promise<void>;
  /** Puts text on the clipboard. */
  copyText(text: string): Promise<void>;
  /** Asks for a path with the system's dialog; undefined when the person changed their mind. */
  pickPath(question: PathQuestion): Promise<string | undefined>;
  /** Reads or changes how the shell behaves; only where `capabilities.shellSettings` is true. */
  shellSettings(change?: Partial<ShellSettings>): Promise<ShellSettings>;
  /** The folder with the shell's log; undefined where there is no shell. */
  logFolder(): Promise<string | undefined>;
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

/** The names of this computer to itself. */
const HERE: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Whether an address may leave the window: `https:`, `mailto:`, and `http:` of this computer, where a
 * sign-in service of one's own may run.
 */
export function mayOpen(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    if (protocol === "http:") return HERE.includes(hostname);
    return ["https:", "mailto:"].includes(protocol);
  } catch {
    return false;
  }
}

/** The refusal of an address that may not leave the window. */
export function closedAddress(url: string): CommandError {
  return new CommandError(
    "cannot_open",
    `Muster does not open ${url}.`,
    "Only https and mailto addresses leave the window, and http addresses of this computer.",
  );
}
