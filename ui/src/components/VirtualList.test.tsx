import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { VirtualList } from "./VirtualList";

it("renders only what can be seen of 100,000 rows", () => {
  const draw = vi.fn((at: number) => `Person ${at}`);
  render(
    <VirtualList
      label="Candidates"
      count={100_000}
      size={() => 40}
      rowKey={(at) => `c${at}`}
      at={-1}
      opened={false}
      onOpen={() => undefined}
    >
      {draw}
    </VirtualList>,
  );
  const rows = screen.getAllByRole("option");
  expect(rows.length).toBeGreaterThanOrEqual(20);
  expect(rows.length).toBeLessThan(60);
  expect(document.querySelectorAll("*").length).toBeLessThan(200);
  expect(rows[0]?.getAttribute("aria-setsize")).toBe("100000");
  expect(rows[0]?.textContent).toBe("Person 0");
});

it("asks for more near the end, and not before", () => {
  const more = vi.fn();
  const list = (count: number) => (
    <VirtualList
      label="Candidates"
      count={count}
      size={() => 40}
      rowKey={String}
      at={-1}
      opened={false}
      onOpen={() => undefined}
      onNearEnd={more}
    >
      {String}
    </VirtualList>
  );
  const { rerender } = render(list(5000));
  expect(more).not.toHaveBeenCalled();
  rerender(list(50));
  expect(more).toHaveBeenCalled();
});
