import { expect, it } from "vitest";
import type { OfferedSlot } from "./shapes";
import { chooseSlots } from "./slots";

const slot = (start: string, spoken: string, spoken_theirs: string): OfferedSlot => ({
  start: `${start}:00Z`,
  end: `${start}:30Z`,
  spoken,
  spoken_theirs,
  attendees: ["p1"],
  attendee_names: ["Ana Sousa"],
});

it("does not offer the candidate's night while there is a day", () => {
  const night = slot("2026-11-24T08:00", "Tue 24 Nov 09:00–09:30", "03:00 New York (UTC−5)");
  const morning = slot("2026-11-24T14:00", "Tue 24 Nov 15:00–15:30", "09:00 New York (UTC−5)");
  expect(chooseSlots([night, morning])).toEqual([morning]);
  expect(chooseSlots([night])).toEqual([night]);
});
