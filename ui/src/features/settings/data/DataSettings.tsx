import {
  DatabaseBackup,
  FileUp,
  FolderOutput,
  History,
  type LucideIcon,
  Sparkles,
} from "lucide-react";
import { useEffect, useState } from "react";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { Line } from "@/components/Line";
import { RowList } from "@/components/RowList";
import { Detail, Split } from "@/components/Split";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { BackupPane } from "./BackupPane";
import { DemoPane } from "./DemoPane";
import { ExportPane } from "./ExportPane";
import { ImportPane } from "./ImportPane";
import { RestorePane } from "./RestorePane";

interface Act {
  key: string;
  title: string;
  below: string;
  icon: LucideIcon;
  action?: string;
  shows: () => React.JSX.Element;
}

const acts: readonly Act[] = [
  {
    key: "import",
    title: "Import candidates",
    below: "From CSV, LinkedIn’s Connections.csv or JSON",
    icon: FileUp,
    action: "import",
    shows: ImportPane,
  },
  {
    key: "export",
    title: "Export everything",
    below: "To a folder of files that other programs read",
    icon: FolderOutput,
    shows: ExportPane,
  },
  {
    key: "backup",
    title: "Back up now",
    below: "One checked file, with the documents beside it",
    icon: DatabaseBackup,
    shows: BackupPane,
  },
  {
    key: "restore",
    title: "Restore a backup",
    below: "Puts this workspace back to an earlier state",
    icon: History,
    shows: RestorePane,
  },
];

const demo: Act = {
  key: "demo",
  title: "Fill with demo data",
  below: "Made-up people, jobs and interviews to look around",
  icon: Sparkles,
  shows: DemoPane,
};

/** The ways in and out: import, export, backup, restore, and the demo for an empty workspace. */
export function DataSettings() {
  const place = usePlace();
  const status = useCommand("workspace_status", {});
  useReady(status.status);
  const empty = status.data?.candidates === 0;
  const all = empty ? [demo, ...acts] : acts;
  const [cursor, setCursor] = useState<string>();
  const shown = [...acts, demo].find(({ key }) => key === place.do);
  const at = shown?.key ?? cursor;
  const index = all.findIndex(({ key }) => key === at);
  const open = (key: string | undefined) => {
    if (!key) return false;
    setCursor(key);
    place.set({ do: key, for: undefined }, place.do !== undefined);
    return true;
  };
  const move = (by: 1 | -1) => {
    const next = all[Math.min(all.length - 1, Math.max(0, index < 0 ? 0 : index + by))];
    if (!next) return;
    setCursor(next.key);
    if (place.do) open(next.key);
  };
  const close = () => place.set({ do: undefined, for: undefined });
  useKeys({
    "@next": () => move(1),
    "@previous": () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open(all[index]?.key),
    Escape: () => (place.do ? close() : false),
  });
  // A file dropped on the window while the pane is open names another file.
  const [fresh, setFresh] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path starts the pane anew
  useEffect(() => setFresh((before) => before + 1), [place.for]);
  return (
    <Split
      list={
        <RowList
          label="Data"
          at={at}
          opened={shown !== undefined}
          onOpen={open}
          groups={[
            {
              title: empty ? "This workspace is empty" : "In and out",
              rows: all.map(({ key, title, below, icon, action }) => ({
                key,
                content: (
                  <Line
                    lead={<Icon of={icon} />}
                    title={title}
                    below={below}
                    end={action ? <Kbd action={action} /> : undefined}
                  />
                ),
              })),
            },
          ]}
        />
      }
      detail={
        shown ? (
          <Detail label={shown.title} onClose={close}>
            <shown.shows key={`${shown.key} ${fresh}`} />
          </Detail>
        ) : undefined
      }
    />
  );
}
