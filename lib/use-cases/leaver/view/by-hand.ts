import type { ItemDetail } from "#db/queries/views/read-item.ts";
import type { AttestationRow, HoldRow, PermissionRow } from "#db/queries/views/read-word-of-people.ts";
import { attestRefusals, isBeyondConnector } from "#lib/core/access/attest.ts";
import type { Claim } from "#lib/core/access/claim.ts";
import { lookRefusals } from "#lib/core/access/look.ts";
import type { Presence } from "#lib/core/access/observation.ts";
import { VERDICT_GROUP } from "#lib/core/access/verdict-key.ts";
import { type Duty, type DutyHolders, separationRefusals } from "#lib/core/ownership/separation.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import type { AttestationView, HoldView, MayView, PermissionView } from "#lib/core/views/item.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { accountableOf, principalOf } from "../../_kit/actor.ts";
import { isoUtc } from "../../_kit/times.ts";

const SAW_WORD: Readonly<Record<Presence, string>> = {
  active: "still usable",
  disabled: "disabled",
  absent: "gone",
  unknown: "not to be told",
};

/** What second persons stated, oldest first. */
export function attestationViews(rows: readonly AttestationRow[]): readonly AttestationView[] {
  return rows.map(({ id, by, saw, seenAt, recordedAt, digest, artefactId, kind, name, statement, bytes }) => ({
    id,
    by,
    saw: SAW_WORD[saw],
    seenAtIso: isoUtc(seenAt),
    recordedAtIso: isoUtc(recordedAt),
    statement: statement ?? ERASED,
    artefact: { id: bytes === null ? null : artefactId, kind, name: name ?? "The artefact was erased.", bytes, digest },
  }));
}

const ERASED = "The words were erased.";

/** Exceptions asked for the item, as the drawer shows them. */
export function permissionViews(rows: readonly PermissionRow[]): readonly PermissionView[] {
  return rows.map(({ reason, requestedAt, until, ...rest }) => ({
    ...rest,
    reason: reason ?? ERASED,
    requestedAtIso: isoUtc(requestedAt),
    untilIso: isoUtc(until),
  }));
}

/** Orders to keep the item. */
export function holdViews(rows: readonly HoldRow[]): readonly HoldView[] {
  return rows.map(({ authority, orderedAt, until }) => ({
    authority: authority ?? ERASED,
    orderedAtIso: isoUtc(orderedAt),
    untilIso: isoUtc(until),
  }));
}

/** Whether this reader may attest now, by the rule that the command itself asks; the first reason why not. */
export function mayAttest(item: ItemDetail, claims: readonly Claim[], holders: DutyHolders, actor: Actor): MayView {
  const isLookedAt = item.observe === "connector" && !isBeyondConnector(item.reason);
  if (VERDICT_GROUP[item.key] !== "open" || isLookedAt) return { may: false, why: null };
  const [refusal] = attestRefusals({ ...item, claims });
  if (refusal !== undefined) return { may: false, why: refusal.sentence };
  if (!isPermitted(principalOf(actor), "attestation:record")) return { may: false, why: null };
  return byDuty("verify", actor, holders);
}

/** Whether this reader may say what they saw of an item whose last look came from too close. */
export function mayLook(item: ItemDetail, holders: DutyHolders, actor: Actor): MayView {
  if (item.key !== "self_checked" || lookRefusals(item, item.key, "absent").length > 0)
    return { may: false, why: null };
  if (!isPermitted(principalOf(actor), "observation:record")) return { may: false, why: null };
  return byDuty("verify", actor, holders);
}

/** Who may check what was seen from too close. Names are of people who reported something of the item. */
export function nextCheckOf(item: ItemDetail, claims: readonly Claim[]): string | null {
  if (item.key !== "self_checked") return null;
  const acted = [...new Set(claims.filter(({ source }) => source !== "connector").map(({ actor }) => actor))];
  const others = [...acted, "the leaver"].join(" and ");
  return `It waits for another person: anybody but ${others} may look next and say what they saw.`;
}

/** Whether a duty is open to `actor`, and else why not. */
function byDuty(duty: Duty, actor: Actor, holders: DutyHolders): MayView {
  const [refusal] = separationRefusals(duty, accountableOf(actor), holders);
  return refusal === undefined ? { may: true, why: null } : { may: false, why: refusal.sentence };
}
