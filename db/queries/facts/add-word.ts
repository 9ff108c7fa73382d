import type { Tx } from "../../tx.ts";

/** What a person says of one item. */
export interface NewWord {
  readonly id: string;
  readonly itemId: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly stepId: string | null;
  readonly state: "removed" | "still_present";
  readonly actor: string;
  /** Microseconds; when they say it happened. It moves no metric: the claim's own time is the server's. */
  readonly statedAt: number | null;
}

/** Adds a person's claim with the time they state. */
export async function addWord(tx: Tx, word: NewWord): Promise<void> {
  const { id, itemId, caseId, systemId, stepId, state, actor, statedAt } = word;
  await tx.sql`
    insert into claim (id, item_id, case_id, system_id, step_id, state, source, actor, at, stated_at)
    values (${id}, ${itemId}, ${caseId}, ${systemId}, ${stepId}, ${state}, 'person', ${actor}, clock_timestamp(),
      instant(${statedAt}::bigint))`;
}
