import { Link, useRouter } from "@tanstack/react-router";
import { UsersRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/Button";
import type { ImportPreview, ImportView } from "@/generated/commands";
import { announce } from "@/lib/announce";
import { useDesk, useRun } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { count } from "@/lib/words";
import { CommandError } from "@/platform";
import { PaneForm } from "../PaneForm";
import { PathField, plainPath } from "../PathField";
import { fieldErrors } from "../refusals";
import { fileName } from "../words";
import css from "./data.module.css";
import { Columns } from "./ImportColumns";
import { Outcome } from "./ImportOutcome";
import { useLongWork } from "./useLongWork";

/** How far the file at this path is: looked into, tried, read in. */
interface Step {
  path: string;
  preview?: ImportPreview;
  /** What would happen, with the mapping as it stands. */
  trial?: ImportView;
  result?: ImportView;
  undone?: boolean;
}

/**
 * People from a file, in three steps by the same button: look into it, try it without writing, read it
 * in. Enter in the path does the first two at once, and the next Enter the last.
 */
export function ImportPane() {
  const { client } = useDesk();
  const place = usePlace();
  const router = useRouter();
  const undo = useRun("change_undo");
  const form = useRef<HTMLDivElement>(null);
  const [path, setPath] = useState(place.for ?? "");
  const [step, setStep] = useState<Step>({ path: "" });
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>({});
  const [looking, setLooking] = useState(false);
  const [refused, setRefused] = useState<CommandError>();
  const work = useLongWork<ImportView>("Importing people");
  const file = plainPath(path);
  const busy = looking || work.busy;
  const ready = step.trial !== undefined && step.result === undefined;
  useEffect(() => {
    // The next Enter reads the people in.
    if (ready) form.current?.querySelector<HTMLElement>("[data-testid=submit]")?.focus();
  }, [ready]);

  const trial = async (from: Step, columns: typeof mapping) => {
    const found = await work.start(
      () => client.candidate_import({ ...asked(from.path, columns), dry_run: true }),
      `Trying ${fileName(from.path)}`,
    );
    if (found) setStep({ ...from, trial: found });
  };
  const look = async () => {
    setLooking(true);
    setRefused(undefined);
    try {
      const preview = await client.candidate_import_preview({ path: file });
      const from = { path: file, preview };
      setStep(from);
      setMapping({});
      await trial(from, {});
    } catch (error) {
      setRefused(CommandError.from(error));
    } finally {
      setLooking(false);
    }
  };
  const read = async () => {
    const result = await work.start(() => client.candidate_import(asked(step.path, mapping)));
    if (result) setStep({ ...step, result });
  };
  const act = () => {
    if (step.path !== file || !step.preview || step.result) void look();
    else if (step.trial) void read();
    else void trial(step, mapping);
  };

  const takeBack = () => {
    if (!step.result?.change_id) return;
    undo.mutate(
      { change_id: step.result.change_id },
      {
        onSuccess: () => setStep({ ...step, undone: true }),
        onError: (error) => announce({ kind: "failed", error, retry: takeBack }),
      },
    );
  };

  const error = refused ?? work.error;
  const wrong = fieldErrors(error, ["path", "mapping"]);
  const known = step.path === file ? step : undefined;
  return (
    <div ref={form}>
      <PaneForm
        title="Import candidates"
        note="From a CSV file, LinkedIn’s Connections.csv or JSON. Who is here already is completed, never doubled, and one undo takes the whole import back."
        submit={nextAct(known)}
        locked={whyNot(file, known)}
        busy={busy}
        error={wrong.rest}
        after
        takesFocus
        testId="import"
        buttons={
          known?.result ? (
            <>
              {known.result.change_id && !known.undone ? (
                <Button label="Undo the import" busy={undo.isPending} onPress={takeBack} />
              ) : null}
              <Button
                label="Show the candidates"
                icon={UsersRound}
                onPress={() => router.history.push("/candidates")}
              />
            </>
          ) : undefined
        }
        onSubmit={act}
      >
        <PathField
          first
          label="File"
          note="Type its path, or drop the file on this window."
          placeholder="/home/me/Downloads/Connections.csv"
          value={path}
          error={wrong.of("path")}
          question={{
            kind: "open",
            title: "Choose a file of people",
            extensions: ["csv", "json", "jsonl", "ndjson", "txt"],
          }}
          onChange={(next) => {
            setPath(next);
            setRefused(undefined);
            work.reset();
          }}
        />
        {/\.ics$/i.test(file) ? (
          <p>
            This is a calendar.{" "}
            <Link to="/settings" search={{ view: "people", do: "busy", for: file }}>
              Import it as busy times of an interviewer
            </Link>
            .
          </p>
        ) : null}
        {known?.preview ? (
          <Columns
            preview={known.preview}
            mapping={mapping}
            error={wrong.of("mapping")}
            fixed={busy || known.result !== undefined}
            onChange={(next) => {
              setMapping(next);
              setRefused(undefined);
              work.reset();
              const { trial: _, ...rest } = known;
              setStep(rest);
            }}
          />
        ) : null}
        {work.stopped ? (
          <p role="status" className={css.warn}>
            {step.trial
              ? "Stopped. Whoever was read until then is here; importing the file again finishes it, and Activity takes it back."
              : "Stopped. Nothing has been written."}
          </p>
        ) : null}
        {known?.undone ? (
          <p role="status">
            The import is taken back: everybody it brought is gone again, everybody it completed is
            as before.
          </p>
        ) : known?.trial ? (
          <Outcome
            view={known.result ?? known.trial}
            fields={known.preview?.fields ?? []}
            happened={known.result !== undefined}
          />
        ) : null}
      </PaneForm>
    </div>
  );
}

/** What the command is asked: the columns that go elsewhere than their names say. */
function asked(path: string, mapping: Readonly<Record<string, string>>) {
  const moved = Object.keys(mapping).length > 0;
  return { path, background: true, ...(moved ? { mapping } : {}) };
}

function nextAct(step: Step | undefined): string {
  if (!step?.preview) return "Look into the file";
  if (step.result) return "Look into the file again";
  return step.trial
    ? `Import ${count(people(step.trial), "person", "people")}`
    : "Try these columns";
}

function whyNot(file: string, step: Step | undefined): string | undefined {
  if (!file) return "Give the path of the file first.";
  if (step?.trial && !step.result && people(step.trial) === 0) {
    return "The file brings nobody new and nothing new about anybody.";
  }
  return undefined;
}

const people = (view: ImportView) => view.created + view.updated;
