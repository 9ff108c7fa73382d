import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute } from "../_kit/execute.ts";
import { recordIdentities } from "../identities/record-identities.ts";
import type { SnapshotTaken } from "./taken.ts";
import { Office } from "./testing/office.ts";

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.people(["stays", "mailed"]);
  await record({ personKey: "E0042" }, { personKey: "00713" }, { personKey: "named", userNames: ["n.amed"] });
  await office.leavers(["mailed", "E0042", "00713", "named"]);
});
afterAll(() => office.db.drop());

async function record(
  ...people: readonly { readonly personKey: string; readonly userNames?: readonly string[] }[]
): Promise<void> {
  const identities = people.map((one) => ({ displayName: `Person ${one.personKey}`, ...one }));
  const recorded = await execute(office.ctx(), recordIdentities, { identities }, { idempotencyKey: null });
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.reasons));
}

const recent = (secondsAgo = 60) => ({
  extractedAt: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  zone: "UTC",
});
const UNREAD = "account not_started not_inventoried";
const ABSENT = "account never_found nothing_found";
const account = async (system: string, key: string) => (await office.verdicts(system, key))[0];

async function taken(system: string, file: string, over: object = {}): Promise<SnapshotTaken> {
  const found = await office.counted(system, file, { ...recent(), ...over });
  if (!found.ok) throw new Error(JSON.stringify(found.reasons));
  return found.value;
}

describe("a complete list proves nobody absent whom it could not show", () => {
  test("a leaver known by their key alone is not Never found in a list of user names and mails", async () => {
    const system = await office.system();
    const file = "Username;Email\nstays;stays@example.com\n";
    const list = await taken(system, file);
    expect(list).toMatchObject({
      complete: true,
      findings: [{ code: "people_unreachable", weight: "tell", count: 2 }],
    });
    expect((await office.accept(list)).ok).toBe(true);
    expect(await account(system, "E0042")).toBe(UNREAD);
    expect(await account(system, "mailed")).toBe(ABSENT);
    expect(await account(system, "named")).toBe(ABSENT);
    // Nor was the system read for them: what a case asks before it closes.
    const read = await office.db.superuser.sql`
      select p.person_key as key from step s join leaver_case c on c.id = s.case_id
      join profile_identity p on p.identity_id = c.identity_id
      where s.system_id = ${system} and s.kind = 'inventory' and s.result ? 'readAt' order by 1`;
    expect(read.map((row) => row["key"])).toEqual(["mailed", "named"]);
  });

  test("a column that is there and empty shows no keys, and user names that are no mails name nobody by theirs", async () => {
    const system = await office.system();
    await office.believe(system, "Username;Email;Employee ID\nstays;;\n", recent());
    expect(await account(system, "E0042")).toBe(UNREAD);
    expect(await account(system, "mailed")).toBe(UNREAD);
    expect(await account(system, "named")).toBe(ABSENT);
  });

  test("once their column is exported, a later list proves it", async () => {
    const system = await office.system();
    await office.believe(system, "User ID;Email\nu-1;stays@example.com\n", recent(120));
    expect(await account(system, "E0042")).toBe(UNREAD);
    await office.believe(system, "User ID;Email;Employee ID\nu-1;stays@example.com;stays\n", recent());
    expect(await account(system, "E0042")).toBe(ABSENT);
  });
});

describe("person keys that are written differently", () => {
  const file = "User ID;Email;Employee ID\nu-1;stays@example.com;stays\nu-2;;e0042\nu-3;;713\n";

  test("must be looked at before anything is believed, and their leavers are not called absent", async () => {
    const system = await office.system();
    const list = await taken(system, file);
    expect(list.findings).toContainEqual(expect.objectContaining({ code: "keys_nearly_match", count: 2 }));
    expect(await office.accept(list, ["rows_unmatched"])).toMatchObject({
      ok: false,
      reasons: [{ code: "snapshot_unconfirmed", path: "confirm.keys_nearly_match" }],
    });
    expect(await office.verdicts(system, "E0042")).toEqual([]);
    expect((await office.accept(list, ["rows_unmatched", "keys_nearly_match"])).ok).toBe(true);
    expect(await account(system, "E0042")).toBe(UNREAD);
    expect(await account(system, "00713")).toBe(UNREAD);
    expect(await account(system, "named")).toBe(ABSENT);
  });
});

test.each([
  ["marked as a directory does", "smtp:other@example.com;SMTP:Mailed@example.com"],
  ["beside a name", '"Ed, Mail" <mailed@example.com>'],
  ["with characters that nobody sees", "\u200Bmailed@example.com\u202C"],
])("a leaver's mail address %s is found", async (_what, cell) => {
  const system = await office.system();
  const quoted = `"${cell.replaceAll('"', '""')}"`;
  await office.believe(system, `User ID,Email\nu-1,${quoted}\n`, recent());
  expect(await office.verdicts(system, "mailed")).toContain("account still_present usable_past_due");
});

test("a file's own total is no number that a person looked up: the first such list proves nobody absent", async () => {
  const system = await office.system();
  const Resources = [{ id: "u-1", userName: "stays", emails: [{ value: "stays@example.com" }] }];
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:ListResponse"];
  const file = JSON.stringify({ schemas, totalResults: 1, Resources });
  const first = await office.take(system, file, recent());
  if (!first.ok) throw new Error(JSON.stringify(first.reasons));
  expect(first.value.complete).toBe(false);
  expect(first.value.findings.map((one) => one.code)).toContain("first_uncounted");
  expect((await office.accept(first.value)).ok).toBe(true);
  expect(await account(system, "mailed")).toBe(UNREAD);
  expect(await office.take(system, file, { ...recent(), statedRows: 1 })).toMatchObject({ value: { complete: true } });
  // A total that the rows fall short of still says that some are missing, whatever a person states.
  const short = JSON.stringify({ schemas, totalResults: 2, Resources });
  expect(await office.take(system, short, { ...recent(), statedRows: 1 })).toMatchObject({
    value: { complete: false },
  });
});
