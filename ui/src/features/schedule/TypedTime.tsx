import { useState } from "react";
import { TextField } from "@/components/Form";
import { useCommand } from "@/lib/data";
import css from "./sheets.module.css";
import { useThrottled } from "./useThrottled";

/** How often a text is read while it is typed. */
const READ_MS = 150;

/** Another time, typed as one says it: "thu 3pm berlin". */
export function TypedTime(props: {
  chosen: string | undefined;
  onChoose: (startsAt: string) => void;
}) {
  const [text, setText] = useState("");
  const asked = useThrottled(text.trim(), READ_MS);
  const read = useCommand(
    "time_read",
    { text: asked, limit: 3 },
    { enabled: asked.length > 1, keep: true },
  );
  const items = asked.length > 1 ? (read.data?.items ?? []) : [];
  const times = items.filter((item) => item.starts_at !== null);
  const current = asked === text.trim() && !read.isPlaceholderData && !read.isPending;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key belongs to the field inside
    <div
      className={css.typed}
      onKeyDown={(event) => {
        // Enter takes the first reading; only Ctrl+Enter sends the form.
        if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
        if (!(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        if (times[0]?.starts_at) props.onChoose(times[0].starts_at);
      }}
    >
      <TextField
        label="Another time"
        placeholder="thu 3pm, 24 nov 15:00 berlin, tomorrow 9:30"
        value={text}
        onChange={setText}
        {...(current && asked.length > 1 && items.length === 0
          ? { error: "No time was found in that. Type a day and a time, as “thu 3pm”." }
          : {})}
        {...(current && items.length > 0 && times.length === 0
          ? { error: `${items[0]?.spoken}: at what time? Add one, as “3pm”.` }
          : {})}
      />
      {times.length > 0 ? (
        <div className={css.usual}>
          {times.map((item) => (
            <button
              key={item.starts_at}
              type="button"
              className={css.chip}
              aria-pressed={item.starts_at === props.chosen}
              data-testid="reading"
              onClick={() => item.starts_at && props.onChoose(item.starts_at)}
            >
              {item.spoken}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
