"use client";
import { useEffect } from "react";

/** F6 goes from the ledger to the open panel and back. */
export function usePanelKeys(panelOpen: boolean) {
  useEffect(() => {
    if (!panelOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F6") return;
      event.preventDefault();
      const inside = document.activeElement?.closest(".drawer");
      const next = inside ? ".ledger [data-cell][tabindex='0']" : "#drawer-title";
      document.querySelector<HTMLElement>(next)?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [panelOpen]);
}
