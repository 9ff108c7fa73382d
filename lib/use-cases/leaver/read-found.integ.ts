import { afterAll, beforeAll, expect, test } from "vitest";
import { userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { readSetup } from "../setup/read-setup.ts";
import { Office } from "../snapshots/testing/office.ts";
import { readFound } from "./read-found.ts";

let office: Office;
let system = "";
beforeAll(async () => {
  office = await Office.open();
  await office.people(["elena", "sam", "noor", "odd", "anna"]);
  await office.leavers(["elena"], "2026-01-05");
  await office.leavers(["sam", "noor", "odd"], "2026-01-20");
  await office.leavers(["anna"], "2099-01-20");
  system = await office.system(["account", "entitlement"], { slug: "crm", name: "CRM", tier: 2 });
});
afterAll(() => office.db.drop());

const admin = () => office.ctx(userActor("administrator"));

async function found() {
  const read = await runQuery(admin(), readFound, { slug: "crm" });
  if (!read.ok) throw new Error(JSON.stringify(read.reasons));
  return read.value;
}

async function supply(rows: readonly string[], extractedAt: string) {
  const file = ["User ID;Username;E-Mail;Status;Role;Last login", ...rows].join("\n");
  return office.believe(system, file, { extractedAt, zone: "UTC", query: "All users of CRM" });
}

const ELENA = "u-1;elena;elena@example.com;Active;Administrator;2026-02-03 09:14";
const SAM = "u-2;sam;sam@example.com;Deactivated;Sales;";
const ODD = "u-4;odd;odd@example.com;Sleeping;;";

test("before any list nobody is counted as seen, and nobody as gone", async () => {
  const view = await found();
  expect(view).toMatchObject({ left: 4, ahead: 1, usable: 0, unclear: 4, longestMicros: 0, lists: [] });
  expect(view.people.map((one) => one.account)).toEqual(["unread", "unread", "unread", "unread"]);
});

test("a list is counted by what it showed: usable, disabled, not understood, and nobody's", async () => {
  const before = Date.now() - 60_000;
  await supply([ELENA, SAM, ODD], new Date(before).toISOString());
  const view = await found();
  // Who is disabled can not get in; whose state nobody understands cannot be checked, and is not counted as gone.
  expect(view).toMatchObject({ left: 4, ahead: 1, usable: 1, unclear: 1 });
  const sinceEnd = before - Date.parse("2026-01-05T23:00:00Z");
  expect(Math.abs(view.longestMicros / 1000 - sinceEnd)).toBeLessThan(5);
  expect(view.lists).toMatchObject([{ kind: "users", query: "All users of CRM", rows: 3, complete: true }]);
  expect(view.people[0]).toMatchObject({
    account: "usable",
    holds: ["Administrator"],
    lastUsedIso: "2026-02-03T09:14:00.000Z",
    exposure: { state: "running", tail: "usable" },
  });
  expect(view.people[0]?.cells.map((cell) => cell.verdict)).toEqual([
    "still_present",
    "cannot_check",
    "cannot_check",
    "cannot_check",
    "still_present",
    "cannot_check",
    "cannot_check",
    "cannot_check",
  ]);
  expect(new Set(view.people.map((one) => one.account))).toEqual(new Set(["usable", "disabled", "unclear", "nothing"]));
  expect(view.people.find((one) => one.account === "nothing")?.cells[0]?.verdict).toBe("never_found");
});

test("a later list in which an account is not any more takes it out of the sentence; an earlier one does not", async () => {
  await supply([ELENA, SAM, ODD], new Date(Date.now() - 3_600_000).toISOString());
  expect((await found()).usable).toBe(1);
  await supply([SAM, ODD], new Date(Date.now() - 1000).toISOString());
  const view = await found();
  expect(view).toMatchObject({ usable: 0, longestMicros: 0, left: 4 });
  expect(view.people.some((one) => one.account === "gone")).toBe(true);
});

test("whom the address names comes first, whatever became of them: nobody is swapped for another who is worse", async () => {
  const gone = (await found()).people.find((one) => one.account === "gone");
  const read = await runQuery(admin(), readFound, { slug: "crm", leaver: gone?.id });
  expect(read.ok && read.value.people[0]?.id).toBe(gone?.id);
  expect((await found()).people[0]?.id).not.toBe(gone?.id);
});

test("how far the first run has come is read from what is recorded, by an administrator alone", async () => {
  const read = await runQuery(admin(), readSetup, {});
  expect(read.ok && read.value).toMatchObject({
    leavers: 5,
    scheduled: 1,
    held: [],
    systems: [{ slug: "crm", name: "CRM", accepted: 3 }],
  });
  expect(await runQuery(office.ctx(userActor("analyst")), readSetup, {})).toMatchObject({
    ok: false,
    reasons: [{ code: "not_permitted" }],
  });
});
