import { useEffect, useState } from "react";
import { Button } from "@/components/Button";
import { type Running, useOperations, useRunning } from "@/lib/operations";
import css from "./Progress.module.css";

/** Work that ends within this time is not worth a bar. */
const WORTH_SHOWING_MS = 400;

/** The thin bar of what is happening now, with the way to stop it. */
export function Progress() {
  const running = useRunning();
  const { stop } = useOperations();
  return (
    <div className={css.place} data-running={running.length > 0 || undefined}>
      {running.map((each) => (
        <Bar key={each.id} running={each} onStop={() => void stop(each.id)} />
      ))}
    </div>
  );
}

function Bar({ running, onStop }: { running: Running; onStop: () => void }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), WORTH_SHOWING_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  const { title, done, total, stopping } = running;
  return (
    <div className={css.bar} data-testid="progress">
      <span className={css.title} role="status">
        {stopping ? `${title}: stopping` : title}
      </span>
      <progress aria-label={title} max={total || undefined} value={total ? done : undefined} />
      {/* Steps are rows or bytes, as the work has it: the share says the same for both. */}
      <span className={css.share}>{total ? `${Math.floor((100 * done) / total)} %` : ""}</span>
      <Button label="Stop" look="quiet" busy={stopping} onPress={onStop} />
    </div>
  );
}
