import { openDatabase } from "#db/client.ts";
import type { Logger } from "./context.ts";

/** Hears what changed, by tag. */
export interface ChangeListener {
  /** @returns how to stop hearing. */
  subscribe(tag: string, heard: () => void): () => void;
}

/**
 * The one LISTEN connection of a web process, fanned out by tag. On a direct connection: a transaction pooler would
 * lose it. After it was lost everybody is told, since what changed meanwhile was not heard.
 */
export function listenForChanges(url: string, logger: Logger): ChangeListener {
  const database = openDatabase({ url, connectionsMax: 1, applicationName: "closeout-listen" });
  const byTag = new Map<string, Set<() => void>>();
  const tell = (tags: Iterable<string>) => {
    for (const tag of tags) for (const heard of byTag.get(tag) ?? []) heard();
  };
  database.sql
    .listen(
      "closeout_change",
      (payload) => tell(tagsOf(payload)),
      () => tell(byTag.keys()),
    )
    .catch((cause: unknown) =>
      logger.log("error", "live screens cannot listen; they poll instead", { cause: String(cause) }),
    );
  return {
    subscribe(tag, heard) {
      const listeners = byTag.get(tag) ?? new Set();
      byTag.set(tag, listeners.add(heard));
      return () => {
        listeners.delete(heard);
        if (listeners.size === 0) byTag.delete(tag);
      };
    },
  };
}

function tagsOf(payload: string): readonly string[] {
  const tags: unknown = JSON.parse(payload);
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}
