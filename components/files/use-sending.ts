"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Posted } from "#lib/ui/posted.ts";
import { type Sent, sendFile } from "#lib/ui/send-file.ts";

/** Sends one file at a time; another one, or leaving the page, stops the one under way. */
export function useSending<Answer>() {
  const [sent, setSent] = useState<Sent | null>(null);
  const under = useRef<AbortController | null>(null);
  const stop = useCallback(() => under.current?.abort(), []);
  useEffect(() => stop, [stop]);

  const send = useCallback(
    async (path: string, fields: Readonly<Record<string, string>>, file: File): Promise<Posted<Answer> | null> => {
      under.current?.abort();
      const mine = new AbortController();
      under.current = mine;
      setSent({ bytes: 0, total: file.size });
      const posted = await sendFile<Answer>(path, fields, file, { signal: mine.signal, onSent: setSent });
      // Overtaken by another file: its answer is nobody's.
      if (under.current !== mine) return null;
      under.current = null;
      setSent(null);
      return posted;
    },
    [],
  );
  return { send, stop, sent };
}
