import type { Presence } from "../../../core/access/observation.ts";
import type { AccountRecord } from "../../contract.ts";
import type { User } from "./schema.ts";

// Yours: the vendor's own words for an account's state. What somebody can still get into is active: locked for an hour,
// password expired and invited are all active. What does not stand here reads unknown, and must.
const PRESENCE = new Map<string, Presence>([
  ["enabled", "active"],
  ["locked", "disabled"],
]);

export function presenceOf({ state }: User): Presence {
  return PRESENCE.get(state) ?? "unknown";
}

export function accountRecord(user: User): AccountRecord {
  const { id, login, mail, name, employeeNumber } = user;
  return {
    nativeId: id,
    userName: login,
    displayName: name || null,
    emails: mail ? [mail] : [],
    externalId: employeeNumber || null,
    presence: presenceOf(user),
  };
}
