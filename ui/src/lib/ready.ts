import { useEffect } from "react";

/**
 * Marks the page as ready two frames after the first screen has its data, so that whoever waits for
 * `data-ready` sees what was painted. `failed` when the first screen could not be read.
 */
export function useReady(state: "pending" | "success" | "error"): void {
  useEffect(() => {
    const page = document.documentElement;
    if (state === "pending" || page.dataset.ready === "true") return;
    const mark = () => {
      page.dataset.ready = state === "success" ? "true" : "failed";
    };
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(mark);
    });
    return () => cancelAnimationFrame(frame);
  }, [state]);
}
