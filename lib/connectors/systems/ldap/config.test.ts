import { expect, it } from "vitest";
import { LdapEntry } from "../../kit/ldap/entry.ts";
import { ldapConfig, lockOf } from "./config.ts";
import { ruleOf } from "./dynamic-groups.ts";
import { ldapConnector } from "./index.ts";
import { directoryOf, presenceOf } from "./map.ts";

const PLACE = { host: "ldap.example.com", baseDn: "dc=example,dc=com", bindDn: "cn=closeout,dc=example,dc=com" };
const config = ldapConfig.parse(PLACE);

function entry(attributes: Readonly<Record<string, readonly string[]>>): LdapEntry {
  const all = Object.entries(attributes).map(
    ([name, values]) => [name, values.map((one) => Buffer.from(one))] as const,
  );
  return new LdapEntry("uid=mia,dc=example,dc=com", all);
}

it("encrypts unless somebody says otherwise", () => {
  expect(config).toMatchObject({ port: 636, encryption: "ldaps", idAttribute: "entryUUID", allowDelete: false });
});

it.each([
  [{}, "host"],
  [{ ...PLACE, host: "ldap://ldap.example.com" }, "a name or an address alone"],
  [{ ...PLACE, baseDn: "example.com" }, "distinguished name"],
  [{ ...PLACE, userNameAttribute: "uid)(objectClass=*" }, "one attribute"],
  [{ ...PLACE, disableBy: "attribute" }, "Name the attribute"],
  [{ ...PLACE, password: "secret" }, "password"],
])("refuses %j and names what is wrong", (raw, word) => {
  const parsed = ldapConnector.parseConfig(raw);
  expect(parsed.ok ? "" : parsed.problems.join(" ")).toContain(word);
});

it.each([
  ["000001010000Z", "disabled"],
  ["20260101000000Z", "active"],
  ["", "active"],
])("reads the lock %j as %s", (value, presence) => {
  expect(presenceOf(config, entry({ pwdAccountLockedTime: [value] }))).toBe(presence);
});

it("reads an attribute of one's own as the switch, whatever the case of its value", () => {
  const own = ldapConfig.parse({ ...PLACE, disableBy: "attribute", disableAttribute: "status", disableValue: "Left" });
  expect(lockOf(own)).toEqual({ attribute: "status", value: "Left" });
  expect(["LEFT", "active"].map((one) => presenceOf(own, entry({ status: [one] })))).toEqual(["disabled", "active"]);
});

it("takes no account without its permanent identifier, none of several, and every user name as a name", () => {
  const { recordOf, byId } = directoryOf(config);
  expect(recordOf(entry({ uid: ["mia"] }))).toBeNull();
  expect(recordOf(entry({ uid: ["mia"], entryUUID: ["a", "b"] }))).toBeNull();
  expect(recordOf(entry({ uid: ["b.mia", "a.mia"], mail: ["mia@example.com"], entryUUID: ["1"] }))).toMatchObject({
    userName: "a.mia",
    emails: ["mia@example.com", "b.mia"],
  });
  expect(byId("*)(uid=*")).toBeNull();
});

it("never shows a password, not even of an entry that came with one", () => {
  expect(JSON.stringify(entry({ userPassword: ["secret"], cn: ["Mia"] }))).not.toContain("secret");
});

it("reads a group's rule, and takes none that points elsewhere or cannot be read", () => {
  expect(ruleOf("ldap:///dc=example,dc=com??sub?(ou=Sales)")).toMatchObject({
    base: "dc=example,dc=com",
    scope: "sub",
  });
  for (const url of [
    "ldap://other.example.com/dc=x??sub?(a=b)",
    "ldap:///dc=x??deep?(a=b)",
    "ldap:///dc=x??sub?((a=",
    "no",
  ]) {
    expect(ruleOf(url)).toBeNull();
  }
});
