import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { SearchField } from "./SearchField";

/** What a busy computer does: the address learns of a text when `arrive` is called. */
function slowAddress(start = "") {
  const asked: string[] = [];
  let change: (value: string) => void = () => undefined;
  function Place() {
    const [value, setValue] = useState(start);
    change = setValue;
    return (
      <SearchField
        label="Search"
        value={value}
        onChange={(next) => asked.push(next)}
        onMove={() => undefined}
        onOpen={() => undefined}
      />
    );
  }
  render(<Place />);
  const field = screen.getByTestId<HTMLInputElement>("search");
  return { field, asked, arrive: (value: string) => act(() => change(value)) };
}

it("keeps every letter although the address follows later", async () => {
  const { field, asked, arrive } = slowAddress();
  await userEvent.type(field, "mar");
  expect(field.value).toBe("mar");
  arrive("m");
  expect(field.value).toBe("mar");
  await userEvent.type(field, "i");
  arrive("mar");
  arrive("mari");
  expect(field.value).toBe("mari");
  expect(asked).toEqual(["m", "ma", "mar", "mari"]);
});

it("shows what came from elsewhere", async () => {
  const { field, arrive } = slowAddress("ann");
  arrive("bob");
  expect(field.value).toBe("bob");
  await userEvent.type(field, "x{Backspace}");
  arrive("");
  expect(field.value).toBe("");
});

it("Esc empties what is seen, then leaves", async () => {
  const { field, asked } = slowAddress();
  await userEvent.type(field, "m{Escape}");
  expect(field.value).toBe("");
  expect(asked.at(-1)).toBe("");
  expect(document.activeElement).toBe(field);
  await userEvent.keyboard("{Escape}");
  expect(document.activeElement).toBe(document.body);
});
