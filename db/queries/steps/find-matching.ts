import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import {
  afterCursor,
  byDeadline,
  everyOpenStep,
  matching,
  type OpenSteps,
  openSteps,
  type StepCursor,
} from "./open-steps.ts";

/** A step that matches, with what decides on its owner. */
export interface MatchingStep {
  readonly id: string;
  readonly caseId: string;
  readonly itemId: string | null;
  readonly systemId: string;
  /** Whom the case is about. */
  readonly subjectId: string;
  readonly ownerId: string | null;
  readonly dueAt: Instant | null;
}

/** Open steps that match, by deadline, after a place in that order. */
export async function findMatching(
  tx: Tx,
  which: OpenSteps,
  cursor: StepCursor | null,
  stepsMax: number,
): Promise<MatchingStep[]> {
  return await tx.sql<MatchingStep[]>`
    select s.id, s.case_id as "caseId", s.item_id as "itemId", s.system_id as "systemId", c.identity_id as "subjectId",
      s.owner_identity_id as "ownerId", micros(s.due_at) as "dueAt"
    ${openSteps(tx, which.passing)} ${matching(tx, which)} ${afterCursor(tx, cursor)} ${byDeadline(tx)} limit ${stepsMax}`;
}

/** Steps that match and are decided alike. */
export interface MatchingGroup {
  readonly systemId: string;
  readonly systemName: string;
  readonly subjectId: string;
  readonly ownerId: string | null;
  readonly steps: number;
}

/** The same, counted by system, leaver and owner. */
export async function groupMatching(tx: Tx, which: OpenSteps): Promise<MatchingGroup[]> {
  const columns = tx.sql`
    y.id as "systemId", y.name as "systemName", c.identity_id as "subjectId", s.owner_identity_id as "ownerId"`;
  return await tx.sql<MatchingGroup[]>`
    select "systemId", "systemName", "subjectId", "ownerId", count(*)::int as steps
    from ${everyOpenStep(tx, which.passing, columns, matching(tx, which))} open group by 1, 2, 3, 4`;
}

/** Other live steps of the same items: the looks that a list leaves out. */
export async function findSiblings(
  tx: Tx,
  itemIds: readonly string[],
): Promise<{ readonly id: string; readonly itemId: string }[]> {
  if (itemIds.length === 0) return [];
  return await tx.sql<{ id: string; itemId: string }[]>`
    select id, item_id as "itemId" from step
    where item_id = any(${[...itemIds]}::uuid[]) and kind = 'observe' and state in ('ready','leased','waiting')`;
}

/** How many open steps match, counted no further than `rowsMax`: it stops there, however many more there are. */
export async function countMatchingUpTo(tx: Tx, which: OpenSteps, rowsMax: number): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from ${everyOpenStep(tx, which.passing, tx.sql`1`, matching(tx, which))} open limit ${rowsMax}) found`;
  return row?.count ?? 0;
}

/** How many open steps match, exactly. */
export async function countMatching(tx: Tx, which: OpenSteps, cursor: StepCursor | null = null): Promise<number> {
  const more = tx.sql`${matching(tx, which)} ${afterCursor(tx, cursor)}`;
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from ${everyOpenStep(tx, which.passing, tx.sql`1`, more)} open`;
  return row?.count ?? 0;
}
