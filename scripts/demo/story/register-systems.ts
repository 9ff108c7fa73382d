import { MANUAL_SYSTEMS, type ManualSystem } from "../manual-systems.ts";
import { type Client, Refused } from "./client.ts";
import { type Announced, forEach, slugOf, until } from "./story.ts";

const BEYOND_ACCOUNTS = ["session", "credential", "group", "entitlement", "delegation", "machine_identity", "custody"];
const CHECKED_WITHIN_SECONDS = 20;

/** Registers all systems and has those with an API checked. */
export async function registerSystems(client: Client, systems: readonly Announced[]): Promise<void> {
  await forEach(systems, (system) =>
    register(client, system.reachedBy === "scim" ? connected(system) : listed(system)),
  );
  await forEach(MANUAL_SYSTEMS, (system) => register(client, manual(system)));
  const ids = await idsOf(client);
  const checked = systems.filter(({ reachedBy }) => reachedBy === "scim");
  await forEach(checked, ({ name }) => client.post(`/api/v1/systems/${ids.get(name)}/check`, {}, "first"));
  await until(
    async () => (await list(client)).filter((row) => row.lastCheckOk).length >= checked.length,
    CHECKED_WITHIN_SECONDS,
  );
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly lastCheckOk: boolean | null;
}

async function list(client: Client): Promise<readonly Row[]> {
  return (await client.get<{ rows: readonly Row[] }>("/api/v1/systems")).rows;
}

/** Ids of the systems by their names. */
export async function idsOf(client: Client): Promise<ReadonlyMap<string, string>> {
  return new Map((await list(client)).map(({ name, id }) => [name, id]));
}

async function register(client: Client, system: { readonly slug: string }): Promise<void> {
  try {
    await client.post("/api/v1/systems", system, system.slug);
  } catch (error) {
    // There already, under another address or token: an earlier run got this far.
    if (!(error instanceof Refused) || (error.path !== "slug" && error.code !== "idempotency_conflict")) throw error;
  }
}

function absent(layers: readonly string[]) {
  return Object.fromEntries(layers.map((layer) => [layer, { exists: "no" }]));
}

function named(name: string, tier: number, owner: string | null) {
  return { slug: slugOf(name), name, tier, ...(owner === null ? {} : { ownerKey: owner }) };
}

/** What SCIM does not show does not exist in these systems, as far as somebody has said so. */
function connected({ name, tier, owner, baseUrl, token, acting, unstated, inFlightMax }: Announced) {
  const stated = BEYOND_ACCOUNTS.filter((layer) => layer !== "group" && !unstated.includes(layer));
  return {
    ...named(name, tier, owner),
    connector: "scim",
    config: { baseUrl },
    secrets: { token },
    layers: absent(stated),
    acting,
    ...(inFlightMax === undefined ? {} : { inFlightMax }),
  };
}

/** A system that only exports lists of its users. */
function listed({ name, tier, owner }: Announced) {
  const account = { exists: "yes", observe: "snapshot" };
  return { ...named(name, tier, owner), layers: { ...absent(BEYOND_ACCOUNTS), account } };
}

function manual({ name, tier, owner }: ManualSystem) {
  return { ...named(name, tier, owner), layers: { ...absent(BEYOND_ACCOUNTS), account: { exists: "yes" } } };
}
