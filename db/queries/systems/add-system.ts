import type { Tx } from "../../tx.ts";

export interface NewSystem {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly tier: number;
  readonly connector: string | null;
  readonly config: unknown;
  readonly ownerIdentityId: string | null;
  readonly deputyIdentityId: string | null;
  readonly acting: boolean;
  readonly inFlightMax: number;
}

export interface NewLayer {
  readonly layer: string;
  readonly exists: string;
  /** Microseconds; null when it does not expire. */
  readonly existsUntil: number | null;
  readonly attestedBy: string | null;
  readonly act: string;
  readonly observe: string;
  readonly freshnessMicros: number;
  readonly staleAfterMicros: number;
}

/** Adds a system with its layers and the budget its target is called under. False when the slug is taken. */
export async function addSystem(tx: Tx, system: NewSystem, layers: readonly NewLayer[]): Promise<boolean> {
  const added = await tx.sql`
    insert into system (id, slug, name, tier, connector, config, owner_identity_id, deputy_identity_id, acting, created_at)
    values (${system.id}, ${system.slug}, ${system.name}, ${system.tier}, ${system.connector},
      ${JSON.stringify(system.config)}::text::jsonb, ${system.ownerIdentityId}, ${system.deputyIdentityId},
      ${system.acting}, clock_timestamp())
    on conflict (slug) do nothing returning id`;
  if (added.length === 0) return false;
  await Promise.all([
    tx.sql`insert into target_budget (system_id, in_flight_max) values (${system.id}, ${system.inFlightMax})`,
    tx.sql`
      insert into system_layer (system_id, layer, exists, exists_until, attested_by, act, observe, freshness_micros, stale_after_micros)
      select ${system.id}, layer, "exists", instant(exists_until), attested_by, act, observe, freshness, stale_after
      from unnest(${layers.map((l) => l.layer)}::text[], ${layers.map((l) => l.exists)}::text[],
        ${layers.map((l) => l.existsUntil)}::bigint[], ${layers.map((l) => l.attestedBy)}::text[],
        ${layers.map((l) => l.act)}::text[], ${layers.map((l) => l.observe)}::text[],
        ${layers.map((l) => l.freshnessMicros)}::bigint[], ${layers.map((l) => l.staleAfterMicros)}::bigint[])
        as t(layer, "exists", exists_until, attested_by, act, observe, freshness, stale_after)`,
  ]);
  return true;
}
