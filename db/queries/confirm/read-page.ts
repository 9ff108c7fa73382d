import type { Tier } from "../../../lib/core/access/layer.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { ConfirmAnswer } from "../../../lib/core/views/confirm.ts";
import type { Tx } from "../../tx.ts";

export interface PageRow {
  readonly systemName: string;
  readonly tier: Tier;
  readonly ownerName: string;
  readonly expiresAt: Instant;
  readonly otherId: string | null;
  readonly otherName: string | null;
  readonly now: Instant;
}

/** The link's system and owner, and who else answers for the system. */
export async function readPage(tx: Tx, linkId: string): Promise<PageRow | undefined> {
  const [row] = await tx.sql<PageRow[]>`
    select y.name as "systemName", y.tier, coalesce(p.display_name, 'Erased person') as "ownerName", micros(l.expires_at) as "expiresAt",
      o.identity_id as "otherId", o.display_name as "otherName", micros(clock_timestamp()) as now
    from confirm_link l join system y on y.id = l.system_id
    left join profile_identity p on p.identity_id = l.owner_identity_id
    left join profile_identity o on o.identity_id <> l.owner_identity_id
      and o.identity_id = case when y.owner_identity_id = l.owner_identity_id then y.deputy_identity_id else y.owner_identity_id end
    where l.id = ${linkId}`;
  return row;
}

export interface LeaverRow {
  readonly caseId: string;
  readonly name: string;
  readonly effectiveAt: Instant;
  readonly effectiveText: string;
  readonly zone: string;
  readonly precision: "minute" | "date";
}

/** Leavers by case, for cases the reader may see. */
export async function readLeavers(tx: Tx, caseIds: readonly string[]): Promise<LeaverRow[]> {
  return await tx.sql<LeaverRow[]>`
    select c.id as "caseId", coalesce(p.display_name, 'Erased person') as name, micros(c.effective_at) as "effectiveAt",
      coalesce(e.effective_text, '') as "effectiveText", c.zone, c.precision
    from leaver_case c
    left join profile_identity p on p.identity_id = c.identity_id
    left join profile_event e on e.event_id = c.event_id
    where c.id = any(${[...caseIds]}::uuid[]) order by c.effective_at, c.id`;
}

export interface AnswerRow {
  readonly caseId: string;
  readonly answer: ConfirmAnswer;
  readonly at: Instant;
  readonly statedAt: Instant | null;
  readonly items: number;
  readonly named: string | null;
  readonly said: string | null;
  readonly leafHash: string | null;
}

/** Answers given by a link, oldest first, each with the hash of its entry in the ledger. */
export async function readAnswers(tx: Tx, linkId: string): Promise<AnswerRow[]> {
  return await tx.sql<AnswerRow[]>`
    select a.case_id as "caseId", a.answer, micros(a.at) as at, micros(a.stated_at) as "statedAt", a.items, p.display_name as named,
      d.value as said, (select encode(e.leaf_hash, 'hex') from entry e where e.case_id = a.case_id
        and position(a.id::text in convert_from(e.body, 'UTF8')) > 0 order by e.case_entry limit 1) as "leafHash"
    from confirm_answer a
    left join profile_identity p on p.identity_id = a.named_identity_id
    left join disclosure d on d.digest = a.said
    where a.link_id = ${linkId} order by a.case_id, a.place`;
}
