import { Outlet, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useKeyListener, useKeys } from "@/lib/keys";
import { useUndo } from "@/lib/undo";
import css from "./Frame.module.css";
import { Palette } from "./Palette";
import { quietScreens, screens } from "./places";
import { Rail } from "./Rail";
import { ShortcutSheet } from "./ShortcutSheet";
import { StatusLine } from "./StatusLine";

/** The window around every screen. */
export function Frame() {
  const router = useRouter();
  const [floating, setFloating] = useState<"palette" | "keys">();
  const undo = useUndo();
  const go = (path: string) => router.history.push(path);

  useKeyListener();
  useKeys({
    ...Object.fromEntries(
      [...screens, ...quietScreens].flatMap(({ keys, path }) =>
        keys ? [[keys, () => go(path)]] : [],
      ),
    ),
    "mod+k": () => setFloating(floating === "palette" ? undefined : "palette"),
    "?": () => setFloating("keys"),
    z: () => undo(),
  });
  return (
    <div className={css.frame} data-testid="frame">
      <Rail onPalette={() => setFloating("palette")} onKeys={() => setFloating("keys")} />
      <main className={css.main}>
        <Outlet />
        <StatusLine onUndo={undo} />
      </main>
      {floating === "palette" ? (
        <Palette
          onClose={() => setFloating(undefined)}
          onKeys={() => setFloating("keys")}
          onUndo={undo}
        />
      ) : null}
      {floating === "keys" ? <ShortcutSheet onClose={() => setFloating(undefined)} /> : null}
    </div>
  );
}
