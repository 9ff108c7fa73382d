"use client";
import { useEffect } from "react";

/** A box or a choice takes no letters: keys go on to act while one has the focus. */
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";

/**
 * Binds one key without modifiers. Dead while typing, while a dialog is open, or when something nearer took the key.
 * @param key as in KeyboardEvent.key, e.g. `v`, `?`. @param act runs on the press; a key alone never destroys anything.
 */
export function useShortcut(key: string, act: () => void, enabled = true) {
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [key, act, enabled]);
}
