import type { TestDatabase } from "#db/testing.ts";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import type { SealSecret } from "#lib/runtime/context.ts";
import { newId } from "#lib/runtime/ids.ts";

/** A target as it is made known to the product, straight in the test's database. */
export interface NewTarget {
  readonly name: string;
  readonly slug: string;
  readonly token: string;
  readonly baseUrl: string;
  /** Default SCIM, with accounts and groups. */
  readonly connected?: {
    readonly connector: string;
    readonly config: object;
    readonly lookedAt: readonly Layer[];
  };
}

export interface Registered {
  readonly tier?: number;
  readonly acting?: boolean;
  readonly inFlightMax?: number;
  /** How long the target may show an old state after an act; microseconds. */
  readonly freshness?: number;
  readonly ownerId?: string | null;
}

const SCIM = { connector: "scim", config: {}, lookedAt: ["account", "group"] } as const;

/** Registers a system whose other layers its owner stated not to exist. @returns its id */
export async function registerSystem(
  db: TestDatabase,
  seal: SealSecret,
  target: NewTarget,
  { tier = 1, acting = true, inFlightMax = 8, freshness = 0, ownerId = null }: Registered = {},
): Promise<string> {
  const { sql } = db.superuser;
  const id = newId();
  const { connector, config: more, lookedAt } = target.connected ?? SCIM;
  const config = JSON.stringify({ baseUrl: target.baseUrl, ...more });
  await sql`insert into system (id, slug, name, tier, connector, config, acting, owner_identity_id, created_at)
    values (${id}, ${target.slug}, ${target.name}, ${tier}, ${connector}, ${config}::text::jsonb, ${acting}, ${ownerId}, now())`;
  await sql`insert into target_budget (system_id, in_flight_max) values (${id}, ${inFlightMax})`;
  await sql`insert into system_secret (system_id, name, sealed, created_at)
    values (${id}, 'token', ${seal(id, "token", target.token)}, now())`;
  for (const layer of lookedAt) {
    await sql`insert into system_layer values (${id}, ${layer}, 'yes', null, null, 'connector', 'connector', ${freshness}, 86400000000)`;
  }
  for (const layer of LAYERS.filter((one) => !lookedAt.some((seen) => seen === one))) {
    await sql`insert into system_layer values (${id}, ${layer}, 'no', null, 'owner', 'none', 'none', 0, 86400000000)`;
  }
  return id;
}
