import type { Tx } from "../../tx.ts";

/** State and answer of a step; undefined when it is not there or out of scope. */
export async function findStepAnswer(
  tx: Tx,
  stepId: string,
): Promise<{ readonly state: string; readonly result: unknown } | undefined> {
  const [row] = await tx.sql<{ state: string; result: unknown }[]>`select state, result from step where id = ${stepId}`;
  return row;
}
