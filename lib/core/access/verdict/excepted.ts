import type { Instant } from "../../instant.ts";
import type { Exception, VerdictInput } from "../verdict-input.ts";
import { VERDICT_GROUP, type VerdictKey } from "../verdict-key.ts";
import { type Finding, finding } from "./finding.ts";
import { holdInForce } from "./retained.ts";

/**
 * Lays an exception or hold in force over an open finding. It cures nothing: what was missed stays recorded
 * beside the verdict, and what is verified needs no exception.
 */
export function overlay(input: VerdictInput, base: Finding): Finding {
  if (VERDICT_GROUP[base.key] !== "open") return base;
  const hold = holdInForce(input);
  if (hold !== null) return finding("retained_until", "legal_hold", hold.until, earlier(hold.until, base));
  const { exception } = input;
  if (exception === null || !isInForce(exception, input)) return base;
  return finding("excepted_until", "exception_in_force", exception.until, earlier(exception.until, base));
}

/** Approved by somebody else than who asked, with a reason, begun and not ended. */
function isInForce(exception: Exception, input: VerdictInput): boolean {
  if (exception.approvedBy === exception.requestedBy || exception.reason === "") return false;
  return exception.approvedAt <= input.now && input.now <= exception.until;
}

/** Verdicts whose time is the end of what cannot be revoked; a deadline that passes changes nothing under an exception. */
const MAY_END: ReadonlySet<VerdictKey> = new Set(["expires_by", "still_present", "missed_at_inventory"]);

/** What lies under an exception or hold may become Verified before that ends: derive again at the earlier time. */
function earlier(until: Instant, base: Finding): Instant {
  return MAY_END.has(base.key) && base.validUntil !== null && base.validUntil < until ? base.validUntil : until;
}
