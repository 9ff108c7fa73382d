import { createHash } from "node:crypto";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import type { SeedGroup, SeedPerson } from "#scripts/demo/scim-store.ts";
import type { Stage } from "./stage.ts";

/** Made-up people "p-1" … for the targets and for the product alike. */
export function people(count: number): SeedPerson[] {
  return Array.from({ length: count }, (_, at) => ({
    key: `p-${at + 1}`,
    displayName: `Person ${at + 1}`,
    email: `person-${at + 1}@example.com`,
  }));
}

/** Somebody who stays in every group: one that loses all its members reads as damaged, not as left. */
const STAYS: SeedPerson = { key: "stays", displayName: "Stays On", email: "stays@example.com" };

/** A target's people and groups: everybody in one group and every second in another, so one or two groups each. */
export function peopled(seeds: readonly SeedPerson[]): { people: SeedPerson[]; groups: SeedGroup[] } {
  const keys = seeds.map(({ key }) => key);
  return {
    people: [...seeds, STAYS],
    groups: [
      { name: "Staff", members: [...keys, STAYS.key] },
      { name: "Odd", members: [...keys.filter((_, at) => at % 2 === 0), STAYS.key] },
    ],
  };
}

/** Makes people known as HR would. @returns identity ids by key */
export async function recordPeople(stage: Stage, seeds: readonly SeedPerson[]): Promise<Map<string, string>> {
  const identities = seeds.map(({ key, displayName, email }) => ({ personKey: key, displayName, emails: [email] }));
  const recorded = await execute(stage.web, recordIdentities, { identities }, { idempotencyKey: null });
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.reasons));
  const rows = await stage.db.superuser.sql<{ id: string; key: string }[]>`
    select identity_id as id, person_key as key from profile_identity`;
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** Reports people as leaving, at a moment that has passed. @returns case ids by key */
export async function reportLeavers(
  stage: Stage,
  keys: readonly string[],
  effectiveAt = "2026-01-05T18:00",
  event = "leave",
): Promise<Map<string, string>> {
  const events = keys.map((key) => ({
    source: "hr",
    // No key of a person in it: a canary test reads every table.
    eventId: `${event}-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`,
    personKey: key,
    effectiveAt,
    zone: "Europe/Berlin",
  }));
  const recorded = await recordInChunks(stage.web, events, null);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.reasons));
  const refused = recorded.value.results.find((row) => row.status !== "accepted");
  if (refused !== undefined) throw new Error(JSON.stringify(refused));
  const rows = await stage.db.superuser.sql<{ id: string; key: string }[]>`
    select c.id, p.person_key as key from leaver_case c join profile_identity p on p.identity_id = c.identity_id
    order by c.epoch`;
  return new Map(rows.map((row) => [row.key, row.id]));
}
