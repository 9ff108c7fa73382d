import { expect, it } from "vitest";
import { type GrantedRow, heldRoles, serverOf } from "./facts.ts";
import { accountId, parseAccount, parseEntitlement } from "./keys.ts";

const MIA = { user: "mia", host: "%" };
const grant = (user: string, host: string, role: string): GrantedRow => ({
  user,
  host,
  role,
  roleHost: "",
  mayGrant: false,
});

it("finds a role by every way, once, and ends where roles hold each other", () => {
  const rows = [grant("mia", "%", "a"), grant("a", "", "b"), grant("b", "", "a"), grant("leo", "%", "c")];
  expect(heldRoles(rows, MIA).map(({ role }) => role)).toEqual(["a", "b"]);
});

it("follows ten thousand roles one after the other", () => {
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    grant(at === 0 ? "mia" : `r${at - 1}`, at === 0 ? "%" : "", `r${at}`),
  );
  expect(heldRoles(rows, MIA)).toHaveLength(10_000);
});

it("parts user and host at the last @, as a user may have one", () => {
  expect(parseAccount(accountId({ user: "mia@acme", host: "10.0.0.%" }))).toEqual({
    user: "mia@acme",
    host: "10.0.0.%",
  });
  expect(parseEntitlement("database:a:b")).toEqual({ kind: "database", name: "a:b" });
  expect(parseEntitlement("something")).toBeNull();
});

it("knows a server by what it says, and a replica and a node of a cluster from others", () => {
  const said = (rows: Readonly<Record<string, string>>) =>
    serverOf(Object.entries(rows).map(([name, value]) => ({ Variable_name: name, Value: value })));
  expect(said({ version: "10.11.19-MariaDB-deb12" })).toMatchObject({
    family: "mariadb",
    isReplica: false,
    isNode: false,
  });
  expect(said({ version: "8.4.0", read_only: "ON" })).toMatchObject({ family: "mysql", isReplica: true });
  expect(said({ version: "10.11.19-MariaDB", wsrep_on: "ON" })?.isNode).toBe(true);
  expect(said({ read_only: "OFF" })).toBeNull();
});
