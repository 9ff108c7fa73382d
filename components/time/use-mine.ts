"use client";
import { useSyncExternalStore } from "react";

const nothing = () => () => undefined;

/** The reader's own zone, known only in the browser; null while rendering on the server, so that both render the same. */
export function useMyZone(): string | null {
  return useSyncExternalStore(
    nothing,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
}
