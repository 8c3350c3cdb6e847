import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Command } from "cmdk";
import {
  BriefcaseBusiness,
  Keyboard,
  type LucideIcon,
  Palette as PaletteIcon,
  UserRound,
  Zap,
} from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Dialog } from "@/components/Dialog";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { commands, paletteEntries } from "@/generated/commands";
import { type Action, runAction, useOffered } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { refresh, useCommand, useDesk, usePages } from "@/lib/data";
import { matches } from "@/lib/match";
import { changeSettings, currentSettings, useSettings } from "@/lib/settings";
import { CommandError } from "@/platform";
import css from "./Palette.module.css";
import { quietScreens, screens } from "./places";

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

/** Everything that can be found or done, by typing. */
export function Palette(props: { onClose: () => void; onKeys: () => void; onUndo: () => void }) {
  const [query, setQuery] = useState("");
  const groups = useGroups(query, props);
  const choose = (entry: Entry) => {
    remember(entry.id);
    props.onClose();
    entry.run();
  };
  return (
    <Dialog
      label="Find or do anything"
      className={css.palette}
      testId="palette"
      onClose={props.onClose}
    >
      <Command label="Find or do anything" shouldFilter={false} loop>
        <Command.Input
          className={css.input}
          placeholder="Find a person or a job, go somewhere, do something"
          value={query}
          onValueChange={setQuery}
          autoFocus
          data-testid="palette-input"
        />
        <Command.List className={css.list} label="Results">
          <Command.Empty className={css.none}>
            Nothing is called “{query}”. Try a name, a job title or a verb such as “undo”.
          </Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group.title} heading={group.title} className={css.group}>
              {group.entries.map((entry) => (
                <Command.Item
                  key={entry.id}
                  value={entry.id}
                  className={css.item}
                  onSelect={() => choose(entry)}
                >
                  <Icon of={entry.icon} />
                  <bdi className={css.title}>{entry.title}</bdi>
                  {entry.note ? <span className={css.note}>{entry.note}</span> : null}
                  {entry.key ? <Kbd keys={entry.key} /> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** Keeps what was used last; people and jobs are not kept, the window remembers nothing about them. */
function remember(id: string): void {
  if (/^(person|job):/.test(id)) return;
  const others = currentSettings().recent.filter((other) => other !== id);
  changeSettings({ recent: [id, ...others].slice(0, 5) });
}

function useGroups(
  query: string,
  { onKeys, onUndo }: { onKeys: () => void; onUndo: () => void },
): Group[] {
  const { recent } = useSettings();
  const selection = useOffered().map(fromAction);
  const fixed = [...useDoing(selection, onUndo), ...useGoing(), ...useWindow(onKeys)];
  const people = usePeople(query);
  const jobs = useJobs(query);
  const wanted = query.trim();
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
    key: action.key,
    icon: Zap,
    run: () => runAction(action),
  };
}

/** The commands that need nothing but a word: from the one command list. */
function useDoing(selection: readonly Entry[], onUndo: () => void): Entry[] {
  const { client } = useDesk();
  const queries = useQueryClient();
  const offered = new Set(selection.map((entry) => entry.id));
  return paletteEntries
    .filter(
      ({ command }) => !offered.has(`act:${command}`) && commands[command].required.length === 0,
    )
    .filter(
      ({ command }) =>
        commands[command].kind === "write" || commands[command].kind === "background",
    )
    .map(({ command, title, key }) => ({
      id: `do:${command}`,
      title,
      key: key?.toLowerCase(),
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
  return [...screens, ...quietScreens].map(({ path, title, icon, keys }) => ({
    id: `go:${path}`,
    title: `Go to ${title}`,
    key: keys,
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
    { id: "window:keys", title: "Show the keys", key: "?", icon: Keyboard, run: onKeys },
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
