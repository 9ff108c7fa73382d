"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { calmed } from "./calm.ts";
import { openLine } from "./live-line.ts";
import { keyOfTag } from "./query-key.ts";
import { readView } from "./read-view.ts";

/** While the live line is down, views are read again this often, in milliseconds. */
const POLL_MS = 3_000;

interface LiveQuery<View> {
  /** Tag of what is shown, e.g. `leaver:0197…`: its live channel and its place in the cache. */
  readonly tag: string;
  /** Place below the tag, for a part of it. */
  readonly part?: string;
  readonly path: string;
  /** What the server rendered; null when nothing was read yet. */
  readonly initial: View | null;
  readonly enabled?: boolean;
  /** Read again at most this often, in milliseconds, for a view that costs the database something. */
  readonly everyMs?: number;
}

/** Reads a view and keeps it current: the live line says that something changed, the view is read again. */
export function useLiveQuery<View>({ tag, part, path, initial, enabled = true, everyMs = 0 }: LiveQuery<View>) {
  const client = useQueryClient();
  const [lineOpen, setLineOpen] = useState(false);
  const key = part ? [...keyOfTag(tag), part] : [...keyOfTag(tag), "view", path];

  useEffect(() => {
    if (!enabled) return;
    const readAgain = () => void client.invalidateQueries({ queryKey: keyOfTag(tag) });
    const calm = everyMs > 0 ? calmed(readAgain, everyMs) : null;
    const close = openLine(tag, { onOpen: setLineOpen, onChanged: calm?.ask ?? readAgain });
    return () => {
      calm?.stop();
      close();
    };
  }, [client, tag, enabled, everyMs]);

  return useQuery<View>({
    queryKey: key,
    queryFn: ({ signal }) => readView<View>(path, signal),
    enabled,
    refetchInterval: lineOpen ? false : POLL_MS,
    ...(initial === null ? {} : { initialData: initial }),
  });
}
