import type { ReactNode } from "react";
import { type KeyMap, useKeys } from "@/lib/keys";
import css from "./sheets.module.css";

/** Keys of a sheet; they rest while something is typed. */
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
