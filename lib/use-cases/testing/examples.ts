import { userActor } from "#lib/runtime/testing.ts";
import type { Example } from "./example.ts";
import { BY_HAND } from "./examples-by-hand.ts";
import { OF_CONNECTIONS } from "./examples-of-connections.ts";
import { OF_LISTS } from "./examples-of-lists.ts";
import { plantContradicted } from "./planted.ts";
import { digest, event, NOWHERE, next, system, type World } from "./world.ts";

/** An example for each command, by its name. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...BY_HAND,
  ...OF_LISTS,
  ...OF_CONNECTIONS,
  "identity.record": {
    good: async () => ({ identities: [{ personKey: next(), displayName: "A" }] }),
    bad: async () => ({ input: { identities: [] }, code: "input_invalid" }),
  },
  "identity.add": {
    good: async () => ({ displayName: "Lena Brandt", email: `${next()}@example.com` }),
    bad: async (world) => {
      // One has the mail, another has it as their key.
      const email = `${next()}@example.com`;
      const people = [
        { personKey: next(), displayName: "A", emails: [email] },
        { personKey: email, displayName: "B" },
      ];
      await world.run("identity.record", { identities: people });
      return { input: { displayName: "A", email }, code: "identity_ambiguous" };
    },
  },
  "identity.add_emails": {
    good: async (world) => {
      const personKey = next();
      await world.person(personKey);
      return { additions: [{ personKey, email: `${personKey}@example.com` }] };
    },
    bad: async () => ({ input: { additions: [] }, code: "input_invalid" }),
  },
  "lifecycle_event.record": {
    good: async (world) => {
      const key = next();
      await world.person(key);
      return { events: [event(key)] };
    },
    bad: async () => ({ input: { events: [], extra: 1 }, code: "input_invalid" }),
  },
  "claim.record": {
    good: async (world) => {
      const { personKey } = await world.item();
      return { claims: [{ source: "Okta", externalId: next(), personKey, system: "world", state: "completed" }] };
    },
    bad: async () => ({ input: { claims: [] }, code: "input_invalid" }),
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
  "discovery.start": {
    good: async (world) => ({ systemId: await world.register() }),
    bad: async (world) => ({
      input: { systemId: (await world.run("system.register", { slug: next(), name: "By hand" }))["id"] },
      code: "system_not_connected",
    }),
  },
  "discovery.cancel": {
    good: async (world) => {
      const systemId = await world.register();
      await world.run("discovery.start", { systemId });
      return { systemId };
    },
    bad: async (world) => ({ input: { systemId: await world.register() }, code: "not_found" }),
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
  "system.add_alias": {
    good: async (world) => ({ systemId: world.systemId, alias: next() }),
    bad: async () => ({ input: { systemId: NOWHERE, alias: "SFDC" }, code: "not_found" }),
  },
  "system.assign": {
    good: async (world) => ({ systemId: await world.register(), ownerId: world.ownerId }),
    bad: async (world) => ({ input: { systemId: world.systemId, ownerId: world.leftId }, code: "owner_unknown" }),
  },
  "system.set_deputy": {
    good: async (world) => ({ systemId: await world.register(), deputyId: world.ownerId }),
    bad: async (world) => ({ input: { systemId: world.systemId, deputyId: world.leftId }, code: "owner_unknown" }),
  },
  "system.set_credential_owner": {
    good: async (world) => ({ systemId: await world.register(), ownerId: world.leftId }),
    bad: async (world) => ({ input: { systemId: world.systemId, ownerId: NOWHERE }, code: "identity_unknown" }),
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
  "step.assign_matching": {
    good: async (world) => {
      await world.item();
      const [seen, to] = [await world.unowned(), { kind: "person", ownerId: world.ownerId }];
      return { tab: "no_owner", to, seen };
    },
    bad: async (world) => ({
      input: { to: { kind: "suggested" }, seen: (await world.unowned()) + 1 },
      code: "version_conflict",
    }),
  },
  "step.assign_contradicted": {
    good: async (world) => {
      const tool = await contradictedTool(world);
      return { claims: { tool }, seen: 1, to: { kind: "person", ownerId: world.ownerId } };
    },
    bad: async (world) => ({
      input: { claims: { tool: await contradictedTool(world) }, seen: 2, to: { kind: "suggested" } },
      code: "version_conflict",
    }),
  },
  "step.take_back_assignment": {
    good: async (world) => {
      await world.item();
      const to = { kind: "person", ownerId: world.ownerId };
      return { batchId: (await world.run("step.assign_matching", { to, seen: await world.unowned() }))["batchId"] };
    },
    bad: async () => ({ input: { batchId: NOWHERE }, code: "not_found" }),
  },
  "step.verify_matching": {
    good: async (world) => {
      const { stepId, actStepId } = await world.item();
      await world.db.superuser.sql`update step set state = 'ended' where id = ${actStepId}`;
      return { tab: "all_open", only: [stepId], seen: 1 };
    },
    bad: async (world) => ({ input: { seen: (await world.unowned()) + 1 }, code: "version_conflict" }),
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

/** A tool whose one claim is contradicted. */
async function contradictedTool(world: World): Promise<string> {
  const [tool, { itemId }] = [next(), await world.item()];
  await plantContradicted(world, itemId, tool);
  return tool;
}
