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

it("moving the cursor draws only the row it leaves and the row it comes to", () => {
  const draw = vi.fn((at: number) => `Person ${at}`);
  const size = () => 40;
  const key = (at: number) => `c${at}`;
  const list = (at: number) => (
    <VirtualList
      label="Candidates"
      count={1000}
      size={size}
      rowKey={key}
      at={at}
      opened
      onOpen={() => undefined}
    >
      {draw}
    </VirtualList>
  );
  const { rerender } = render(list(3));
  draw.mockClear();
  rerender(list(4));
  expect(draw.mock.calls.map(([at]) => at)).toEqual([3, 4]);
  expect(screen.getByText("Person 4").getAttribute("aria-selected")).toBe("true");
});

it("scrolls just as far as the row under the cursor needs", () => {
  const size = () => 40;
  const list = (at: number) => (
    <VirtualList
      label="Candidates"
      count={1000}
      size={size}
      rowKey={String}
      at={at}
      opened={false}
      onOpen={() => undefined}
    >
      {String}
    </VirtualList>
  );
  const { rerender } = render(list(2));
  const pane = screen.getByTestId("list");
  expect(pane.scrollTop).toBe(0);
  const room = pane.clientHeight;
  rerender(list(100));
  // Four pixels above the first row, eight below the last.
  expect(pane.scrollTop).toBe(4 + 101 * 40 + 8 - room);
});
