import { describe, expect, test } from "vitest";
import { changedColumns, keptColumns, provedLayers, type ReadColumns } from "./changed-columns.ts";

const same: ReadColumns = {
  kind: "users",
  key: "account_id",
  read: { account_id: "User ID", role: "Role" },
  named: {},
  remembered: { account_id: "User ID", role: "Role" },
};
const changed = (over: Partial<ReadColumns>) => changedColumns({ ...same, ...over });
const found = (code: "column_changed" | "account_ids_changed" | "values_cut") => [{ code, count: 1, lines: [] }];

describe("columns that are others than the last time", () => {
  test("are none where titles differ in case and signs alone, in a first list, and where no roles are read", () => {
    expect(changed({})).toEqual([]);
    expect(changed({ read: { account_id: "user-id", role: "ROLE" } })).toEqual([]);
    expect(changed({ read: { account_id: "GUID", role: "License" }, remembered: {} })).toEqual([]);
    expect(changed({ read: { account_id: "User ID" } })).toEqual([]);
  });

  test.each([
    ["users", "role", "Role", "License"],
    ["groups", "group", "Group", "Team"],
    ["keys", "key_id", "Key ID", "Fingerprint"],
  ] as const)("of a list of %s are noticed, until somebody names the column", (kind, role, before, now) => {
    const list = { kind, read: { account_id: "User ID", [role]: now }, remembered: { [role]: before } };
    expect(changed(list)).toEqual(["column_changed"]);
    expect(changed({ ...list, named: { [role]: now } })).toEqual([]);
  });

  test("are noticed of the accounts' ids, and a mail address named as one is not named the id", () => {
    const mail = { key: "email", read: { email: "Email" } } as const;
    expect(changed(mail)).toEqual(["account_ids_changed"]);
    expect(changed({ ...mail, named: { email: "Email" } })).toEqual(["account_ids_changed"]);
    expect(changed({ read: { account_id: "GUID" } })).toEqual(["account_ids_changed"]);
    expect(changed({ read: { account_id: "GUID" }, named: { account_id: "GUID" } })).toEqual([]);
    expect(changed({ key: "email", read: { email: "Mail" }, remembered: { email: "Email" } })).toEqual([
      "account_ids_changed",
    ]);
    expect(
      changed({ key: "email", read: { email: "Mail" }, named: { email: "Mail" }, remembered: { email: "Email" } }),
    ).toEqual([]);
  });
});

test("another column, or a cell that was cut, proves nothing absent of what accounts hold", () => {
  expect(provedLayers("users", ["account", "entitlement"], [])).toEqual(["account", "entitlement"]);
  expect(provedLayers("users", ["account", "entitlement"], found("column_changed"))).toEqual(["account"]);
  expect(provedLayers("users", ["account", "entitlement"], found("values_cut"))).toEqual(["account"]);
  expect(provedLayers("groups", ["group"], found("column_changed"))).toEqual([]);
});

test("the columns that what is known was read from are remembered until somebody names others", () => {
  expect(keptColumns("users", []).unchanged).toEqual([]);
  expect(keptColumns("users", found("column_changed")).unchanged).toEqual(["role"]);
  expect(keptColumns("keys", found("column_changed")).unchanged).toEqual(["key_id"]);
  expect(keptColumns("users", found("account_ids_changed")).unchanged).toEqual(["account_id", "user_name", "email"]);
  expect(keptColumns("groups", []).guarded).toEqual(["group", "account_id", "user_name", "email"]);
});
