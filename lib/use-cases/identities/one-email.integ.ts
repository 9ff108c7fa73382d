import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import type { Command } from "../_kit/command.ts";
import { execute } from "../_kit/execute.ts";
import { assignSystem } from "../systems/assign-system.ts";
import { registerSystem } from "../systems/register-system.ts";
import { addEmails } from "./add-emails.ts";
import { addPerson } from "./add-person.ts";
import { recordIdentities } from "./record-identities.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const ctx = () => testCtx(db.web, { actor: userActor("administrator") });
const run = <Input, Result>(command: Command<Input, Result>, input: unknown) =>
  execute(ctx(), command, input, { idempotencyKey: null });
async function record(...identities: readonly object[]) {
  const outcome = await run(recordIdentities, { identities });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.result.results.map(({ status, error }) => (error === null ? status : `${error.code} ${error.path}`));
}
const profiles = () => db.superuser.sql`
  select person_key as key, emails, user_names as names, manager_key as manager, zone, display_name as name
  from profile_identity order by 1`;
const JANE = {
  personKey: "J-1",
  displayName: "Jane Doe",
  emails: ["Jane@Example.com"],
  userNames: ["jdoe"],
  managerKey: "M-1",
  zone: "Europe/Berlin",
};
const jane = { key: "J-1", emails: ["jane@example.com"], names: ["jdoe"], manager: "M-1", zone: "Europe/Berlin" };

beforeEach(async () => {
  await db.superuser.sql`truncate identity, profile_identity cascade`;
  expect(await record(JANE)).toEqual(["created"]);
});

describe("somebody added by name and mail", () => {
  const idOfJane = async () => (await db.superuser.sql`select identity_id as id from profile_identity`)[0]?.["id"];

  test("whose mail is known under a key is that person: no second identity, and nothing is overwritten", async () => {
    const before = await idOfJane();
    const added = await run(addPerson, { displayName: "J. D.", email: "JANE@example.com" });
    expect(added).toMatchObject({ ok: true, result: { identityId: before, status: "known" } });
    expect(await profiles()).toMatchObject([{ ...jane, name: "Jane Doe" }]);
    expect(await db.superuser.sql`select from engagement`).toHaveLength(1);
  });

  test("whose mail is somebody's key is that person, with user names, manager and zone kept", async () => {
    await record({ ...JANE, personKey: "kim@example.com", emails: [], displayName: "Kim" });
    const added = await run(addPerson, { displayName: "Other", email: "Kim@example.com" });
    expect(added).toMatchObject({ ok: true, result: { status: "known" } });
    expect((await profiles())[1]).toMatchObject({ key: "kim@example.com", name: "Kim", names: ["jdoe"], emails: [] });
  });

  test("who has left is found, and cannot become an owner under a second identity", async () => {
    await db.superuser.sql`update engagement set ended_at = now() - interval '1 day'`;
    const system = await run(registerSystem, { slug: "salesforce", name: "Salesforce", tier: 2 });
    const added = await run(addPerson, { displayName: "Jane Doe", email: "jane@example.com" });
    if (!system.ok || !added.ok) throw new Error("not set up");
    const input = { systemId: system.result.id, ownerId: added.result.identityId };
    expect(await run(assignSystem, input)).toMatchObject({ ok: false, reasons: [{ code: "owner_unknown" }] });
  });

  test("whom nobody knows is added once, however often it is sent, also at once", async () => {
    const input = { displayName: "Lena Brandt", email: "L.Brandt@example.com" };
    const outcomes = await Promise.all([run(addPerson, input), run(addPerson, input), run(addPerson, input)]);
    const status = outcomes.map((one) => one.ok && one.result.status).sort();
    expect(status).toEqual(["created", "known", "known"]);
    expect((await profiles())[1]).toMatchObject({ key: "l.brandt@example.com", emails: ["l.brandt@example.com"] });
  });
});

describe("one mail is one identity's", () => {
  test("a row with somebody else's mail is refused alone and names the mail; the others are taken", async () => {
    const bob = { personKey: "B-1", displayName: "Bob", emails: ["bob@example.com", "jane@EXAMPLE.com"] };
    expect(await record(bob, { personKey: "C-1", displayName: "Cy" })).toEqual([
      "identity_ambiguous identities[0].emails[1]",
      "created",
    ]);
    expect((await profiles()).map((row) => row["key"])).toEqual(["C-1", "J-1"]);
  });

  test("two rows of one request do not get one mail, and the person's own mail can be sent again", async () => {
    const two = ["A-1", "A-2"].map((personKey) => ({ personKey, displayName: "A", emails: ["a@example.com"] }));
    expect(await record(JANE, ...two)).toEqual(["unchanged", "created", "identity_ambiguous identities[2].emails[0]"]);
  });

  test("a mail that is given up passes on, in the same request too", async () => {
    const bob = { personKey: "B-1", displayName: "Bob", emails: ["jane@example.com"] };
    expect(await record({ ...JANE, emails: ["doe@example.com"] }, bob)).toEqual(["updated", "created"]);
  });

  test("who shared a mail before keeps it, and what else is told of them is taken", async () => {
    await record({ personKey: "B-1", displayName: "Bob" });
    await db.superuser.sql`update profile_identity set emails = '{jane@example.com}' where person_key = 'B-1'`;
    expect(await record({ ...JANE, zone: "Europe/Paris" })).toEqual(["updated"]);
  });
});

describe("a mail that is added", () => {
  const add = async (...additions: readonly object[]) => {
    const outcome = await run(addEmails, { additions });
    return outcome.ok && outcome.result.results.map((row) => row.error?.code ?? row.status);
  };

  test("stands beside what is recorded; nothing is replaced, and sent again nothing changes", async () => {
    const row = { personKey: "J-1", email: "J.Doe@example.com" };
    expect(await add(row)).toEqual(["updated"]);
    expect(await add(row)).toEqual(["unchanged"]);
    expect(await profiles()).toMatchObject([{ ...jane, emails: ["jane@example.com", "j.doe@example.com"] }]);
  });

  test("is refused when it is somebody else's, also through the same request, or nobody has the key", async () => {
    await record({ personKey: "B-1", displayName: "Bob" });
    const email = "new@example.com";
    expect(
      await add(
        { personKey: "B-1", email: "jane@example.com" },
        { personKey: "J-1", email },
        { personKey: "B-1", email },
        { personKey: "X-1", email: "x@example.com" },
      ),
    ).toEqual(["identity_ambiguous", "updated", "identity_ambiguous", "identity_unknown"]);
  });

  test("is refused when the person has as many as one may have", async () => {
    const emails = Array.from({ length: 20 }, (_, at) => `many-${at}@example.com`);
    await record({ personKey: "B-1", displayName: "Bob", emails });
    expect(await add({ personKey: "B-1", email: "more@example.com" })).toEqual(["input_too_large"]);
  });
});
