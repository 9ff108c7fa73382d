import type { ScimSystem } from "#scripts/demo/scim-system.ts";
import type { Stage } from "./stage.ts";

/** Runs `then` once, when the target has done what a writing request asked and has not answered yet. */
export function afterEffect(system: ScimSystem, then: () => void): void {
  const note = system.note.bind(system);
  system.note = (method, path, status) => {
    note(method, path, status);
    if (method === "GET") return;
    system.note = note;
    then();
  };
}

/** How long a target waits before each answer, from now on. */
export function slowDown(system: ScimSystem, delayMs: number): void {
  Object.assign(system, { delayMs });
}

/** Keeps every write of a table waiting until released: whoever is about to write it stands right before. */
export async function holdWrites(
  stage: Stage,
  table: "observation" | "claim" | "case_item",
): Promise<() => Promise<void>> {
  const connection = await stage.db.superuser.sql.reserve();
  await connection`begin`;
  await connection`lock table ${connection(table)} in share mode`;
  return async () => {
    await connection`commit`;
    connection.release();
  };
}

/** How many statements wait for a lock at this moment. */
export async function waitingForLocks(stage: Stage): Promise<number> {
  const [row] = await stage.db.superuser.sql<{ waiting: number }[]>`
    select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.waiting ?? 0;
}
