import { readHealth } from "#db/queries/health/read-health.ts";
import { SECOND } from "#lib/core/instant.ts";
import type { Runtime } from "./context.ts";

/** A worker that has not been seen for this long is not there. */
const WORKER_SEEN_WITHIN = 15 * SECOND;
const ANSWER_WITHIN_MS = 3_000;

type Part = "ready" | "not_ready";

/** Which part is ready. No cause, no address, no version: anybody may ask. */
export interface Health {
  readonly ready: boolean;
  readonly parts: { readonly web: Part; readonly worker: Part; readonly database: Part; readonly migrations: Part };
  /** Protections that this database server does not grant; readiness does not hang on them. */
  readonly protectionsMissing: readonly string[];
}

/** Whether web, worker, database and migrations are ready; never throws. */
export async function health(runtime: Runtime): Promise<Health> {
  const facts = await within(ANSWER_WITHIN_MS, readHealth(runtime.database)).catch(() => null);
  const part = (ready: boolean): Part => (ready ? "ready" : "not_ready");
  const seenAgo = facts?.workerSeenAgo ?? null;
  const parts = {
    web: part(true),
    worker: part(seenAgo !== null && seenAgo <= WORKER_SEEN_WITHIN),
    database: part(facts !== null),
    migrations: part(facts?.migrated ?? false),
  };
  return {
    ready: Object.values(parts).every((one) => one === "ready"),
    parts,
    protectionsMissing: facts?.protectionsMissing ?? [],
  };
}

async function within<Value>(milliseconds: number, value: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), milliseconds);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
