import type { Tier } from "../../../lib/core/access/layer.ts";
import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import { everyOpenStep } from "../steps/open-steps.ts";

export interface SystemListRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly tier: Tier;
  readonly version: number;
  readonly connector: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly ownerPresent: boolean;
  readonly deputyId: string | null;
  readonly deputyName: string | null;
  readonly deputyPresent: boolean;
  readonly acting: boolean;
  readonly checkedAt: Instant | null;
  readonly checkOk: boolean | null;
  readonly open: number;
  readonly without: number;
}

/** Systems that are not retired, those nobody answers for first, then by tier. `slug`: that one alone. */
export async function listSystems(
  tx: Tx,
  passing: readonly VerdictKey[],
  slug: string | null,
  rowsMax: number,
): Promise<SystemListRow[]> {
  const { sql } = tx;
  const which = slug === null ? sql`` : sql`and y.slug = ${slug}`;
  return await sql<SystemListRow[]>`
    select x.*, coalesce(n.open, 0) as open, coalesce(n.without, 0) as without from (
      select y.id, y.slug, y.name, y.tier, y.version, y.connector, y.owner_identity_id as "ownerId", o.display_name as "ownerName",
        exists (select from engagement g where g.identity_id = y.owner_identity_id and (g.ended_at is null or g.ended_at > now())) as "ownerPresent",
        y.deputy_identity_id as "deputyId", d.display_name as "deputyName",
        exists (select from engagement g where g.identity_id = y.deputy_identity_id and (g.ended_at is null or g.ended_at > now())) as "deputyPresent",
        y.acting, micros(y.checked_at) as "checkedAt", y.check_ok as "checkOk"
      from system y
      left join profile_identity o on o.identity_id = y.owner_identity_id
      left join profile_identity d on d.identity_id = y.deputy_identity_id
      where y.retired_at is null and (${slug}::text is null or y.slug = ${slug})
    ) x
    left join (
      select system_id, count(*)::int as open, count(*) filter (where owner_identity_id is null)::int as without
      from ${everyOpenStep(tx, passing, sql`s.system_id, s.owner_identity_id`, which)} open group by system_id
    ) n on n.system_id = x.id
    order by x."ownerPresent", x.tier, x.name, x.id limit ${rowsMax}`;
}
