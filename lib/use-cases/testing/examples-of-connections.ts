import { userActor } from "#lib/runtime/testing.ts";
import type { Example } from "./example.ts";
import { NOWHERE, next, type World } from "./world.ts";

/** Whoever makes the drafts here: nobody else sees them. */
const MAKER = userActor("administrator");
const by = () => MAKER;

export const draft = (over: object = {}) => ({
  ...{ draftId: null, systemId: null, connector: "scim" },
  config: { baseUrl: "https://crm.example.com/scim/v2" },
  secrets: { token: "canary-secret" },
  ...over,
});

const ACCEPTED = { reachable: true, authorised: true, findings: [], dialect: {}, steps: [], layers: [], calls: 1 };

/** A draft, as if its check had come to `checked`. */
async function drafted(world: World, checked: object | null = ACCEPTED, over: object = {}): Promise<string> {
  const draftId: string = (await world.run("connection.draft", draft(over), MAKER))["draftId"] ?? "";
  const json = checked === null ? null : JSON.stringify(checked);
  await world.db.superuser.sql`
    update connection_draft set checked = ${json}::text::jsonb, trial_state = 'ended' where id = ${draftId}`;
  return draftId;
}

/** An account of nobody, as a listing left it. */
export async function plantListed(world: World, over: { userName?: string; kind?: string } = {}) {
  const systemId = await world.register();
  const nativeId = next();
  const { userName = `${nativeId}@example.com`, kind = "human" } = over;
  await world.db.superuser.sql`
    insert into profile_listed_account (system_id, native_id, run_id, first_run_id, user_name, name_key, emails, kind, presence, standing)
    values (${systemId}, ${nativeId}, ${NOWHERE}, ${NOWHERE}, ${userName}, ${userName.toLowerCase()}, ${[userName]}::text[], ${kind}, 'active', 'uncorrelated')`;
  return { systemId, nativeId, userName };
}

export const OF_CONNECTIONS: Readonly<Record<string, Example>> = {
  "connection.draft": {
    by,
    good: async () => draft(),
    bad: async () => ({ input: draft({ config: { baseUrl: "gopher://x" } }), code: "config_invalid", actor: MAKER }),
  },
  "connection.try": {
    by,
    good: async (world) => ({ draftId: await drafted(world, null) }),
    bad: async (world) => ({
      ...{ code: "connection_unproved", actor: MAKER },
      input: { draftId: await drafted(world, null), person: "a@example.com" },
    }),
  },
  "connection.stop_trial": {
    by,
    good: async (world) => {
      const draftId = await drafted(world, null);
      await world.run("connection.try", { draftId }, MAKER);
      return { draftId };
    },
    bad: async (world) => ({ input: { draftId: await drafted(world) }, code: "not_found", actor: MAKER }),
  },
  "connection.discard": {
    by,
    good: async (world) => ({ draftId: await drafted(world) }),
    bad: async (world) => ({ input: { draftId: await drafted(world) }, code: "not_found" }),
  },
  "connection.save": {
    by,
    good: async (world) => ({ draftId: await drafted(world), name: "CRM", slug: next() }),
    bad: async (world) => ({
      ...{ code: "connection_unproved", actor: MAKER },
      input: { draftId: await drafted(world, { ...ACCEPTED, authorised: false }), name: "CRM", slug: next() },
    }),
  },
  "connection.change": {
    by,
    good: async (world) => ({ draftId: await drafted(world, ACCEPTED, { systemId: await world.register() }) }),
    bad: async (world) => ({ input: { draftId: await drafted(world) }, code: "not_found", actor: MAKER }),
  },
  "discovery.assign_account": {
    good: async (world) => {
      const { systemId, nativeId } = await plantListed(world);
      const person = next();
      await world.person(person);
      return { systemId, nativeId, person };
    },
    bad: async (world) => ({
      input: await nobodys(world),
      code: "identity_unknown",
    }),
  },
};

async function nobodys(world: World) {
  const { systemId, nativeId } = await plantListed(world);
  return { systemId, nativeId, person: "nobody known" };
}
