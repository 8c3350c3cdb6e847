import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import {
  BriefcaseBusiness,
  CalendarDays,
  Keyboard,
  type LucideIcon,
  Palette as PaletteIcon,
  UserRound,
  Zap,
} from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { Dialog } from "@/components/Dialog";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { commands, paletteEntries } from "@/generated/commands";
import { type Action, actionKeys, runAction, useOffered } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { keysOf } from "@/lib/bindings";
import { refresh, useCommand, useDesk, usePages } from "@/lib/data";
import { useBeneath } from "@/lib/dialogs";
import { matches } from "@/lib/match";
import { changeSettings, currentSettings, useSettings } from "@/lib/settings";
import { CommandError } from "@/platform";
import css from "./Palette.module.css";
import { doors, quietScreens, screens } from "./places";

interface Entry {
  id: string;
  title: string;
  note?: string | undefined;
  key?: string | undefined;
  icon: LucideIcon;
  run: () => void;
}

interface Group {
  title: string;
  entries: readonly Entry[];
}

/**
 * Everything that can be found or done, by typing. Over a form it is what can be done in that form: nothing
 * that would leave it and lose what was typed.
 */
export function Palette(props: { onClose: () => void; onKeys: () => void; onUndo: () => void }) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string>();
  const name = useId();
  const list = useId();
  const form = useBeneath(name);
  const groups = useGroups(query, form, props);
  const label = form === undefined ? "Find or do anything" : "Do something in this form";
  const entries = groups.flatMap((group) => group.entries);
  // What was chosen may have left with the last letter; then the first entry is the one.
  const at = Math.max(
    0,
    entries.findIndex((entry) => entry.id === chosen),
  );
  const current = entries[at];
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    remember(entry.id);
    props.onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") run(current);
    else if (event.key === "Escape") props.onClose();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const by = event.key === "ArrowDown" ? 1 : -1;
      setChosen(entries[(at + by + entries.length) % entries.length]?.id);
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog
      name={name}
      label={label}
      className={css.palette}
      testId="palette"
      onClose={props.onClose}
    >
      <input
        className={css.input}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={current ? `${list}-${at}` : undefined}
        placeholder={
          form === undefined ? "Find a person or a job, go somewhere, do something" : label
        }
        autoComplete="off"
        spellCheck={false}
        value={query}
        data-testid="palette-input"
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(undefined);
        }}
      />
      <div id={list} className={css.list} role="listbox" aria-label="Results">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a group of options
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={css.heading} role="presentation">
              {group.title}
            </div>
            {group.entries.map((entry) => (
              <Item
                key={entry.id}
                id={`${list}-${entries.indexOf(entry)}`}
                entry={entry}
                selected={entry === current}
                onPoint={() => setChosen(entry.id)}
                onRun={() => run(entry)}
              />
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 ? (
        <p className={css.none} role="status">
          {form === undefined
            ? `Nothing is called “${query}”. Try a name, a job title or a verb such as “undo”.`
            : query.trim()
              ? `Nothing in this form is called “${query}”. Close the form to find other things.`
              : "This form has nothing to offer here. Close it to find other things."}
        </p>
      ) : null}
    </Dialog>
  );
}

function Item(props: {
  id: string;
  entry: Entry;
  selected: boolean;
  onPoint: () => void;
  onRun: () => void;
}) {
  const { entry, selected } = props;
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field runs it
    <div
      ref={item}
      id={props.id}
      className={css.item}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onPointerMove={props.onPoint}
      onClick={props.onRun}
    >
      <Icon of={entry.icon} />
      <bdi className={css.title}>{entry.title}</bdi>
      {entry.note ? <span className={css.note}>{entry.note}</span> : null}
      {entry.key ? (
        <span className={css.keys}>
          <Kbd keys={entry.key} />
        </span>
      ) : null}
    </div>
  );
}

/**
 * Keeps what was used last; people and jobs are not kept, the window remembers nothing about them. What is
 * done to a selection, or in a form, stands first anyway.
 */
function remember(id: string): void {
  if (/^(act|person|job|date):/.test(id)) return;
  const others = currentSettings().recent.filter((other) => other !== id);
  changeSettings({ recent: [id, ...others].slice(0, 5) });
}

function useGroups(
  query: string,
  form: string | undefined,
  { onKeys, onUndo }: { onKeys: () => void; onUndo: () => void },
): Group[] {
  const { recent } = useSettings();
  const selection = useOffered(form).map(fromAction);
  const fixed = [...useDoing(selection, onUndo), ...useGoing(), ...useWindow(onKeys)];
  const sought = form === undefined ? query : "";
  const people = usePeople(sought);
  const jobs = useJobs(sought);
  const dates = useDates(sought);
  const wanted = query.trim();
  if (form !== undefined) {
    return keep([
      { title: "In this form", entries: selection.filter((entry) => matches(entry.title, wanted)) },
    ]);
  }
  if (!wanted) {
    const known = recent.flatMap((id) => fixed.find((entry) => entry.id === id) ?? []);
    const rest = fixed.filter((entry) => !known.includes(entry));
    return keep([
      { title: "Selection", entries: selection },
      { title: "Recent", entries: known },
      { title: "Go or do", entries: rest },
    ]);
  }
  return keep([
    { title: "Selection", entries: selection.filter((entry) => matches(entry.title, wanted)) },
    { title: "Dates", entries: dates },
    { title: "Go or do", entries: fixed.filter((entry) => matches(entry.title, wanted)) },
    { title: "People", entries: people },
    { title: "Jobs", entries: jobs },
  ]);
}

const keep = (groups: Group[]) => groups.filter((group) => group.entries.length > 0);

function fromAction(action: Action): Entry {
  return {
    id: `act:${action.id}`,
    title: action.title,
    note: action.locked,
    key: actionKeys(action),
    icon: Zap,
    run: () => runAction(action),
  };
}

/** The commands that need nothing but a word: from the one command list. */
function useDoing(selection: readonly Entry[], onUndo: () => void): Entry[] {
  const { client } = useDesk();
  const queries = useQueryClient();
  const offered = new Set(selection.map((entry) => entry.id));
  const behindForms = new Set(doors.map((door) => door.command));
  return paletteEntries
    .filter(
      ({ command }) =>
        !offered.has(`act:${command}`) &&
        !behindForms.has(command) &&
        commands[command].required.length === 0 &&
        ["write", "background"].includes(commands[command].kind),
    )
    .map(({ command, title }) => ({
      id: `do:${command}`,
      title,
      key: command === "change_undo" ? keysOf("undo") : undefined,
      icon: Zap,
      run: async () => {
        if (command === "change_undo") return onUndo();
        try {
          await client[command]({} as never);
          announce({ kind: "done", text: `Done: ${title}.` });
        } catch (error) {
          announce({ kind: "failed", error: CommandError.from(error), retry: () => undefined });
        } finally {
          refresh(queries, commands[command].changes);
        }
      },
    }));
}

function useGoing(): Entry[] {
  const router = useRouter();
  const places = [
    ...[...screens, ...quietScreens].map((screen) => ({
      ...screen,
      title: `Go to ${screen.title}`,
    })),
    ...doors,
  ];
  return places.map(({ path, title, icon, action }) => ({
    id: `go:${path}`,
    title,
    key: keysOf(action),
    icon,
    run: () => router.history.push(path),
  }));
}

function useWindow(onKeys: () => void): Entry[] {
  const themes = [
    ["system", "Use the desktop's theme"],
    ["light", "Use the light theme"],
    ["dark", "Use the dark theme"],
  ] as const;
  return [
    { id: "window:keys", title: "Show the keys", key: keysOf("keys"), icon: Keyboard, run: onKeys },
    ...themes.map(([theme, title]) => ({
      id: `window:${theme}`,
      title,
      icon: PaletteIcon,
      run: () => changeSettings({ theme }),
    })),
  ];
}

function usePeople(query: string): Entry[] {
  const router = useRouter();
  const wanted = useDeferredValue(query.trim());
  const { data } = useCommand(
    "candidate_search",
    { query: wanted, limit: 6 },
    { enabled: wanted !== "", keep: true },
  );
  if (!wanted) return [];
  return (data?.items ?? []).map((person) => ({
    id: `person:${person.id}`,
    title: person.full_name,
    note: person.headline ?? undefined,
    icon: UserRound,
    run: () => router.history.push(`/candidates?id=${encodeURIComponent(person.id)}`),
  }));
}

/** Days and hours, as "thu 3pm berlin": Rust reads them. */
function useDates(query: string): Entry[] {
  const router = useRouter();
  const text = useDeferredValue(query.trim());
  const { data } = useCommand("time_read", { text, limit: 3 }, { enabled: text.length > 2 });
  return (data?.items ?? []).map((item) => ({
    id: `date:${item.starts_at ?? item.date}`,
    title: item.spoken,
    note: "in the schedule",
    icon: CalendarDays,
    run: () => router.history.push(`/schedule?view=day&q=${item.date}`),
  }));
}

function useJobs(query: string): Entry[] {
  const router = useRouter();
  const { items } = usePages("job_list", {}, { enabled: query.trim() !== "" });
  return items
    .filter((job) => matches(`${job.title} ${job.company ?? ""}`, query.trim()))
    .slice(0, 6)
    .map((job) => ({
      id: `job:${job.id}`,
      title: job.title,
      note: job.company ?? undefined,
      icon: BriefcaseBusiness,
      run: () => router.history.push(`/jobs?id=${encodeURIComponent(job.id)}`),
    }));
}
