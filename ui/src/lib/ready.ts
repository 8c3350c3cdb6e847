import { useEffect } from "react";
import { useDesk } from "./data";

/**
 * Marks the page as ready two frames after the first screen has its data, or says why it has none, so
 * that whoever waits for `data-ready` sees what was painted. The host is told in both cases: a window
 * that says what failed works. `data-ready` is then `failed`, until a screen has its data.
 */
export function useReady(state: "pending" | "success" | "error"): void {
  const { platform } = useDesk();
  useEffect(() => {
    const page = document.documentElement;
    if (state === "pending" || page.dataset.ready === "true") return;
    const mark = () => {
      if (page.dataset.ready === undefined) platform.ready();
      page.dataset.ready = state === "success" ? "true" : "failed";
    };
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(mark);
    });
    return () => cancelAnimationFrame(frame);
  }, [state, platform]);
}
