"use client";
import { useCallback } from "react";
import { useShortcut } from "../shell/use-shortcut.ts";

/**
 * J and K move focus along the names of a list; Enter then opens, because a name is a link.
 * @param names selector of the links
 */
export function useListKeys(names: "[data-leaver]" | "[data-system]" = "[data-leaver]") {
  const move = useCallback(
    (step: 1 | -1) => {
      const links = [...document.querySelectorAll<HTMLElement>(names)];
      const at = links.findIndex((link) => link.matches(":focus"));
      const next = at < 0 ? links[step > 0 ? 0 : links.length - 1] : links[at + step];
      next?.focus();
    },
    [names],
  );
  useShortcut(
    "j",
    useCallback(() => move(1), [move]),
  );
  useShortcut(
    "k",
    useCallback(() => move(-1), [move]),
  );
}
