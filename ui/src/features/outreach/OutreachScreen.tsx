import { useRouter } from "@tanstack/react-router";
import { PencilLine } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { Choice } from "@/components/Choice";
import { SearchField } from "@/components/SearchField";
import { ScreenHead, Split } from "@/components/Split";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { DraftDetail } from "./DraftDetail";
import { NewDraftSheet } from "./NewDraftSheet";
import css from "./outreach.module.css";
import { Queue } from "./Queue";
import { ReplySheet } from "./ReplySheet";
import { queueViews, readView, useQueue } from "./useQueue";

/** The drafts: to whom, by which channel, how far; with one of them open to be written and sent. */
export function OutreachScreen() {
  const place = usePlace();
  const router = useRouter();
  const view = readView(place.view);
  const typed = place.q?.trim() ?? "";
  const queue = useQueue(view, typed);
  useReady(queue.status);
  const drafts = useMemo(
    () => queue.rows.flatMap((row) => ("draft" in row ? [row.draft] : [])),
    [queue.rows],
  );
  const cursor = useCursor(
    "outreach",
    useMemo(() => drafts.map((draft) => draft.id), [drafts]),
  );
  const write = () => place.set({ do: "create" });
  useActions([
    { id: "new_draft", title: "Draft a message to somebody", run: write },
    {
      id: "new_template",
      title: "Add a message template",
      run: () => router.history.push("/settings?view=templates&do=create"),
    },
    ...queueViews.map(([name, label]) => ({
      id: `outreach_${name}`,
      title: `Show drafts: ${label}`,
      run: () => place.set({ view: name === "todo" ? undefined : name, id: undefined }),
    })),
  ]);
  const { id } = place;
  const close = () => place.set({ do: undefined, for: undefined }, true);
  return (
    <>
      <ScreenHead title="Outreach">
        <div className={css.views}>
          <Choice
            label="Which drafts"
            value={view}
            options={queueViews}
            onChange={(next) =>
              place.set({ view: next === "todo" ? undefined : next, id: undefined })
            }
          />
        </div>
        <SearchField
          label="Search drafts"
          value={place.q ?? ""}
          onChange={(q) => place.set({ q: q || undefined, id: undefined }, true)}
          onMove={cursor.move}
          onOpen={() => cursor.open(Math.max(0, cursor.index))}
        />
        <Button label="Draft a message" icon={PencilLine} action="new_draft" onPress={write} />
      </ScreenHead>
      <Split
        list={<Queue queue={queue} view={view} typed={typed} cursor={cursor} onWrite={write} />}
        detail={
          id ? (
            <DraftDetail
              key={id}
              id={id}
              listed={drafts.find((draft) => draft.id === id)}
              onClose={cursor.close}
            />
          ) : undefined
        }
      />
      {place.do === "create" ? <NewDraftSheet onClose={close} /> : null}
      {place.do === "reply" && id ? <ReplySheet id={id} onClose={close} /> : null}
    </>
  );
}
