"use client";
import { useRouter } from "next/navigation";
import { useCallback, useRef } from "react";
import { useShortcut } from "./use-shortcut.ts";

/** How long G waits for the letter after it. */
const WAIT_MS = 1_500;

/** G, then a letter, goes to a screen: L leavers, S steps, Y systems. */
export function useGoKeys() {
  const router = useRouter();
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  const go = useCallback(
    (path: string) => {
      if (performance.now() - pressedAt.current > WAIT_MS) return;
      pressedAt.current = Number.NEGATIVE_INFINITY;
      router.push(path);
    },
    [router],
  );
  useShortcut(
    "g",
    useCallback(() => {
      pressedAt.current = performance.now();
    }, []),
  );
  useShortcut(
    "l",
    useCallback(() => go("/leavers"), [go]),
  );
  useShortcut(
    "s",
    useCallback(() => go("/steps"), [go]),
  );
  useShortcut(
    "y",
    useCallback(() => go("/systems"), [go]),
  );
}
