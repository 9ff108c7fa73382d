import type { Tx } from "../../tx.ts";

/** Ends a step that waited for a person. */
export async function endPersonsStep(tx: Tx, stepId: string, result: object): Promise<void> {
  await tx.sql`
    update step set state = 'ended', ended_at = clock_timestamp(), version = version + 1,
      result = ${JSON.stringify(result)}::text::jsonb
    where id = ${stepId} and kind in ('person', 'restore') and state = 'waiting'`;
}
