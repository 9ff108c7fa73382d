"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** The cell that shows an item, else the button of a sentence; null when neither is on screen. */
function cellOf(key: string | null): HTMLElement | null {
  return key ? document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`) : null;
}

/**
 * The open item lives in the URL (`?peek=`), so a link opens it and Back closes it.
 * Opening pushes no page load; closing gives focus back to the cell.
 */
export function usePeek(cellKeyOf: (itemId: string) => string | null) {
  const path = usePathname();
  const params = useSearchParams();
  const itemId = params.get("peek");

  const go = useCallback(
    (next: string | null) => {
      const query = new URLSearchParams(params);
      if (next) query.set("peek", next);
      else query.delete("peek");
      const text = query.toString();
      window.history.pushState(null, "", text ? `${path}?${text}` : path);
    },
    [params, path],
  );

  const open = useCallback((next: string) => go(next), [go]);
  const close = useCallback(() => {
    const cell = cellOf(itemId ? cellKeyOf(itemId) : null);
    go(null);
    cell?.focus();
  }, [go, itemId, cellKeyOf]);

  return { itemId, open, close };
}
