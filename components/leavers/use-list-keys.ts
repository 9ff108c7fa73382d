"use client";
import { useCallback } from "react";
import { useShortcut } from "../shell/use-shortcut.ts";

/** J and K move focus along the names of the list; Enter then opens, because a name is a link. */
export function useListKeys() {
  const move = useCallback((step: 1 | -1) => {
    const links = [...document.querySelectorAll<HTMLElement>("[data-leaver]")];
    const at = links.findIndex((link) => link.matches(":focus"));
    const next = at < 0 ? links[step > 0 ? 0 : links.length - 1] : links[at + step];
    next?.focus();
  }, []);
  useShortcut(
    "j",
    useCallback(() => move(1), [move]),
  );
  useShortcut(
    "k",
    useCallback(() => move(-1), [move]),
  );
}
