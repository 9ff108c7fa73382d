import type { Tx } from "../../tx.ts";

export interface ConnectionRow {
  readonly id: string;
  readonly version: number;
  readonly connector: string | null;
  readonly config: unknown;
  readonly dialect: Readonly<Record<string, unknown>>;
  readonly inFlightMax: number;
  readonly secrets: readonly { readonly name: string; readonly sealed: string }[];
}

/** A system as the worker opens it; secrets still sealed, base64. */
export async function loadConnection(tx: Tx, systemId: string): Promise<ConnectionRow | undefined> {
  const [row] = await tx.sql<ConnectionRow[]>`
    select y.id, y.version, y.connector, y.config, y.dialect, coalesce(b.in_flight_max, 1) as "inFlightMax",
      coalesce((select json_agg(json_build_object('name', s.name, 'sealed', encode(s.sealed, 'base64')))
        from system_secret s where s.system_id = y.id and s.draft_id is null), '[]') as secrets
    from system y left join target_budget b on b.system_id = y.id where y.id = ${systemId}`;
  return row;
}
