import { expect, it } from "vitest";
import { sideBySide } from "./lanes";

it("puts overlapping stretches side by side and leaves the others alone", () => {
  const lanes = sideBySide([
    { from: 600, to: 660 },
    { from: 630, to: 700 },
    { from: 660, to: 720 },
    { from: 800, to: 860 },
  ]);
  expect(lanes).toEqual([
    { lane: 0, lanes: 2 },
    { lane: 1, lanes: 2 },
    { lane: 0, lanes: 2 },
    { lane: 0, lanes: 1 },
  ]);
});

it("keeps a very short stretch clear of the next one, because it is drawn higher than it is", () => {
  const lanes = sideBySide([
    { from: 600, to: 605 },
    { from: 610, to: 640 },
  ]);
  expect(lanes.map(({ lanes: many }) => many)).toEqual([2, 2]);
});

it("touching edges do not overlap", () => {
  const lanes = sideBySide([
    { from: 600, to: 630 },
    { from: 630, to: 660 },
  ]);
  expect(lanes.every(({ lanes: many }) => many === 1)).toBe(true);
});
