import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface SystemNames {
  readonly id: string;
  /** Slug and name as written, and keys of aliases. */
  readonly names: readonly string[];
  /** When it came into the inventory. */
  readonly createdAt: Instant;
}

/** Every system that is not retired, with all it is called. */
export async function listNamedSystems(tx: Tx): Promise<SystemNames[]> {
  return await tx.sql<SystemNames[]>`
    select s.id, array[s.slug, s.name] || array(select a.key from system_alias a where a.system_id = s.id) as names,
      micros(s.created_at) as "createdAt"
    from system s where s.retired_at is null`;
}
