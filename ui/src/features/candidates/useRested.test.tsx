import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useRested } from "./useRested";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

it("a single change follows after the next paint", () => {
  const { result, rerender } = renderHook((id: string) => useRested(id), { initialProps: "c1" });
  pass(1000);
  rerender("c2");
  expect(result.current).toBe("c1");
  pass(20);
  expect(result.current).toBe("c2");
});

it("a held key shows nobody on the way, and the last one once it rests", () => {
  const seen = new Set<string>();
  const { result, rerender } = renderHook(
    (id: string) => {
      const shown = useRested(id);
      seen.add(shown);
      return shown;
    },
    { initialProps: "c1" },
  );
  for (const id of ["c2", "c3", "c4", "c5", "c6"]) {
    rerender(id);
    pass(10);
  }
  pass(1000);
  expect(result.current).toBe("c6");
  expect([...seen]).toEqual(["c1", "c6"]);
});
