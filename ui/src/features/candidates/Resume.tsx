import { FilePlus, FileX } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import type { Dossier } from "./CandidateDetail";
import { CandidatePast } from "./CandidatePast";
import css from "./Resume.module.css";
import { showResume } from "./resumeShown";
import { marked, skillPattern } from "./resumeText";
import { useCandidateForms } from "./useCandidateForms";

/** A person's documents as text, one at a time, with the job's skills marked. */
export function Resume(props: { dossier: Dossier; mode: "reading" | "reviewing" }) {
  const { candidate, current } = props.dossier;
  const forms = useCandidateForms();
  const [chosen, setChosen] = useState<string>();
  const { documents } = candidate;
  const shown = documents?.find((each) => each.id === chosen) ?? documents?.[0];
  const add = (
    <Button
      label="Add a résumé"
      icon={FilePlus}
      action="add_document"
      onPress={() => forms.open("document")}
    />
  );
  return (
    <section className={css.resume} aria-label="Résumé" data-testid="resume">
      <header className={css.head}>
        <h2>
          <bdi>{shown && documents.length === 1 ? shown.file_name : "Résumé"}</bdi>
        </h2>
        <div className={css.tools}>
          {shown ? add : null}
          <Button
            label="Hide résumé"
            action="resume"
            look="quiet"
            onPress={() => showResume(props.mode, false)}
          />
        </div>
        {documents?.length > 1 && shown ? (
          <Choice
            label="Documents"
            value={shown.id}
            options={documents.map((each) => [each.id, each.file_name] as const)}
            onChange={setChosen}
          />
        ) : null}
      </header>
      {shown ? (
        <Text key={shown.id} id={shown.id} skills={current?.match?.criteria ?? []} />
      ) : (
        <div className={css.none}>
          <p className="muted">
            There is no document yet; this is what the record says. Add a PDF, DOCX or text file,
            and its words are shown here and found by the search.
          </p>
          {add}
          <CandidatePast candidate={candidate} />
        </div>
      )}
    </section>
  );
}

function Text({ id, skills }: { id: string; skills: readonly { name: string }[] }) {
  const document = useCommand("candidate_document_text", { id });
  const end = useRef<HTMLDivElement>(null);
  const scroll = (by: 1 | -1) => {
    const pane = scrollerOf(end.current);
    pane?.scrollBy({ top: by * (pane.clientHeight - 72) });
  };
  useKeys({ PageDown: () => scroll(1), PageUp: () => scroll(-1) });
  const text = document.data?.text ?? "";
  const parts = useMemo(() => marked(text, skillPattern(skills)), [text, skills]);
  if (document.error) {
    return <ErrorNotice error={document.error} retry={() => void document.refetch()} />;
  }
  if (!document.data) return <Waiting rows={10} label="Reading the document" />;
  const { message } = document.data;
  return (
    <div ref={end} data-testid="resume-text">
      {message ? (
        <Empty icon={FileX} title="This document has no text">
          <p>{message}</p>
        </Empty>
      ) : null}
      <div className={css.text} dir="auto">
        {parts.map((part) =>
          part.mark ? (
            <mark key={part.at}>{part.text}</mark>
          ) : (
            <span key={part.at}>{part.text}</span>
          ),
        )}
      </div>
    </div>
  );
}

/** The nearest element around that scrolls. */
function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  let each = element?.parentElement ?? null;
  while (each && !/auto|scroll/.test(getComputedStyle(each).overflowY)) each = each.parentElement;
  return each;
}
