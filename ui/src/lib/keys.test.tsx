import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { type KeyMap, useKeyListener, useKeys } from "./keys";
import { changeSettings } from "./settings";

function Page(props: { keys: KeyMap; inner?: KeyMap }) {
  useKeyListener();
  useKeys(props.keys);
  return (
    <>
      <input aria-label="Name" />
      <textarea aria-label="Notes" />
      <button type="button">Save the name</button>
      {props.inner ? <Inner keys={props.inner} /> : null}
    </>
  );
}

function Inner({ keys }: { keys: KeyMap }) {
  useKeys(keys);
  return null;
}

describe("keys", () => {
  it("act on the page and rest in fields", async () => {
    const l = vi.fn();
    const palette = vi.fn();
    render(<Page keys={{ l, "mod+k": palette }} />);
    await userEvent.keyboard("l");
    expect(l).toHaveBeenCalledTimes(1);
    for (const label of ["Name", "Notes"]) {
      await userEvent.click(screen.getByLabelText(label));
      await userEvent.keyboard("l");
    }
    expect(l).toHaveBeenCalledTimes(1);
    expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("l");
    await userEvent.keyboard("{Control>}k{/Control}");
    expect(palette).toHaveBeenCalledTimes(1);
  });

  it("rest altogether when single letters are switched off, but not the chords", async () => {
    const l = vi.fn();
    const palette = vi.fn();
    const down = vi.fn();
    render(<Page keys={{ l, ArrowDown: down, "mod+k": palette }} />);
    changeSettings({ singleKeys: false });
    await userEvent.keyboard("l{ArrowDown}{Control>}k{/Control}");
    expect(l).not.toHaveBeenCalled();
    expect(down).toHaveBeenCalledTimes(1);
    expect(palette).toHaveBeenCalledTimes(1);
  });

  it("go places by two letters, and the second one acts for nobody else", async () => {
    const go = vi.fn();
    const c = vi.fn();
    render(<Page keys={{ "g c": go, c }} />);
    await userEvent.keyboard("gc");
    expect(go).toHaveBeenCalledTimes(1);
    expect(c).not.toHaveBeenCalled();
    await userEvent.keyboard("c");
    expect(c).toHaveBeenCalledTimes(1);
  });

  it("belong to the newest layer, which may let them through", async () => {
    const outer = vi.fn();
    const inner = vi.fn(() => false);
    render(<Page keys={{ Escape: outer }} inner={{ Escape: inner }} />);
    await userEvent.keyboard("{Escape}");
    expect(inner).toHaveBeenCalledTimes(1);
    expect(outer).toHaveBeenCalledTimes(1);
    inner.mockReturnValue(true as never);
    await userEvent.keyboard("{Escape}");
    expect(outer).toHaveBeenCalledTimes(1);
  });

  it("leave Enter to the button that has the focus, and browser chords to the browser", async () => {
    const open = vi.fn();
    const letter = vi.fn();
    render(<Page keys={{ Enter: open, l: letter }} />);
    screen.getByRole("button").focus();
    await userEvent.keyboard("{Enter}{Control>}l{/Control}{Alt>}l{/Alt}");
    expect(open).not.toHaveBeenCalled();
    expect(letter).not.toHaveBeenCalled();
  });
});
