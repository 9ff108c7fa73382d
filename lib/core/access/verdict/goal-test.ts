import { NEVER } from "../../instant.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import type { VerdictReason } from "../verdict-reason.ts";

/** Why a look settles nothing. */
export type Doubt = Extract<
  VerdictReason,
  | "look_failed"
  | "look_partial"
  | "look_unknown"
  | "file_not_complete"
  | "inherited_unread"
  | "lifetime_unknown"
  | "old_secret_untested"
  | "read_access_end_unknown"
  | "new_owner_inactive"
  | "owner_unknown"
>;

/** What a look means for the goal: `lingers` is not usable, yet not gone as the goal asks. */
export type GoalResult = "usable" | "lingers" | "met" | Doubt;

/** Tests the goal against what a look found, trusting the look to be complete. */
export function testGoal(look: Observation, input: VerdictInput): GoalResult {
  switch (input.goal) {
    case "absent":
      return testAbsent(look);
    case "invalidated":
      return testInvalidated(look, input);
    case "reassigned":
      return testReassigned(look, input);
    // A retained item comes here once its hold has ended: from then on it must at least be disabled.
    case "retained":
    case "suspended":
    case "disabled":
      return testDisabled(look);
  }
}

function testDisabled(look: Observation): GoalResult {
  if (look.presence === "unknown") return "look_unknown";
  return look.presence === "active" ? "usable" : "met";
}

function testAbsent(look: Observation): GoalResult {
  if (look.presence === "disabled") return "lingers";
  return testDisabled(look);
}

function testInvalidated(look: Observation, input: VerdictInput): GoalResult {
  if (look.presence === "unknown") return look.facts.expiresAt === undefined ? "lifetime_unknown" : "look_unknown";
  return look.presence === "active" ? testRotated(look, input) : "met";
}

/** Rotated: issued after the leaver's last read access ended, and the old value refused. Either alone proves nothing. */
function testRotated(look: Observation, input: VerdictInput): GoalResult {
  const { issuedAt, oldSecretRefused } = look.facts;
  if (oldSecretRefused === false) return "usable";
  const readAccessEndedAt = input.readAccessEndedAt ?? null;
  const issuedLater = issuedAt !== undefined && issuedAt > (readAccessEndedAt ?? NEVER);
  if (oldSecretRefused === undefined) {
    return readAccessEndedAt !== null && issuedLater ? "old_secret_untested" : "usable";
  }
  if (readAccessEndedAt === null || issuedAt === undefined) return "read_access_end_unknown";
  return issuedLater ? "met" : "usable";
}

/** Transferred: a new owner who is active, and every secret from before T0 refused. */
function testReassigned(look: Observation, input: VerdictInput): GoalResult {
  if (look.presence === "unknown") return "look_unknown";
  if (look.presence === "absent") return "met";
  if (look.presence === "disabled") return "lingers";
  const { owner, ownerActive, oldSecretRefused } = look.facts;
  if (owner === undefined || oldSecretRefused === false) return "usable";
  if (input.leaverKeys === undefined) return "owner_unknown";
  if (input.leaverKeys.includes(owner)) return "usable";
  if (ownerActive !== true) return "new_owner_inactive";
  // Custody is a duty and carries no secret; a bot or a key that changes hands does.
  if (oldSecretRefused === undefined && input.layer !== "custody") return "old_secret_untested";
  return "met";
}
