import type { Actor } from "#lib/runtime/context.ts";
import { newId } from "#lib/runtime/ids.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { digest, event, inDays, NOWHERE, next, system, type World } from "./world.ts";

/** How a command goes through, and how it refuses somebody whose role may. */
export interface Example {
  readonly good: (world: World) => Promise<unknown>;
  /** Who carries the good one out, asked after its input was made; an administrator when left out. */
  readonly by?: (world: World) => Actor;
  readonly bad: (world: World) => Promise<{ readonly input: unknown; readonly code: string; readonly actor?: Actor }>;
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

/** What a second person saw this moment. */
export const attested = (itemId: string, over: object = {}) => ({
  itemId,
  saw: "absent",
  seenAt: new Date().toISOString(),
  statement: "The list of users has no such name.",
  reference: "https://tickets.example.com/4711",
  ...over,
});

/** An example for each command, by its name. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  "identity.record": {
    good: async () => ({ identities: [{ personKey: next(), displayName: "A" }] }),
    bad: async () => ({ input: { identities: [] }, code: "input_invalid" }),
  },
  "lifecycle_event.record": {
    good: async (world) => {
      const key = next();
      await world.person(key);
      return { events: [event(key)] };
    },
    bad: async () => ({ input: { events: [], extra: 1 }, code: "input_invalid" }),
  },
  "source.release": {
    good: async (world) => {
      const source = next();
      const keys = Array.from({ length: 11 }, next);
      for (const key of keys) await world.person(key);
      await world.run("lifecycle_event.record", { events: keys.map((key) => event(key, { source, eventId: key })) });
      return { source };
    },
    bad: async () => ({ input: { source: "nobody held it" }, code: "not_found" }),
  },
  "listing.release": {
    good: async (world) => {
      const systemId = await world.register();
      await world.db.superuser.sql`insert into system_listing values (${systemId}, 100, now(), false)`;
      return { systemId };
    },
    bad: async () => ({ input: { systemId: NOWHERE }, code: "not_found" }),
  },
  "system.register": {
    good: async () => system(),
    bad: async () => ({ input: system({ config: { baseUrl: "gopher://x" } }), code: "config_invalid" }),
  },
  "system.check": {
    good: async (world) => ({ systemId: await world.register() }),
    bad: async (world) => ({
      input: { systemId: (await world.run("system.register", { slug: next(), name: "By hand" }))["id"] },
      code: "system_not_connected",
    }),
  },
  "system.state_layer": {
    good: async (world) => ({ systemId: await world.register(), layer: "session", exists: "no" }),
    bad: async (world) => ({
      input: { systemId: await world.register(), layer: "account", exists: "no" },
      code: "attestation_refused",
    }),
  },
  "system.set_acting": {
    good: async (world) => ({ systemId: await world.register(), acting: true }),
    bad: async () => ({ input: { systemId: NOWHERE, acting: true }, code: "not_found" }),
  },
  "system.assign": {
    good: async (world) => ({ systemId: await world.register(), ownerId: world.ownerId }),
    bad: async (world) => ({ input: { systemId: world.systemId, ownerId: world.leftId }, code: "owner_unknown" }),
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
  "leaver.verify": {
    good: async (world) => ({ leaverId: (await world.item()).caseId }),
    bad: async () => ({ input: { leaverId: "LV-1" }, code: "not_found" }),
  },
  "item.verify": {
    good: async (world) => {
      const { itemId, actStepId } = await world.item();
      await world.db.superuser.sql`update step set state = 'ended' where id = ${actStepId}`;
      return { itemId };
    },
    bad: async () => ({ input: { itemId: NOWHERE }, code: "not_found" }),
  },
  "leaver.dispatch": {
    good: async (world) => ({ leaverId: (await world.item()).caseId }),
    bad: async (world) => {
      const { caseId, identityId } = await world.item();
      return { input: { leaverId: caseId }, code: "own_case", actor: userActor("administrator", identityId) };
    },
  },
  "leaver.cancel": {
    good: async (world) => ({ leaverId: (await world.item()).caseId, because: "rescinded" }),
    bad: async (world) => {
      const { caseId } = await world.item();
      await world.run("leaver.cancel", { leaverId: caseId, because: "rescinded" });
      return { input: { leaverId: caseId, because: "rescinded" }, code: "transition_refused" };
    },
  },
  "leaver.export_sheet": {
    good: async (world) => ({ leaverId: (await world.item()).caseId, demo: false }),
    bad: async (world) => {
      const { caseId, identityId } = await world.item();
      const actor = userActor("administrator", identityId);
      return { input: { leaverId: caseId, demo: false }, code: "own_case", actor };
    },
  },
  "step.dispatch": {
    good: async (world) => ({ stepId: (await world.item()).actStepId }),
    bad: async (world) => {
      const { stepId, actStepId } = await world.item();
      await world.db.superuser.sql`update step set state = 'ended' where id = ${actStepId}`;
      return { input: { stepId }, code: "observe_only" };
    },
  },
  "step.claim": {
    good: async (world) => ({ stepId: (await world.item()).stepId, note: "ticket 4711" }),
    bad: async (world) => {
      const { stepId, identityId } = await world.item();
      return { input: { stepId }, code: "own_case", actor: userActor("administrator", identityId) };
    },
  },
  "step.assign": {
    good: async (world) => ({ steps: [{ id: (await world.item()).stepId, version: 1 }], ownerId: world.ownerId }),
    bad: async (world) => ({
      input: { steps: [{ id: (await world.item()).stepId, version: 7 }], ownerId: world.ownerId },
      code: "version_conflict",
    }),
  },
  "attestation.record": {
    good: async (world) => attested((await world.byHand()).itemId),
    bad: async (world) => ({ input: attested((await world.byHand({ tier: 0 })).itemId), code: "attestation_refused" }),
  },
  "observation.record": {
    good: async (world) => attested((await world.selfChecked()).itemId),
    bad: async (world) => ({ input: attested((await world.byHand()).itemId), code: "attestation_refused" }),
  },
  "exception.request": {
    good: async (world) => ({ itemId: (await world.byHand()).itemId, reason: "Payroll", until: inDays(5) }),
    bad: async (world) => ({
      input: { itemId: (await world.byHand()).itemId, reason: "Payroll", until: inDays(500) },
      code: "exception_too_long",
    }),
  },
  "exception.approve": {
    good: async (world) => ({ requestId: (await world.requested()).requestId }),
    bad: async () => ({ input: { requestId: NOWHERE }, code: "not_found" }),
  },
  "exception.refuse": {
    good: async (world) => ({ requestId: (await world.requested()).requestId }),
    bad: async (world) => {
      const { requestId } = await world.requested();
      await world.run("exception.approve", { requestId });
      return { input: { requestId }, code: "transition_refused" };
    },
  },
  "hold.order": {
    good: async (world) => ({ itemId: (await world.byHand()).itemId, authority: "Legal", until: inDays(400) }),
    bad: async (world) => ({
      input: { itemId: (await world.byHand()).itemId, authority: "Legal", until: inDays(-1) },
      code: "exception_without_end",
    }),
  },
  "confirm_link.create": {
    good: async (world) => {
      const { slug, ownerKey } = await world.owned();
      return { system: slug, personKey: ownerKey, digest: digest() };
    },
    bad: async (world) => {
      const { slug } = await world.owned();
      return { input: { system: slug, personKey: "left", digest: digest() }, code: "owner_unknown" };
    },
  },
  "confirm.answer": {
    good: async (world) => {
      const { caseId, itemId } = await world.linked();
      return { caseId, itemIds: [itemId], place: 0, answer: "removed" };
    },
    by: (world) => world.linkActor,
    bad: async (world) => {
      const { caseId, itemId } = await world.linked();
      const input = { caseId, itemIds: [itemId], place: 3, answer: "removed" };
      return { input, code: "version_conflict", actor: world.linkActor };
    },
  },
  "token.create": {
    good: async () => ({ name: next(), role: "owner", digest: digest(), prefix: "closeout_api_x" }),
    bad: async () => ({
      input: { name: "x", role: "owner", digest: digest(), prefix: "closeout_api_x", personKey: "nobody" },
      code: "identity_unknown",
    }),
  },
  "user.create_sign_in_link": {
    good: async () => ({ name: next(), role: "analyst", digest: digest() }),
    bad: async () => ({ input: { name: "x", role: "superuser", digest: digest() }, code: "input_invalid" }),
  },
};
