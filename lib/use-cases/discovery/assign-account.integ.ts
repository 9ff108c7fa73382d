import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { plantListed } from "../testing/examples-of-connections.ts";
import { findCommands } from "../testing/find-commands.ts";
import { event, next, World } from "../testing/world.ts";
import { assignAccount } from "./assign-account.ts";
import { listListedAccounts } from "./list-listed-accounts.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const assign = (account: { systemId: string; nativeId: string }, person: string) => {
  const { systemId, nativeId } = account;
  return execute(world.ctx(), assignAccount, { systemId, nativeId, person }, { idempotencyKey: null });
};

async function names(systemId: string, standing: string): Promise<readonly string[]> {
  const page = await runQuery(world.ctx(), listListedAccounts, { systemId, standing });
  if (!page.ok) throw new Error(JSON.stringify(page.reasons));
  return page.value.rows.map(({ userName, person }) => `${userName} ${person?.name ?? "nobody"} ${person?.left ?? ""}`);
}

const profile = async (key: string) =>
  (await db.superuser.sql`select emails, user_names from profile_identity where person_key = ${key}`)[0];

describe("an account of nobody", () => {
  test("that is said to be a person's is found by its mail from then on, and leaves the list of nobody's", async () => {
    const account = await plantListed(world);
    const key = next();
    await world.person(key);
    expect(await names(account.systemId, "uncorrelated")).toEqual([`${account.userName} nobody `]);
    expect(await assign(account, key)).toMatchObject({ ok: true, result: { left: false, caseIds: [] } });
    expect(await names(account.systemId, "uncorrelated")).toEqual([]);
    expect(await names(account.systemId, "all")).toEqual([`${account.userName} Person ${key} false`]);
    expect(await profile(key)).toMatchObject({ emails: [account.userName] });
    // Once is enough: it is somebody's now.
    expect(await assign(account, "owner")).toMatchObject({ ok: false, reasons: [{ code: "input_invalid" }] });
  });

  test("without a mail is found by its user name, and of somebody who has left stands among leavers'", async () => {
    const account = await plantListed(world);
    await db.superuser.sql`update profile_listed_account set emails = '{}' where native_id = ${account.nativeId}`;
    expect(await assign(account, "left")).toMatchObject({ ok: true, result: { left: true } });
    expect(await names(account.systemId, "left")).toEqual([`${account.userName} Person left true`]);
    expect(await profile("left")).toMatchObject({ user_names: [account.userName] });
  });

  test("is nobody's own where a machine or several people use it, and never takes a key that somebody else has", async () => {
    const machine = await plantListed(world, { kind: "unknown" });
    expect(await assign(machine, "owner")).toMatchObject({ ok: false, reasons: [{ code: "input_invalid" }] });
    const account = await plantListed(world);
    const other = { personKey: next(), displayName: "Other", emails: [account.userName] };
    await world.run("identity.record", { identities: [other] });
    expect(await assign(account, "owner")).toMatchObject({ ok: false, reasons: [{ code: "identity_ambiguous" }] });
    expect((await profile("owner"))?.["emails"]).toEqual([]);
    const named = await plantListed(world);
    await db.superuser.sql`update profile_listed_account set emails = '{}' where native_id = ${named.nativeId}`;
    const same = { personKey: next(), displayName: "Same", userNames: [named.userName.toUpperCase()] };
    await world.run("identity.record", { identities: [same] });
    expect(await assign(named, "owner")).toMatchObject({ ok: false, reasons: [{ code: "identity_ambiguous" }] });
  });

  test("is not said to be somebody else's by whoever leaves; that it is their own they may say", async () => {
    const key = next();
    const identityId = await world.person(key);
    await world.run("lifecycle_event.record", { events: [event(key)] });
    const leaver = world.ctx(userActor("analyst", identityId));
    const account = await plantListed(world);
    const { systemId, nativeId } = account;
    const say = (person: string) =>
      execute(leaver, assignAccount, { systemId, nativeId, person }, { idempotencyKey: null });
    const refusal = await say("owner");
    expect(refusal).toMatchObject({ ok: false, reasons: [{ code: "own_case" }] });
    expect(refusal.ok || refusal.reasons[0].sentence).toMatch(
      /You are leaving.*Nothing was changed\. Ask another person/,
    );
    expect(await names(systemId, "uncorrelated")).toHaveLength(1);
    expect(await say(key)).toMatchObject({ ok: true });
  });
});
