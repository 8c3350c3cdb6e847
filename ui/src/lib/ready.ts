import { useEffect } from "react";
import { useDesk } from "./data";

/**
 * Marks the page as ready two frames after the first screen has its data, so that whoever waits for
 * `data-ready` sees what was painted. The host is told, too. `failed` when the first screen could not be read.
 */
export function useReady(state: "pending" | "success" | "error"): void {
  const { platform } = useDesk();
  useEffect(() => {
    const page = document.documentElement;
    if (state === "pending" || page.dataset.ready === "true") return;
    const mark = () => {
      page.dataset.ready = state === "success" ? "true" : "failed";
      if (state === "success") platform.ready();
    };
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(mark);
    });
    return () => cancelAnimationFrame(frame);
  }, [state, platform]);
}
