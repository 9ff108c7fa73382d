import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { releaseSnapshot } from "./release-snapshot.ts";
import type { SnapshotTaken } from "./taken.ts";
import { Office } from "./testing/office.ts";

let office: Office;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  office = await Office.open();
  ids = await office.people(["p", ...workers(40)]);
  await office.leavers(["p"]);
});
afterAll(() => office.db.drop());

const workers = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `w-${at + from}`);
const ago = (minutes: number) => ({ extractedAt: new Date(Date.now() - minutes * 60_000).toISOString(), zone: "UTC" });
const list = (titles: string, leaver: string | null, staff = workers(9)) =>
  [
    `User ID;Email;${titles}`,
    ...(leaver === null ? [] : [`id-p;p@example.com;${leaver}`]),
    ...staff.map((key) => `id-${key};${key}@example.com;x`),
  ].join("\n");
const USERS = (keys: readonly string[]) =>
  ["User ID;Email", ...keys.map((key) => `id-${key};${key}@example.com`)].join("\n");

async function taken(system: string, file: string, over: object): Promise<SnapshotTaken> {
  const found = await office.counted(system, file, over);
  if (!found.ok) throw new Error(JSON.stringify(found.reasons));
  return found.value;
}
const codes = ({ findings }: SnapshotTaken) => findings.map((one) => one.code);
const roles = async (system: string) =>
  (await office.verdicts(system, "p")).filter((text) => text.startsWith("entitlement"));
const accounts = async (system: string, key = "p") =>
  (await office.verdicts(system, key)).filter((text) => text.startsWith("account"));

const PRESENT = "entitlement still_present usable_past_due";
const GONE = "entitlement verified_removed gone_unattributed";

describe("another column of roles than the last time", () => {
  test("shows the roles it names and proves none of the former ones removed, however often it is sent", async () => {
    const system = await office.system(["account", "entitlement"]);
    await office.believe(system, list("Role", "Admin"), ago(50));
    const other = list("License", "E5");
    const found = await taken(system, other, ago(40));
    expect(found).toMatchObject({ complete: true, mapping: { role: "License" } });
    expect(found.findings).toContainEqual(expect.objectContaining({ code: "column_changed", weight: "confirm" }));
    expect(await office.accept(found)).toMatchObject({
      ok: false,
      reasons: [{ code: "snapshot_unconfirmed", path: "confirm.column_changed" }],
    });
    expect((await office.accept(found, ["column_changed"])).ok).toBe(true);
    expect(await roles(system)).toEqual([PRESENT, PRESENT]);
    await office.believe(system, other, ago(30));
    expect(await roles(system)).toEqual([PRESENT, PRESENT]);
    // A list without any such column in between makes the next one no better.
    await office.believe(system, USERS(["p", ...workers(9)]), ago(20));
    await office.believe(system, other, ago(10));
    expect(await roles(system)).toEqual([PRESENT, PRESENT]);
  });

  test("proves them removed once somebody names it, and so does the former column", async () => {
    const [named, former] = [
      await office.system(["account", "entitlement"]),
      await office.system(["account", "entitlement"]),
    ];
    await office.believe(named, list("Role", "Admin"), ago(50));
    // A title that no other system of these tests has: lists with the same titles are held.
    await office.believe(named, list("Profile", "E5"), { ...ago(40), map: { role: "Profile" } });
    expect(await roles(named)).toEqual([PRESENT, GONE]);
    await office.believe(former, list("Role", "Admin"), ago(50));
    await office.believe(former, list("ROLE", "Sales"), ago(40));
    expect(await roles(former)).toEqual([PRESENT, GONE]);
  });

  test("written in another way is no other: a column of yes and no still grants what it granted", async () => {
    const system = await office.system(["account", "entitlement"]);
    await office.believe(system, list("Is Admin", "yes"), ago(50));
    await office.believe(system, list("isAdmin", "yes"), ago(40));
    expect(await roles(system)).not.toContain(GONE);
  });
});

test("another column of account ids than the last time proves nobody's account gone, however often it is sent", async () => {
  const system = await office.system();
  await office.believe(system, USERS(["p", ...workers(9)]), ago(50));
  const mails = ["Email;Status", ...workers(9).map((key) => `${key}@example.com;active`)].join("\n");
  const found = await taken(system, mails, ago(40));
  expect(codes(found)).toEqual(expect.arrayContaining(["account_ids_changed", "not_complete"]));
  expect((await office.accept(found, ["account_ids_changed"])).ok).toBe(true);
  expect(await accounts(system)).toEqual(["account still_present usable_past_due"]);
  await office.believe(system, mails, { ...ago(30), map: { email: "Email" } });
  expect(await accounts(system)).toEqual(["account still_present usable_past_due"]);
  await office.believe(system, USERS(workers(9)), ago(20));
  expect(await accounts(system)).toEqual(["account verified_removed gone_unattributed"]);
});

test("a cell of more roles than are read proves none of them removed, and it is said where", async () => {
  const system = await office.system(["account", "entitlement"]);
  await office.believe(system, list("Role", "Admin"), ago(50));
  const many = [...Array.from({ length: 50 }, (_, at) => `R${at}`), "Admin"].join("|");
  const found = await taken(system, list("Role", many), ago(40));
  expect(found.findings).toContainEqual(expect.objectContaining({ code: "values_cut", count: 1, lines: [2] }));
  expect((await office.accept(found)).ok).toBe(true);
  expect(await roles(system)).toEqual(Array.from({ length: 51 }, () => PRESENT));
});

describe("a list that shows a leaver's known account gone", () => {
  /** A system with an account of a leaver that a list showed, and the list without it, supplied by somebody else. */
  async function known(key: string, before: readonly string[], after: readonly string[]) {
    ids = await office.people([key]);
    await office.leavers([key]);
    const system = await office.system();
    await office.believe(system, USERS([key, ...before]), ago(50));
    expect(await accounts(system, key)).toEqual(["account still_present usable_past_due"]);
    return {
      system,
      self: userActor("analyst", ids.get(key) ?? ""),
      short: await taken(system, USERS(after), ago(40)),
    };
  }

  test("says nothing of it when the leaver accepts it", async () => {
    const { system, self, short } = await known("accepter", workers(9), workers(9));
    expect(await office.accept(short, [], self)).toMatchObject({
      ok: true,
      result: { state: "accepted", ownCases: 1 },
    });
    expect(await accounts(system, "accepter")).toEqual(["account still_present usable_past_due"]);
  });

  test("says nothing of it when the leaver released it and somebody else accepts it", async () => {
    const { system, self, short } = await known("releaser", workers(40), workers(15));
    expect(await office.accept(short)).toMatchObject({ ok: true, result: { state: "held" } });
    const input = { systemId: system, snapshotId: short.snapshotId };
    expect((await execute(office.ctx(self), releaseSnapshot, input, { idempotencyKey: null })).ok).toBe(true);
    expect(await office.accept(short)).toMatchObject({ ok: true, result: { state: "accepted", ownCases: 1 } });
    expect(await accounts(system, "releaser")).toEqual(["account still_present usable_past_due"]);
  });
});

describe("a list that was read before somebody was known", () => {
  test("does not show an account gone that became known since: its row was not kept", async () => {
    await office.people(["late"]);
    const system = await office.system();
    const file = USERS(["late", ...workers(9)]);
    const first = await taken(system, file, ago(5));
    await office.leavers(["late"]);
    await office.believe(system, file, ago(60));
    expect(await accounts(system, "late")).toEqual(["account still_present usable_past_due"]);
    expect((await office.accept(first)).ok).toBe(true);
    expect(await accounts(system, "late")).toEqual(["account still_present usable_past_due"]);
  });

  test("does not show a person without groups whose account became known since", async () => {
    await office.people(["late-groups"]);
    await office.leavers(["late-groups"]);
    const system = await office.system(["account", "group"]);
    await office.believe(system, USERS(workers(9)), ago(60));
    await office.believe(system, USERS(["p", ...workers(9)]), ago(50));
    const groups = ["User ID;Group", ...["late-groups", "p", ...workers(9)].map((key) => `id-${key};Staff`)].join("\n");
    const read = await taken(system, groups, { ...ago(5), kind: "groups" });
    await office.believe(system, USERS(["late-groups", "p", ...workers(9)]), ago(40));
    const confirm = read.findings.filter((one) => one.weight === "confirm").map((one) => one.code);
    expect((await office.accept(read, confirm)).ok).toBe(true);
    const seen = (await office.verdicts(system, "late-groups")).filter((text) => text.startsWith("group"));
    expect(seen.filter((text) => text.includes("never_found"))).toEqual([]);
  });
});
