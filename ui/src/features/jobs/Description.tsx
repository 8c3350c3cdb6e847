import type { MouseEvent } from "react";
import { announce } from "@/lib/announce";
import { useDesk } from "@/lib/data";
import type { Job } from "@/lib/shapes";
import { CommandError } from "@/platform";
import css from "./jobs.module.css";

/**
 * The text of a job. Where it is HTML, it was sanitised in Rust and is shown inert: a link opens outside
 * the window, nothing else in it acts.
 */
export function Description({ job }: { job: Pick<Job, "description" | "description_html"> }) {
  const { platform } = useDesk();
  const open = async (url: string): Promise<void> => {
    try {
      await platform.openExternal(url);
    } catch (error) {
      announce({ kind: "failed", error: CommandError.from(error), retry: () => void open(url) });
    }
  };
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    event.preventDefault();
    const address = link.getAttribute("href");
    if (address) void open(address);
  };
  if (!job.description_html) {
    return (
      <p className={css.prose} dir="auto">
        {job.description}
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside take the focus and Enter
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div
      className={css.html}
      dir="auto"
      data-testid="description"
      onClick={follow}
      onAuxClick={follow}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the one field that Rust has sanitised
      dangerouslySetInnerHTML={{ __html: job.description_html }}
    />
  );
}
