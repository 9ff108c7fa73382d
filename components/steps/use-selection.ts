"use client";
import { useCallback, useRef, useState } from "react";
import { EVERYTHING, NOTHING, rangeOf, type Selection, withSteps } from "./selection.ts";

/** What is selected. A press with shift goes on to the one pressed before. */
export function useSelection(page: readonly string[]) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const last = useRef<string | null>(null);
  const toggle = useCallback(
    (id: string, selected: boolean, shift: boolean) => {
      const ids = shift ? rangeOf(page, last.current, id) : [id];
      last.current = id;
      setSelection((before) => withSteps(before, ids, selected));
    },
    [page],
  );
  return {
    selection,
    toggle,
    all: useCallback(() => setSelection(EVERYTHING), []),
    none: useCallback(() => setSelection(NOTHING), []),
    onlyPage: useCallback(() => setSelection({ kind: "picked", ids: new Set(page) }), [page]),
  };
}
