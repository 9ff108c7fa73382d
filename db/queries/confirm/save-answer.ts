import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface NewAnswer {
  readonly id: string;
  readonly linkId: string;
  readonly caseId: string;
  readonly systemId: string;
  readonly place: number;
  readonly answer: string;
  readonly items: number;
  /** Microseconds. */
  readonly statedAt: number | null;
  readonly namedIdentityId: string | null;
  /** Commitment to what was typed. */
  readonly said: string | null;
}

/** Keeps an answer. False when one stands at its place already. */
export async function saveAnswer(tx: Tx, answer: NewAnswer): Promise<boolean> {
  const { id, linkId, caseId, systemId, place, items, statedAt, namedIdentityId, said } = answer;
  const rows = await tx.sql`
    insert into confirm_answer (id, link_id, case_id, system_id, place, answer, items, at, stated_at, named_identity_id, said)
    values (${id}, ${linkId}, ${caseId}, ${systemId}, ${place}, ${answer.answer}, ${items}, clock_timestamp(),
      instant(${statedAt}::bigint), ${namedIdentityId}, ${said})
    on conflict (link_id, case_id, place) do nothing returning id`;
  return rows.length > 0;
}

/** How many answers a link gave for a case, and when the last one. */
export async function countAnswers(
  tx: Tx,
  linkId: string,
  caseId: string,
): Promise<{ readonly count: number; readonly lastAt: Instant | null }> {
  const [row] = await tx.sql<{ count: number; lastAt: Instant | null }[]>`
    select count(*)::int as count, micros(max(at)) as "lastAt" from confirm_answer
    where link_id = ${linkId} and case_id = ${caseId}`;
  return row ?? { count: 0, lastAt: null };
}
