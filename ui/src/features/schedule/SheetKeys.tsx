import type { ReactNode } from "react";
import { type Action, useActions } from "@/lib/actions";
import { type KeyMap, useKeys } from "@/lib/keys";
import css from "./sheets.module.css";

/** What can be done in a sheet, by its key or from the palette. */
export function SheetActions({ of }: { of: readonly Action[] }) {
  useActions(of);
  return null;
}

/** Keys of a sheet for what the palette does not offer there; they rest while something is typed. */
export function SheetKeys({ map }: { map: KeyMap }) {
  useKeys(map);
  return null;
}

/** The first line of a sheet. The cursor begins here and not in a field, so that single keys act. */
export function SheetLead({ children }: { children: ReactNode }) {
  return (
    <div className={css.lead} tabIndex={-1} data-first="">
      {children}
    </div>
  );
}
