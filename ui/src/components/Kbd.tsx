import { keysOf } from "@/lib/bindings";
import { keyCap } from "@/lib/keys";
import { useSettings } from "@/lib/settings";
import css from "./Kbd.module.css";

/** A key, as printed on its cap: the given one, or that of an action now. */
export function Kbd(props: { keys: string } | { action: string }) {
  // A key that is changed in the settings changes wherever it is printed.
  useSettings();
  const keys = "keys" in props ? props.keys : keysOf(props.action);
  if (!keys) return null;
  return (
    <span className={css.keys} aria-hidden="true">
      {keyCap(keys)
        .split(" ")
        .map((cap, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: caps never move
          <kbd key={at}>{cap}</kbd>
        ))}
    </span>
  );
}
