import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { forgetOldRows } from "./forget-old-rows.ts";
import { releaseSnapshot } from "./release-snapshot.ts";
import { takeSnapshot } from "./take-snapshot.ts";
import type { SnapshotTaken } from "./taken.ts";
import { Office } from "./testing/office.ts";

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.people(["p-1", "p-2", ...Array.from({ length: 60 }, (_, at) => `w-${at}`)]);
  await office.leavers(["p-1", "p-2"]);
});
afterAll(() => office.db.drop());

const recent = { extractedAt: new Date(Date.now() - 60_000).toISOString(), zone: "UTC" };
const line = (key: string, more = "") => `id-${key};${key}@example.com;active${more}`;
const users = (keys: readonly string[]) => ["User ID;Email;Status", ...keys.map((key) => line(key))].join("\n");
const workers = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `w-${at + from}`);

async function taken(system: string, file: string | Uint8Array, over: object = {}): Promise<SnapshotTaken> {
  const found = await office.counted(system, file, { ...recent, ...over });
  if (!found.ok) throw new Error(JSON.stringify(found.reasons));
  return found.value;
}
const refusal = async (file: string | Uint8Array, over: object = {}, system?: string) => {
  const found = await office.take(system ?? (await office.system()), file, { ...recent, ...over });
  return found.ok ? "taken" : found.reasons[0].code;
};
const codes = ({ findings }: SnapshotTaken) => findings.map((one) => one.code);
const facts = async () => {
  const [row] = await office.db.superuser
    .sql`select (select count(*)::int from observation where origin = 'file_from_person') as looks, (select count(*)::int from account) as accounts`;
  return row;
};

describe("before anything is believed", () => {
  test.each([
    ["an empty file", "", {}, "snapshot_empty"],
    ["titles and no row", "User ID;Email\n", {}, "snapshot_header_only"],
    ["a file without any key", "Colour;Size\nred;1\n", {}, "snapshot_column_missing"],
    ["two columns that could be the key", "User ID;GUID;Email\n1;2;x@y.z\n", {}, "snapshot_key_ambiguous"],
    [
      "a column named that is not there",
      users(["p-1"]),
      { map: { status: "State of play" } },
      "snapshot_column_missing",
    ],
    ["a key column whose values repeat", "User ID;Email\n1;a@b.c\n1;d@e.f\n1;g@h.i\n", {}, "snapshot_key_wrong"],
    ["an extraction later than now", users(["p-1"]), { extractedAt: "2099-01-01T00:00" }, "snapshot_in_future"],
    ["an extraction without a time", users(["p-1"]), { extractedAt: "2026-02-01" }, "date_impossible"],
    ["an extraction in no zone", users(["p-1"]), { zone: "Mars/Olympus" }, "zone_unknown"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), {}, "snapshot_unreadable"],
    [
      "a list of groups where only users are expected",
      "User ID;Group\n1;g\n",
      { kind: "groups" },
      "snapshot_not_expected",
    ],
  ])("%s is refused, with its code, and leaves nothing", async (_what, file, over, code) => {
    const before = await facts();
    expect(await refusal(file, over)).toBe(code);
    expect(await facts()).toEqual(before);
    expect(await office.db.superuser.sql`select from snapshot_row`).toHaveLength(0);
    expect(await office.db.superuser.sql`select from snapshot_subject`).toHaveLength(0);
  });

  test("the time of extraction has no default", async () => {
    expect(await refusal(users(["p-1"]), { zone: undefined })).toBe("input_invalid");
    expect(await refusal(users(["p-1"]), { extractedAt: undefined })).toBe("input_invalid");
  });

  test("a system that is not looked at by lists takes none", async () => {
    expect(await refusal(users(["p-1"]), {}, await office.system([]))).toBe("snapshot_not_expected");
    expect(await refusal(users(["p-1"]), {}, "nowhere")).toBe("not_found");
  });

  test("somebody whose role may not, is refused before a byte of the file is read", async () => {
    let read = 0;
    async function* watched() {
      read += 1;
      yield Buffer.from("x");
    }
    const ctx = office.ctx(userActor("auditor"));
    expect(await takeSnapshot(ctx, {}, watched(), { idempotencyKey: null })).toMatchObject({
      ok: false,
      reasons: [{ code: "not_permitted" }],
    });
    expect(read).toBe(0);
  });
});

describe("what stands out", () => {
  test.each([
    ["rows_unmatched", users(["p-1", "stranger"]), [2 - 1], []],
    ["keys_repeated", `${users(["p-1", ...workers(9)])}\n${line("p-1")}`, [1], [12]],
    ["rows_broken", `${users(["p-1", ...workers(9)])}\nbroken`, [1], [12]],
    [
      "dates_mixed",
      `User ID;Email;Last login\n${["2026-01-02", "01/02/2026", "02.01.2026"].map((date, at) => `id-${at};w-${at}@example.com;${date}`).join("\n")}`,
      [3],
      [],
    ],
  ])("%s must be confirmed before the list is believed", async (code, file, [count], lines) => {
    const found = await taken(await office.system(), file);
    const finding = found.findings.find((one) => one.code === code);
    expect(finding).toMatchObject({ count, lines });
    const before = await facts();
    expect(await office.accept(found)).toMatchObject({
      ok: false,
      reasons: [{ code: "snapshot_unconfirmed", path: `confirm.${code}` }],
    });
    expect(await facts()).toEqual(before);
    const confirm = found.findings.filter((one) => one.weight === "confirm").map((one) => one.code);
    expect(await office.accept(found, confirm)).toMatchObject({ ok: true, result: { state: "accepted" } });
  });

  test("of two rows of one account, the one that can be used counts", async () => {
    const system = await office.system();
    await office.believe(system, `${users(workers(9))}\nid-p-1;p-1@example.com;disabled\n${line("p-1")}`, recent);
    expect((await office.verdicts(system, "p-1"))[0]).toBe("account still_present usable_past_due");
  });

  test("an old list is said to be stale, and what it shows gone reads Cannot check", async () => {
    const system = await office.system();
    const old = await taken(system, users(workers(30)), { extractedAt: "2026-02-01T09:00" });
    expect(codes(old)).toEqual(["stale"]);
    expect((await office.accept(old)).ok).toBe(true);
    expect(await office.verdicts(system, "p-1")).toContain("account cannot_check look_stale");
  });

  test("a mapping that was used is proposed for the next list of its kind, for this system alone", async () => {
    const system = await office.system();
    const file = "Ref;Handle X;Email\n7;x;p-1@example.com\n";
    await office.believe(system, file, { ...recent, map: { account_id: "Ref" } });
    expect((await taken(system, file)).mapping).toMatchObject({ account_id: "Ref" });
    expect((await taken(await office.system(), file)).mapping).not.toHaveProperty("account_id");
  });
});

describe("a list that lost a large share of its rows", () => {
  test("is held; whoever supplied it cannot release it; a second person can, and then it is believed", async () => {
    const system = await office.system();
    await office.believe(system, users(["p-1", ...workers(59)]), recent);
    const short = await taken(system, users(workers(30)), { extractedAt: new Date(Date.now() - 1000).toISOString() });
    expect(codes(short)).toContain("rows_lost");
    expect(await office.accept(short)).toMatchObject({
      ok: true,
      result: { state: "held", because: ["rows_lost"], observations: 0 },
    });
    expect((await office.verdicts(system, "p-1"))[0]).toBe("account still_present usable_past_due");
    expect(await office.accept(short)).toMatchObject({ ok: false, reasons: [{ code: "listing_held" }] });
    const input = { systemId: system, snapshotId: short.snapshotId };
    const release = (actor = office.analyst) =>
      execute(office.ctx(actor), releaseSnapshot, input, { idempotencyKey: null });
    expect(await release()).toMatchObject({ ok: false, reasons: [{ code: "second_person_required" }] });
    expect((await release(office.second)).ok).toBe(true);
    expect(await office.accept(short)).toMatchObject({ ok: true, result: { state: "accepted" } });
    expect((await office.verdicts(system, "p-1"))[0]).not.toContain("still_present");
  });

  test("another list of the system that was accepted meanwhile is what it is measured with", async () => {
    const system = await office.system();
    const short = await taken(system, users(["p-1", ...workers(20)]));
    await office.believe(system, users(["p-1", ...workers(59)]), recent);
    expect(await office.accept(short)).toMatchObject({ ok: true, result: { state: "held" } });
  });
});

describe("a list of another system", () => {
  test("is held when hardly any of its accounts were in the last one", async () => {
    const system = await office.system();
    await office.believe(system, users(workers(30)), recent);
    const other = await taken(system, users(workers(30, 30)));
    expect(codes(other)).toContain("other_system");
    expect(await office.accept(other)).toMatchObject({ ok: true, result: { state: "held" } });
    const same = await taken(system, users(workers(30, 5)));
    expect(codes(same)).not.toContain("other_system");
  });

  test("is held when its columns are another's and not those this one had", async () => {
    const [crm, wiki] = [await office.system(), await office.system()];
    const other = `User ID,E-Mail,Wiki space,State\n${workers(30)
      .map((key) => `id-${key},${key}@example.com,x,active`)
      .join("\n")}`;
    await office.believe(crm, users(workers(30)), recent);
    await office.believe(wiki, other, recent);
    expect(codes(await taken(crm, other))).toContain("header_of_other_system");
    expect(codes(await taken(wiki, other))).not.toContain("header_of_other_system");
  });
});

describe("the leaver", () => {
  test("supplies no evidence about their own access", async () => {
    const ids = await office.people(["own"]);
    await office.leavers(["own"]);
    const system = await office.system();
    const self = userActor("administrator", ids.get("own") ?? "");
    const accepted = await office.believe(system, users(["p-1", ...workers(30)]), recent, self);
    expect(accepted.ownCases).toBe(1);
    expect((await office.verdicts(system, "own")).filter((text) => text.includes("never_found"))).toEqual([]);
  });
});

describe("rows that wait", () => {
  test("are gone when the list is accepted, and without them nothing is believed", async () => {
    const found = await taken(await office.system(), users(["p-1", ...workers(30)]));
    expect(
      await office.db.superuser.sql`select from snapshot_row where snapshot_id = ${found.snapshotId}`,
    ).toHaveLength(1);
    await office.db.superuser.sql`delete from snapshot_row`;
    expect(await office.accept(found)).toMatchObject({ ok: false, reasons: [{ code: "snapshot_gone" }] });
  });

  test("whose keys changed since was not looked for: of them nothing is concluded", async () => {
    const system = await office.system();
    const found = await taken(system, users(workers(30)));
    await office.db.superuser
      .sql`update profile_identity set emails = array['new@example.com'] where person_key = 'p-2'`;
    expect((await office.accept(found)).ok).toBe(true);
    expect(await office.verdicts(system, "p-1")).toContain("account never_found nothing_found");
    expect(await office.verdicts(system, "p-2")).toEqual([]);
    await office.db.superuser
      .sql`update profile_identity set emails = array['p-2@example.com'] where person_key = 'p-2'`;
  });

  test("are forgotten after a day, by themselves", async () => {
    const { sql } = office.db.superuser;
    const fresh = await taken(await office.system(), users(["p-1", ...workers(30)]));
    const old = "019000000000700080000000000000aa";
    await sql`insert into snapshot_row (snapshot_id, line, native_id, user_name, emails, presence, holds)
      values (${old}, 2, 'x', 'x', '{}', 'active', '{}')`;
    await forgetOldRows(testCtx(office.db.worker));
    const left = await sql<{ id: string }[]>`select distinct snapshot_id as id from snapshot_row`;
    expect(left.map((row) => row.id)).toContain(fresh.snapshotId);
    expect(await sql`select from snapshot_row where snapshot_id = ${old}`).toHaveLength(0);
  });

  test("a list is believed once", async () => {
    const found = await taken(await office.system(), users(["p-1", ...workers(30)]));
    expect((await office.accept(found)).ok).toBe(true);
    expect(await office.accept(found)).toMatchObject({ ok: false, reasons: [{ code: "snapshot_settled" }] });
  });
});

describe("lists of groups and of keys", () => {
  test("show what hangs on accounts that are known, and, when complete, that nothing does", async () => {
    const system = await office.system(["account", "group", "credential"]);
    await office.believe(system, users(["p-1", "p-2", ...workers(30)]), recent);
    const groups = `User ID;Group\nid-p-1;Sales\nid-p-1;Admins\n${workers(30)
      .map((key) => `id-${key};Staff`)
      .join("\n")}`;
    await office.believe(system, groups, { ...recent, kind: "groups" });
    const seen = await office.verdicts(system, "p-1");
    expect(seen.filter((text) => text.startsWith("group"))).toEqual([
      "group still_present usable_past_due",
      "group still_present usable_past_due",
    ]);
    expect((await office.verdicts(system, "p-2")).filter((text) => text.startsWith("group"))).toEqual([
      "group never_found nothing_found",
    ]);
    const keys = `User ID;Key ID\nid-p-2;AK-1\n${workers(30)
      .map((key) => `id-${key};AK-${key}`)
      .join("\n")}`;
    await office.believe(system, keys, { ...recent, kind: "keys" });
    expect((await office.verdicts(system, "p-2")).filter((text) => text.startsWith("credential"))).toEqual([
      "credential still_present usable_past_due",
    ]);
    // A list that names accounts by what they are called is of the same accounts; one with other ids proves nothing.
    const later = { ...recent, kind: "groups", extractedAt: new Date(Date.now() - 2000).toISOString() };
    const strange = await taken(system, groups.replaceAll("id-", "guid-"), later);
    expect(codes(strange)).toEqual(expect.arrayContaining(["accounts_unknown", "not_complete"]));
    // A later list without the membership: it is gone, and nobody claimed it.
    await office.believe(system, groups.replace("id-p-1;Admins\n", ""), {
      ...recent,
      kind: "groups",
      extractedAt: new Date(Date.now() - 1000).toISOString(),
    });
    expect((await office.verdicts(system, "p-1")).filter((text) => text.startsWith("group"))).toEqual([
      "group still_present usable_past_due",
      "group verified_removed gone_unattributed",
    ]);
  });
});
