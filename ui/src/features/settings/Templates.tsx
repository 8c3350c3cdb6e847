import { MessageSquarePlus } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { Icon } from "@/components/Icon";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { RowList } from "@/components/RowList";
import { channelOf, channels } from "@/features/outreach/words";
import { useActions } from "@/lib/actions";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { useKeys } from "@/lib/keys";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { type Template, TemplateSheet } from "./TemplateSheet";
import css from "./templates.module.css";

/** The message templates by channel; Enter edits the chosen one. */
export function Templates() {
  const place = usePlace();
  const { data, error, refetch, status } = useCommand("template_list", { limit: 500 });
  useReady(status);
  const ordered = useMemo(
    () =>
      channels.flatMap((channel) => (data?.items ?? []).filter((each) => each.channel === channel)),
    [data],
  );
  const cursor = useCursor(
    "templates",
    useMemo(() => ordered.map((template) => template.id), [ordered]),
  );
  const add = () => place.set({ do: "create" });
  useActions([{ id: "new_template", title: "Add a message template", run: add }]);
  useKeys({ "@edit_draft": () => cursor.open() });
  const close = () => place.set({ do: undefined, id: undefined }, true);
  const open = ordered.find((template) => template.id === place.id);
  const creating = place.do === "create";
  return (
    <div className={css.templates} data-testid="templates">
      <div className={css.head}>
        <p className="muted">
          Drafts start from these. Changing a template leaves the drafts that were made from it as
          they are.
        </p>
        <Button
          label="Add a template"
          icon={MessageSquarePlus}
          action="new_template"
          onPress={add}
        />
      </div>
      {error ? (
        <ErrorNotice error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Waiting label="Reading the templates" />
      ) : ordered.length === 0 ? (
        <Empty icon={MessageSquarePlus} title="No templates yet">
          <p>
            A template is a message with gaps that the record fills, such as the first name and the
            title of the job. With one, a draft takes one key.
          </p>
        </Empty>
      ) : (
        <RowList
          label="Templates"
          at={cursor.key}
          opened={cursor.opened}
          onOpen={(id) => cursor.open(ordered.findIndex((template) => template.id === id))}
          groups={channels.flatMap((channel) => {
            const rows = ordered.filter((template) => template.channel === channel);
            return rows.length > 0
              ? [{ title: channelOf(channel).label, rows: rows.map(rowOf) }]
              : [];
          })}
        />
      )}
      {creating || open ? (
        <TemplateSheet
          key={open?.id ?? "new"}
          template={creating ? undefined : open}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

function rowOf(template: Template) {
  return {
    key: template.id,
    content: (
      <Line
        lead={
          <span className={css.channel}>
            <Icon of={channelOf(template.channel).icon} />
          </span>
        }
        title={template.name}
        below={template.body}
      />
    ),
  };
}
