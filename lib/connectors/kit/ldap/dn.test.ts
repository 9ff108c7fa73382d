import { expect, it } from "vitest";
import { foldedDn, isWithin } from "./dn.ts";

it.each([
  ["CN=Mia Berg,OU=People,DC=acme,DC=test", "cn=mia berg, ou=people ; dc=ACME,dc=test"],
  ["cn=Berg\\, Mia,dc=acme", 'CN="Berg, Mia",DC=acme'],
  ["cn=Berg\\2C Mia,dc=acme", "cn=Berg\\, Mia,dc=acme"],
  ["cn=M\\C3\\BCller,dc=acme", "cn=Müller,dc=acme"],
  ["2.5.4.3=a+uid=b,dc=acme", "uid=b+cn=a,dc=acme"],
])("takes %s and %s for one entry", (one, other) => expect(foldedDn(one)).toBe(foldedDn(other)));

it.each([
  ["cn=a\\,dc=acme", "cn=a,dc=acme"],
  ["cn=ann,dc=acme", "cn=joann,dc=acme"],
  ["cn=a,dc=acme,dc=test", "cn=a,dc=acme"],
])("keeps %s and %s apart", (one, other) => expect(foldedDn(one)).not.toBe(foldedDn(other)));

it("places an entry below another only at a border between two names", () => {
  expect(isWithin("uid=a,ou=people,dc=acme", "OU=People, DC=acme")).toBe(true);
  expect(isWithin("uid=a,xou=people,dc=acme", "ou=people,dc=acme")).toBe(false);
  expect(isWithin("uid=a\\,ou=people,dc=acme", "ou=people,dc=acme")).toBe(false);
  expect(isWithin("no name", "dc=acme")).toBe(false);
});
