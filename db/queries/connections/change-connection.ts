import type { Tx } from "../../tx.ts";

/** The connection of a system that is there; undefined when it is not, or was retired. */
export async function readConnection(
  tx: Tx,
  systemId: string,
): Promise<
  | {
      readonly slug: string;
      readonly name: string;
      readonly connector: string | null;
      readonly config: Readonly<Record<string, unknown>>;
    }
  | undefined
> {
  const [row] = await tx.sql<
    { slug: string; name: string; connector: string | null; config: Readonly<Record<string, unknown>> }[]
  >`select slug, name, connector, config from system where id = ${systemId} and retired_at is null`;
  return row;
}

/** Replaces the settings of a system's connection and how long its target may show an old state. */
export async function changeConnection(
  tx: Tx,
  change: {
    readonly systemId: string;
    readonly config: unknown;
    /** Observe-only from now on. */
    readonly stopActing: boolean;
    /** It leads to another place from now on. */
    readonly elsewhere: boolean;
    readonly freshness: readonly { readonly layer: string; readonly micros: number }[];
  },
): Promise<void> {
  await tx.sql`
    update system set config = ${JSON.stringify(change.config)}::text::jsonb, version = version + 1,
      acting = acting and not ${change.stopActing},
      place_since = case when ${change.elsewhere} then clock_timestamp() else place_since end
    where id = ${change.systemId}`;
  await tx.sql`
    update system_layer l set freshness_micros = f.micros
    from unnest(${change.freshness.map((one) => one.layer)}::text[], ${change.freshness.map((one) => one.micros)}::bigint[])
      as f(layer, micros)
    where l.system_id = ${change.systemId} and l.layer = f.layer and l.observe = 'connector'`;
}

/** A connected system by its slug; undefined when there is none, or it has no connector. */
export async function findConnected(
  tx: Tx,
  slug: string,
): Promise<
  | {
      readonly id: string;
      readonly name: string;
      readonly connector: string;
      readonly config: Readonly<Record<string, unknown>>;
    }
  | undefined
> {
  const [row] = await tx.sql<
    { id: string; name: string; connector: string; config: Readonly<Record<string, unknown>> }[]
  >`select id, name, connector, config from system where slug = ${slug} and connector is not null and retired_at is null`;
  return row;
}
