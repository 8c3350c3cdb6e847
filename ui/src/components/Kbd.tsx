import { keyCap } from "@/lib/keys";
import css from "./Kbd.module.css";

/** A key, as printed on its cap. */
export function Kbd(props: { keys: string }) {
  return (
    <span className={css.keys}>
      {keyCap(props.keys)
        .split(" ")
        .map((cap, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: caps never move
          <kbd key={at}>{cap}</kbd>
        ))}
    </span>
  );
}
