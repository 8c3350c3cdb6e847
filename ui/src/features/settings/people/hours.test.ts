import { describe, expect, it } from "vitest";
import {
  emptyWeek,
  hoursOf,
  passesMidnight,
  readClock,
  readRange,
  spokenHours,
  type Week,
  weekOf,
} from "./hours";

const week = (part: Partial<Week>): Week => ({ ...emptyWeek, ...part });

describe("working hours in the editor", () => {
  it("read times as people type them, and leave to Rust what is none", () => {
    const read = ["9", "09", "930", "9.30", "9h30", "17:30", "5pm", "12 am", "12pm", "24"];
    expect(read.map(readClock)).toEqual([
      ...["09:00", "09:00", "09:30", "09:30", "09:30"],
      ...["17:30", "17:00", "00:00", "12:00", "24:00"],
    ]);
    expect(readClock(" noon ")).toBe("noon");
    expect(readClock("99")).toBe("99:00");
  });

  it("read a whole range from one field", () => {
    for (const text of ["9-1730", "9 – 17:30", "9am to 5:30pm"]) {
      expect(readRange(text)).toEqual({ start: "09:00", end: "17:30" });
    }
    expect(readRange("9")).toBeUndefined();
    expect(readRange("9-12-14")).toBeUndefined();
  });

  it("store equal ranges of several days as one, and know where each stands", () => {
    const long = { start: "9", end: "1730" };
    const { hours, places } = hoursOf(
      week({
        mon: [long],
        tue: [long],
        wed: [
          { start: "", end: "" },
          { start: "22:00", end: "06:00" },
        ],
      }),
    );
    expect(hours).toEqual([
      { days: ["mon", "tue"], start: "09:00", end: "17:30" },
      { days: ["wed"], start: "22:00", end: "06:00" },
    ]);
    expect(places).toEqual([
      [
        { day: "mon", at: 0 },
        { day: "tue", at: 0 },
      ],
      // The range that was never filled in is not stored, and still counts as a row.
      [{ day: "wed", at: 1 }],
    ]);
    expect(weekOf(hours).tue).toEqual([{ start: "09:00", end: "17:30" }]);
  });

  it("keep the same range twice on a day, for Rust to refuse", () => {
    const twice = { start: "09:00", end: "12:00" };
    expect(hoursOf(week({ mon: [twice, twice], tue: [twice] })).hours).toEqual([
      { days: ["mon", "tue"], ...twice },
      { days: ["mon"], ...twice },
    ]);
  });

  it("know which ranges reach into the next day", () => {
    expect(passesMidnight({ start: "22:00", end: "06:00" })).toBe(true);
    expect(passesMidnight({ start: "22:00", end: "24:00" })).toBe(false);
    expect(passesMidnight({ start: "22:00", end: "00:00" })).toBe(false);
    expect(passesMidnight({ start: "22:00", end: "" })).toBe(false);
  });

  it("are said in one line, neighbours with the same hours together", () => {
    const split = [
      { start: "09:00", end: "12:00" },
      { start: "13:00", end: "17:00" },
    ];
    const short = [{ start: "09:00", end: "14:00" }];
    expect(spokenHours(week({ mon: split, tue: split, wed: split, fri: short }))).toBe(
      "Mon–Wed 09:00–12:00 and 13:00–17:00, Fri 09:00–14:00",
    );
    expect(spokenHours(emptyWeek)).toBe("No working hours");
  });
});
