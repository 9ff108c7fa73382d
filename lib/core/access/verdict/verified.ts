import { type Instant, instant, NEVER } from "../../instant.ts";
import type { Layer } from "../layer.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";
import type { VerdictKey } from "../verdict-key.ts";
import { finding, type Rule } from "./finding.ts";
import { freshUntil, staleFinding } from "./freshness.ts";
import { isUnseen } from "./never-found.ts";

const REVIVING: ReadonlySet<Layer> = new Set(["session", "credential", "delegation"]);

/** Whether a disabled account can still be used, or come to life again, through this layer. */
export function isReviving(layer: Layer): boolean {
  return REVIVING.has(layer);
}

/** Verdicts of a sibling that can revive nothing: at its goal, or not there. */
const AT_REST: ReadonlySet<VerdictKey> = new Set([
  "verified_removed",
  "verified_disabled",
  "verified_rotated",
  "verified_transferred",
  "attested",
  "never_found",
  "not_applicable",
]);

/** Why a met goal would not stay met; null when nothing revives it. `disabled` alone depends on siblings. */
export function revival(input: VerdictInput, disabled: boolean): "sibling_revives" | "rule_revives" | null {
  if (!disabled || input.layer !== "account") return null;
  for (const sibling of input.siblings) {
    if (isReviving(sibling.layer) && !AT_REST.has(sibling.key)) return "sibling_revives";
  }
  return null;
}

/** Verified, or Latent when something would revive it, or Cannot check when the look is too old. */
export const verified: Rule = (input, survey) => {
  const look = survey.met;
  if (look === null) return null;
  // What nobody ever saw and nobody claims to have removed was not removed.
  if (isUnseen(input, survey) && survey.lastRemovalClaimAt === NEVER) return null;
  const stale = staleFinding(input, look.startedAt);
  if (stale !== null) return stale;
  const revived = look.facts.revivedByRule === true ? "rule_revives" : revival(input, look.presence === "disabled");
  const key = verifiedAs(input, look);
  const validUntil = key === "verified_rotated" ? rotatedUntil(input, look) : freshUntil(input, look.startedAt);
  if (revived !== null) return finding("latent", revived, null, validUntil);
  const reason = survey.lastRemovalClaimAt === NEVER ? "gone_unattributed" : "seen_gone";
  return finding(key, reason, null, validUntil);
};

/** Rotated holds no longer than that the leaver cannot read it any more: without that it was rotated in vain. */
function rotatedUntil(input: VerdictInput, look: Observation): Instant | null {
  const until = freshUntil(input, look.startedAt);
  const readUntil = input.readAccessValidUntil ?? null;
  return until === null || readUntil === null ? until : instant(Math.min(until, readUntil));
}

function verifiedAs(input: VerdictInput, look: Observation): VerdictKey {
  if (look.presence === "absent") return "verified_removed";
  if (look.presence === "active") return input.goal === "reassigned" ? "verified_transferred" : "verified_rotated";
  // A session shown as ended is gone for good; an account, a key or a factor shown as switched off can be switched on.
  return input.goal === "invalidated" && input.layer === "session" ? "verified_removed" : "verified_disabled";
}

/** Latent: a look since the last claim found it disabled where the goal asks for it to be gone. */
export const lingering: Rule = (input, survey) => {
  const look = survey.lastLingers;
  if (look === null || look.startedAt <= survey.cutoff || look.startedAt <= survey.lastUsableEnd) return null;
  return (
    staleFinding(input, look.startedAt) ??
    finding("latent", "lingers_disabled", null, freshUntil(input, look.startedAt))
  );
};

/** Self-checked: seen gone, but by an observer closer to whoever acted than policy allows. */
export const selfChecked: Rule = (input, survey) => {
  const look = survey.tooClose;
  if (look === null || (isUnseen(input, survey) && survey.lastRemovalClaimAt === NEVER)) return null;
  return (
    staleFinding(input, look.startedAt) ??
    finding("self_checked", "seen_by_too_close", null, freshUntil(input, look.startedAt))
  );
};
