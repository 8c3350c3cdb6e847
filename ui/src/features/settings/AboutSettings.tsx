import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { Button } from "@/components/Button";
import { ErrorNotice, Waiting } from "@/components/Notice";
import { Section } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { announce } from "@/lib/announce";
import { useCommand, useDesk, usePages } from "@/lib/data";
import { useReady } from "@/lib/ready";
import { count, sentence } from "@/lib/words";
import { CommandError } from "@/platform";
import css from "./settings.module.css";
import { listed } from "./words";

/** Which Muster this is, where its data lies, and what is in it. */
export function AboutSettings() {
  const { platform } = useDesk();
  const status = useCommand("workspace_status", {});
  const dashboard = useCommand("dashboard_get", {});
  const people = usePages("person_list", {});
  const jobs = usePages("job_list", {});
  const log = useQuery({
    queryKey: ["log_folder"],
    queryFn: async () => (await platform.logFolder()) ?? null,
  });
  useReady(status.status);
  const facts: (readonly [string, string])[] = status.data
    ? [
        ["Version", status.data.version],
        ["Time zones", status.data.tz_database],
        ["Workspace", status.data.workspace_id],
        ["Folder", status.data.folder],
        ["Runs in", platform.capabilities.host === "desktop" ? "its own window" : "a browser"],
        ...(log.data ? [["Log", log.data] as const] : []),
        ["Writing", status.data.read_only ? "read only: nothing can be saved" : "possible"],
      ]
    : [];
  const copy = () => {
    const text = facts.map(([name, value]) => `${name}: ${value}`).join("\n");
    platform.copyText(`Muster\n${text}`).then(
      () => announce({ kind: "told", text: "Copied. Nothing about people is in it." }),
      (error: unknown) =>
        announce({ kind: "failed", error: CommandError.from(error), retry: copy }),
    );
  };
  useActions([{ id: "about_copy", title: "Copy what to tell when something fails", run: copy }]);
  if (status.error) {
    return <ErrorNotice error={status.error} retry={() => void status.refetch()} />;
  }
  if (!status.data) return <Waiting rows={5} label="Reading about this workspace" />;
  const more = (pages: { items: readonly unknown[]; hasNextPage: boolean }, word: string) =>
    pages.hasNextPage
      ? `more than ${pages.items.length} ${word}s`
      : count(pages.items.length, word);
  const inside = [
    count(status.data.candidates, "candidate"),
    more(jobs, "job"),
    more(people, "interviewer"),
    ...(dashboard.data
      ? [
          `${count(dashboard.data.counts.upcoming, "interview")} to come`,
          `${dashboard.data.counts.completed.toLocaleString("en")} that took place`,
        ]
      : []),
  ];
  return (
    <div className={css.page} data-testid="about">
      <div className={css.sheet}>
        <h1>Muster {status.data.version}</h1>
        <dl className={css.facts}>
          {facts.slice(1).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Section title="In this workspace">
          <p>{sentence(listed(inside))}.</p>
        </Section>
        <Section title="When something fails">
          <p className={css.prose}>
            Tell whoever helps you the facts above.{" "}
            {log.data ? "What went wrong is written to the log in the folder named there. " : ""}
            <code>muster doctor</code> on the command line says whether keyring, notifications and
            time zones work on this computer, and where its log is.
          </p>
          <div className={css.after}>
            <Button label="Copy these facts" icon={Copy} onPress={copy} />
          </div>
        </Section>
      </div>
    </div>
  );
}
