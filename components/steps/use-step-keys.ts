"use client";
import { useCallback, useEffect } from "react";
import { useShortcut } from "../shell/use-shortcut.ts";

interface StepKeys {
  readonly selecting: boolean;
  readonly selected: boolean;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onAssign: (() => void) | null;
  readonly onToggle: (id: string) => void;
}

const links = () => [...document.querySelectorAll<HTMLElement>("[data-step]")];

/** J and K along the steps, X selects the one in focus, ⌘A or Ctrl+A all that match, A assigns, Escape clears. */
export function useStepKeys({ selecting, selected, onAll, onClear, onAssign, onToggle }: StepKeys) {
  const move = useCallback((by: 1 | -1) => {
    const all = links();
    const at = all.findIndex((link) => link.matches(":focus"));
    (at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by])?.focus();
  }, []);
  const pick = useCallback(() => {
    const id = links().find((link) => link.matches(":focus"))?.dataset["step"];
    if (id !== undefined) onToggle(id);
  }, [onToggle]);
  useShortcut(
    "j",
    useCallback(() => move(1), [move]),
  );
  useShortcut(
    "k",
    useCallback(() => move(-1), [move]),
  );
  useShortcut("x", pick, selecting);
  useShortcut(
    "a",
    useCallback(() => onAssign?.(), [onAssign]),
    selecting && selected && onAssign !== null,
  );
  useShortcut("Escape", onClear, selected);

  useEffect(() => {
    if (!selecting) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "a" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      if (
        event.target instanceof Element &&
        event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")
      )
        return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      onAll();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [selecting, onAll]);
}
