import { useEffect, useRef, useState } from "react";

/** A value that changes at most this often; the latest wins. It is compared by what it says. */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  const latest = useRef(value);
  latest.current = value;
  const shape = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the value
  useEffect(() => {
    const wait = Math.max(0, last.current + everyMs - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setShown(latest.current);
    }, wait);
    return () => clearTimeout(timer);
  }, [shape, everyMs]);
  return shown;
}
