import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Dialog } from "@/components/Dialog";
import { bindingGroups, takenBy } from "./bindings";
import { everywhere, type KeyMap, useKeyListener, useKeys } from "./keys";
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

  it("answer Alt with an arrow, and leave Alt with a letter to whoever writes with it", async () => {
    const up = vi.fn();
    const letter = vi.fn();
    render(<Page keys={{ "alt+ArrowUp": up, u: letter, ArrowUp: letter }} />);
    await userEvent.keyboard("{Alt>}{ArrowUp}u{/Alt}");
    expect(up).toHaveBeenCalledTimes(1);
    expect(letter).not.toHaveBeenCalled();
    await userEvent.click(screen.getByLabelText("Name"));
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(up).toHaveBeenCalledTimes(1);
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

describe("keys of one's own", () => {
  it("act in the place of those that came with the action", async () => {
    const draft = vi.fn();
    render(<Page keys={{ "@draft": draft }} />);
    changeSettings({ keys: { draft: "shift+d" } });
    await userEvent.keyboard("d");
    expect(draft).not.toHaveBeenCalled();
    await userEvent.keyboard("{Shift>}D{/Shift}");
    expect(draft).toHaveBeenCalledTimes(1);
  });

  it("are refused when another action of the place has them, or begins with them", () => {
    expect(takenBy("draft", "s")).toBe("Schedule an interview (On a candidate)");
    expect(takenBy("draft", "g")).toMatch(/Go to/);
    expect(takenBy("draft", "z")).toBe("Undo the last change (Anywhere)");
    // Q is nobody's.
    expect(takenBy("draft", "q")).toBeUndefined();
    expect(takenBy("go_today", "r")).toBeTruthy();
  });

  it("differ within each place as they came", () => {
    for (const { bindings } of bindingGroups) {
      for (const { id, keys } of bindings) expect(takenBy(id, keys), id).toBeUndefined();
    }
  });
});

it("keys of the page rest while a dialog floats, and the dialog's own act", async () => {
  const page = vi.fn();
  const own = vi.fn();
  render(
    <>
      <Page keys={{ l: page }} />
      <Dialog label="A form" testId="form" onClose={() => undefined}>
        <Inner keys={{ "1": own }} />
        <button type="button">Do it</button>
      </Dialog>
    </>,
  );
  await userEvent.keyboard("l1");
  expect(page).not.toHaveBeenCalled();
  expect(own).toHaveBeenCalledTimes(1);
});

it("of two dialogs only the topmost answers, but for the keys of everywhere", async () => {
  const lower = vi.fn();
  const palette = vi.fn();
  const Everywhere = () => {
    useKeys({ "mod+k": palette, l: palette }, everywhere);
    return null;
  };
  const forms = (two: boolean) => (
    <>
      <Page keys={{}} />
      <Everywhere />
      <Dialog label="A form" testId="form" onClose={() => undefined}>
        <Inner keys={{ "1": lower, l: lower }} />
        <button type="button">Do it</button>
      </Dialog>
      {two ? (
        <Dialog label="Over it" testId="over" onClose={() => undefined}>
          <button type="button">Do that</button>
        </Dialog>
      ) : null}
    </>
  );
  const { rerender } = render(forms(true));
  await userEvent.keyboard("1l{Control>}k{/Control}");
  expect(lower).not.toHaveBeenCalled();
  expect(palette).toHaveBeenCalledTimes(2);
  rerender(forms(false));
  await userEvent.keyboard("1l{Control>}k{/Control}");
  expect(lower).toHaveBeenCalledTimes(2);
  expect(palette).toHaveBeenCalledTimes(3);
});
