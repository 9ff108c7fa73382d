import { newId } from "#lib/runtime/ids.ts";
import { userActor } from "#lib/runtime/testing.ts";
import type { Example } from "./example.ts";
import { digest, NOWHERE, next, type World } from "./world.ts";

/** A system in use that nobody listed. */
export async function candidateOf(world: World, over: object = {}): Promise<string> {
  const row = { source: "Okta", channel: "sign_in", name: `App ${next()}`, ...over };
  const { results } = (await world.run("candidate.record", { sightings: [row] })) as unknown as {
    readonly results: readonly { readonly candidateId: string }[];
  };
  return results[0]?.candidateId ?? "";
}

/** A system that is seen from lists alone. */
async function listedSystem(world: World): Promise<string> {
  const layers = { account: { exists: "yes", observe: "snapshot" } };
  return (await world.run("system.register", { slug: next(), name: "Listed", layers }))["id"] ?? "";
}

/** A list as it was read; its rows concern nobody. */
const snapshotOf = (systemId: string, findings: readonly object[] = []) => ({
  id: newId(),
  systemId,
  kind: "users",
  extractor: "An administrator",
  query: "All users",
  extractedAt: 1_767_225_600_000_000,
  zone: "UTC",
  matchedAt: 1_767_225_600_000_000,
  digest: digest(),
  byteCount: 10,
  format: { type: "delimited", encoding: "utf-8", delimiter: "," },
  rowsRead: 1,
  rowsBroken: 0,
  rowsStated: null,
  rowsMatched: 1,
  accounts: 1,
  rowsKept: 0,
  subjectsKept: 0,
  complete: false,
  layers: ["account"],
  dates: { styles: [], dayFirst: false, dayLast: false, unreadable: 0 },
  findings,
  sample: [],
  titles: ["User ID"],
  mapping: { account_id: "User ID" },
});

async function readList(world: World, findings: readonly object[] = []) {
  const snapshot = snapshotOf(await listedSystem(world), findings);
  await world.run("snapshot.record", snapshot);
  return { systemId: snapshot.systemId, snapshotId: snapshot.id };
}

/** Examples of commands about lists that systems export. */
export const OF_LISTS: Readonly<Record<string, Example>> = {
  "reading.switch": {
    good: async (world) => {
      const okta = {
        connector: "okta",
        config: { baseUrl: "https://acme.okta.com" },
        secrets: { token: "canary-secret" },
      };
      return { systemId: await world.register(okta), reading: "claims", enabled: true };
    },
    bad: async (world) => ({
      input: { systemId: world.systemId, reading: "claims", enabled: true },
      code: "system_not_connected",
    }),
  },
  "candidate.record": {
    good: async () => ({ sightings: [{ source: "Okta", channel: "sign_in", name: `App ${next()}` }] }),
    bad: async () => ({ input: { sightings: [] }, code: "input_invalid" }),
  },
  "candidate.dismiss": {
    good: async (world) => ({ candidateId: await candidateOf(world), reason: "A personal subscription." }),
    bad: async () => ({ input: { candidateId: NOWHERE, reason: "x" }, code: "not_found" }),
  },
  "candidate.take_back": {
    good: async (world) => {
      const candidateId = await candidateOf(world);
      await world.run("candidate.dismiss", { candidateId, reason: "A personal subscription." });
      return { candidateId };
    },
    bad: async (world) => ({ input: { candidateId: await candidateOf(world) }, code: "transition_refused" }),
  },
  "candidate.add": {
    good: async (world) => ({ candidateId: await candidateOf(world) }),
    bad: async (world) => {
      const candidateId = await candidateOf(world);
      await world.run("candidate.add", { candidateId });
      return { input: { candidateId }, code: "transition_refused" };
    },
  },
  "snapshot.record": {
    good: async (world) => snapshotOf(await listedSystem(world)),
    bad: async () => ({ input: snapshotOf(NOWHERE), code: "not_found" }),
  },
  "snapshot.accept": {
    good: async (world) => readList(world),
    bad: async (world) => {
      const list = await readList(world, [{ code: "rows_broken", count: 1, lines: [2] }]);
      return { input: list, code: "snapshot_unconfirmed" };
    },
  },
  "snapshot.release": {
    good: async (world) => {
      const list = await readList(world);
      await world.db.superuser.sql`update snapshot set state = 'held' where id = ${list.snapshotId}`;
      return list;
    },
    bad: async (world) => {
      const { systemId, snapshotId } = await readList(world);
      await world.db.superuser.sql`update snapshot set state = 'held' where id = ${snapshotId}`;
      const [row] = await world.db.superuser.sql`select supplied_by as by from snapshot where id = ${snapshotId}`;
      const actor = userActor("administrator", row?.["by"]);
      return { input: { systemId, snapshotId }, code: "second_person_required", actor };
    },
  },
};
