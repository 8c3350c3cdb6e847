import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { UnshortlistSheet } from "@/features/applications/UnshortlistSheet";
import { undoShown } from "@/lib/announce";
import { bindingOf } from "@/lib/bindings";
import { useDesk } from "@/lib/data";
import { everywhere, useKeyListener, useKeys } from "@/lib/keys";
import { useUndo } from "@/lib/undo";
import css from "./Frame.module.css";
import { Palette } from "./Palette";
import { Progress } from "./Progress";
import { doors, quietScreens, screens } from "./places";
import { Rail } from "./Rail";
import { ShortcutSheet } from "./ShortcutSheet";
import { StatusLine } from "./StatusLine";

/** The window around every screen. */
export function Frame() {
  const router = useRouter();
  const { platform } = useDesk();
  const [floating, setFloating] = useState<"palette" | "keys">();
  const undo = useUndo();
  const undoLast = () => {
    if (!undoShown()) undo();
  };
  const go = (path: string) => router.history.push(path);

  useEffect(
    () =>
      platform.events((event) => {
        if (event.kind === "open") router.history.push(event.path);
        if (event.kind === "dropped" && event.paths[0]) {
          const [path] = event.paths;
          // A mail or a calendar file is an answer to an invitation; people come in tables.
          const form = /\.(eml|ics)$/i.test(path)
            ? "/outbox?do=answer"
            : "/settings?view=data&do=import";
          router.history.push(`${form}&for=${encodeURIComponent(path)}`);
        }
      }),
    [platform, router],
  );
  useKeyListener();
  useKeys({
    ...Object.fromEntries(
      [...screens, ...quietScreens, ...doors]
        .filter(({ action }) => bindingOf(action))
        .map(({ action, path }) => [`@${action}`, () => go(path)]),
    ),
    "@keys": () => setFloating("keys"),
    "@undo": undoLast,
  });
  useKeys({ "@palette": () => setFloating("palette") }, everywhere);
  return (
    <div className={css.frame} data-testid="frame">
      <Rail onPalette={() => setFloating("palette")} onKeys={() => setFloating("keys")} />
      <main className={css.main}>
        <Outlet />
        <Progress />
        <StatusLine onUndo={undoLast} />
      </main>
      <UnshortlistSheet />
      {floating === "palette" ? (
        <Palette
          onClose={() => setFloating(undefined)}
          onKeys={() => setFloating("keys")}
          onUndo={undoLast}
        />
      ) : null}
      {floating === "keys" ? <ShortcutSheet onClose={() => setFloating(undefined)} /> : null}
    </div>
  );
}
