import { expect, it } from "vitest";
import { LdapEntry } from "../../kit/ldap/entry.ts";
import { activeDirectoryConfig } from "./config.ts";
import { directoryOf, disabledBits, kindOf, presenceOf } from "./map.ts";
import { changedAt, USER_ACCOUNT_CONTROL } from "./replication.ts";

const config = activeDirectoryConfig.parse({ host: "dc1.example.com", baseDn: "DC=example,DC=com", bindDn: "x" });
const SID = "010500000000000515000000c735b875a02f9f351964d94e";

function entry(attributes: Readonly<Record<string, string | Buffer>>): LdapEntry {
  const all = Object.entries(attributes).map(([name, value]) => [name, [Buffer.from(value)]] as const);
  return new LdapEntry("CN=Mia,DC=example,DC=com", all);
}

const sid = (relative: number) => {
  const bytes = Buffer.from(`${SID}00000000`, "hex");
  bytes.writeUInt32LE(relative, 24);
  return bytes;
};

it.each([
  ["512", "active"],
  ["514", "disabled"],
  ["66050", "disabled"],
  ["", "unknown"],
  ["True", "unknown"],
])("reads userAccountControl %j as %s", (bits, presence) => {
  expect(presenceOf(entry({ userAccountControl: bits }))).toBe(presence);
});

it("knows nothing of an account whose bits are not shown, and changes only one of them", () => {
  expect(presenceOf(entry({}))).toBe("unknown");
  expect([512, 514, 0x10200].map(disabledBits)).toEqual(["514", "514", String(0x10202)]);
});

it("says what an account is only where the directory does", () => {
  expect(kindOf(entry({ objectSid: sid(502) }))).toBe("system");
  expect(kindOf(entry({ objectSid: sid(1103) }))).toBeNull();
  expect(kindOf(entry({ objectSid: sid(1103), isCriticalSystemObject: "TRUE" }))).toBe("system");
  expect(kindOf(entry({ objectClass: "computer" }))).toBe("system");
  expect(kindOf(entry({ objectClass: "msDS-GroupManagedServiceAccount" }))).toBe("service");
  expect(kindOf(entry({ userAccountControl: String(0x800) }))).toBe("system");
});

it("takes no account without its identifier, and every mail address as a name", () => {
  const { recordOf } = directoryOf(config);
  expect(recordOf(entry({ sAMAccountName: "mia" }))).toBeNull();
  const guid = Buffer.from("69708bb226ac51489100d9073e7dd6e4", "hex");
  const shown = { sAMAccountName: "mia", objectGUID: guid, userPrincipalName: "mia@example.com" };
  expect(recordOf(entry({ ...shown, proxyAddresses: "SMTP:berg@example.com" }))).toMatchObject({
    nativeId: "b28b7069-ac26-4851-9100-d9073e7dd6e4",
    emails: ["mia@example.com", "berg@example.com"],
    presence: "unknown",
  });
});

it("reads when the bits were last written, a second late rather than early, and nothing of what is cut", () => {
  const metadata = Buffer.alloc(16 + 48);
  metadata.writeUInt32LE(1, 0);
  metadata.writeUInt32LE(1, 8);
  metadata.writeUInt32LE(USER_ACCOUNT_CONTROL, 16);
  metadata.writeBigUInt64LE(11_644_473_600n + 1_800_000_000n, 24);
  expect(changedAt(metadata, USER_ACCOUNT_CONTROL)).toBe(1_800_000_001_000_000);
  expect(changedAt(metadata, 1)).toBeNull();
  expect(changedAt(metadata.subarray(0, 40), USER_ACCOUNT_CONTROL)).toBeNull();
  expect(changedAt(undefined, USER_ACCOUNT_CONTROL)).toBeNull();
});
