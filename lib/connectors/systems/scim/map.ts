import type { Presence } from "../../../core/access/observation.ts";
import type { AccessRecord, AccountRecord } from "../../contract.ts";
import type { SearchKey } from "./dialect.ts";
import type { ScimGroup, ScimUser } from "./schema.ts";

/** The account's state as the answer positively says it; null `active` proves nothing. */
export function presenceOf(user: ScimUser): Presence {
  if (user.active === null) return "unknown";
  return user.active ? "active" : "disabled";
}

export function accountRecord(user: ScimUser): AccountRecord {
  return {
    nativeId: user.id,
    userName: user.userName ?? "",
    displayName: user.displayName,
    emails: user.emails,
    externalId: user.externalId,
    presence: presenceOf(user),
  };
}

/** A membership. `listed` says whether the group's own list shows the account: some servers never show members. */
export function membershipRecord(group: ScimGroup, accountNativeId: string): AccessRecord {
  const members = group.members ?? [];
  return {
    accountNativeId,
    layer: "group",
    nativeKey: group.id,
    label: group.displayName,
    facts: {},
    before: { listed: members.includes(accountNativeId), members: members.length },
  };
}

/** Whether the user really carries the value searched for, whatever the server's own comparison was. */
export function carries(user: ScimUser, key: SearchKey, value: string): boolean {
  if (key === "userName") return user.userName !== null && folded(user.userName) === folded(value);
  if (key === "externalId") return user.externalId === value;
  return user.emails.some((email) => folded(email) === folded(value));
}

/** Case-folded for comparison. Not locale-aware: a Turkish machine must compare as every other. */
export function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
