import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { Tx } from "../../tx.ts";

/** What a command on a leaver decides by. */
export interface LockedCase {
  readonly id: string;
  readonly identityId: string;
  readonly state: CaseState;
  readonly epoch: number;
  readonly version: number;
}

/**
 * Locks one case until commit, by its id or its short number (LV-2041).
 * undefined when it is not there or out of scope; the two are told apart to nobody.
 */
export async function lockCase(tx: Tx, leaver: string): Promise<LockedCase | undefined> {
  const number = /^LV-(\d{1,9})$/i.exec(leaver)?.[1];
  const [row] = await tx.sql<LockedCase[]>`
    select id, identity_id as "identityId", state, epoch, version from leaver_case
    where ${number === undefined ? tx.sql`id = ${leaver}` : tx.sql`number = ${Number(number)}`} for no key update`;
  return row;
}
