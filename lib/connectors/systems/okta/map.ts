import type { Presence } from "../../../core/access/observation.ts";
import type { AccountRecord } from "../../contract.ts";
import type { OktaUser } from "./schema.ts";

/**
 * Okta's life cycle of an account. LOCKED_OUT opens again by itself or by its user, RECOVERY and PASSWORD_EXPIRED are
 * left by whoever holds the mail or the old password, PROVISIONED by whoever opens the activation mail: none of them
 * is closed. STAGED was never opened.
 */
const PRESENCE: Readonly<Record<string, Presence>> = {
  ACTIVE: "active",
  PASSWORD_EXPIRED: "active",
  LOCKED_OUT: "active",
  RECOVERY: "active",
  PROVISIONED: "active",
  STAGED: "disabled",
  SUSPENDED: "disabled",
  DEPROVISIONED: "disabled",
};

/** The account's state; a status that Okta did not have when this was written, or one under way, says nothing. */
export function presenceOf({ status, transitioningToStatus }: OktaUser): Presence {
  const now = (Object.hasOwn(PRESENCE, status) ? PRESENCE[status] : undefined) ?? "unknown";
  const isMoving = transitioningToStatus != null && transitioningToStatus !== status;
  return isMoving && now === "disabled" ? "unknown" : now;
}

export function accountRecord(user: OktaUser): AccountRecord {
  const { login, email, firstName, lastName, displayName, employeeNumber } = user.profile;
  const name = [firstName, lastName].filter((part) => part).join(" ");
  return {
    nativeId: user.id,
    userName: login,
    displayName: displayName || name || null,
    emails: email ? [email] : [],
    externalId: employeeNumber || null,
    presence: presenceOf(user),
  };
}
