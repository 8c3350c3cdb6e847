import { CheckCheck, CircleAlert, Info, X } from "lucide-react";
import { useEffect } from "react";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { announce, useAnnouncement } from "@/lib/announce";
import { errorRow } from "@/lib/errors";
import { useHands } from "@/lib/hands";
import { pace } from "@/lib/pace";
import css from "./StatusLine.module.css";

/** The one line that says what just happened. The next one takes its place; lines never pile up. */
export function StatusLine(props: { onUndo: () => void }) {
  const line = useAnnouncement();
  const hands = useHands(() => line?.kind === "failed" && line.retry());
  useEffect(() => {
    if (!line || line.kind === "failed") return;
    const timer = setTimeout(() => announce(undefined), pace.reading);
    return () => clearTimeout(timer);
  }, [line]);

  const row = line?.kind === "failed" ? errorRow(line.error.code) : undefined;
  return (
    <div className={css.place} role="status" aria-live="polite" data-testid="status-line">
      {line ? (
        <div className={css.line} data-kind={line.kind}>
          <Icon
            of={line.kind === "done" ? CheckCheck : line.kind === "told" ? Info : CircleAlert}
          />
          {line.kind === "failed" ? (
            <p>
              <strong>{row?.title}.</strong> {line.error.message}{" "}
              <span className="muted">{line.error.hint}</span>
            </p>
          ) : (
            <p>{line.text}</p>
          )}
          {line.kind === "done" && line.undo ? (
            <button type="button" className={css.button} onClick={props.onUndo}>
              Undo <Kbd keys="z" />
            </button>
          ) : null}
          {row?.action ? (
            <button
              type="button"
              className={css.button}
              onClick={() => {
                announce(undefined);
                row.action?.run(hands);
              }}
            >
              {row.action.label}
            </button>
          ) : null}
          <button
            type="button"
            className={css.close}
            aria-label="Close this line"
            onClick={() => announce(undefined)}
          >
            <Icon of={X} />
          </button>
        </div>
      ) : null}
    </div>
  );
}
