import type { ClaimRow, ItemDetail, LookRow } from "#db/queries/views/read-item.ts";
import { isExceptable } from "#lib/core/access/exception-policy.ts";
import type { Presence } from "#lib/core/access/observation.ts";
import { VERDICT_GROUP, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import type { Instant } from "#lib/core/instant.ts";
import { isPermitted, type Principal } from "#lib/core/permissions.ts";
import type { ClaimView, ItemAction, ObservationView, VerdictChangeView } from "#lib/core/views/item.ts";
import { isoUtc } from "../../_kit/times.ts";
import { minIndependenceOf } from "../../_kit/verdict-input.ts";
import { failureWord } from "./exchanges.ts";

const FOUND_WORD: Readonly<Record<Presence, string>> = {
  active: "Active",
  disabled: "Disabled",
  absent: "Not there",
  unknown: "Cannot tell",
};

/** The last look as the drawer shows it. */
export function observationView(look: LookRow, tier: ItemDetail["tier"], leafHash: string | null): ObservationView {
  const failure = failureWord(look.failure);
  return {
    presence: look.presence,
    found: failure === null ? FOUND_WORD[look.presence] : `${FOUND_WORD[look.presence]}. ${failure}`,
    startedAtIso: isoUtc(look.startedAt),
    tookMicros: look.endedAt - look.startedAt,
    readBy: look.observer,
    credential: null,
    independence: look.independence,
    minIndependence: minIndependenceOf(tier),
    completeness: look.completeness,
    evidence: leafHash === null ? null : { leafIndex: null, leafHash },
  };
}

const CLAIM_WORD: Readonly<Record<ClaimRow["state"], string>> = {
  attempted: "sent a revocation; its answer is not known",
  removed: "reports it removed",
  already_absent: "reports that there was nothing to remove",
  refused: "reports that the system refused",
  still_present: "reports it still there",
  failed: "reports that it could not act",
};

/**
 * Claims, oldest first. The intent written before a call is left out when the claim of that call follows. A claim is
 * contradicted by the first look that began after it and its freshness and saw the access usable.
 */
export function claimViews(
  claims: readonly ClaimRow[],
  looks: readonly LookRow[],
  freshness: number,
): readonly ClaimView[] {
  return claims.flatMap((claim, at): ClaimView[] => {
    const next = claims[at + 1];
    if (claim.state === "attempted" && claim.note === null && next?.source === "connector") return [];
    const says = claim.state === "removed" || claim.state === "already_absent";
    const against = says
      ? looks.find((look) => look.startedAt > claim.at + freshness && look.presence === "active")
      : undefined;
    return [
      {
        state: claim.state,
        source: claim.source,
        actor: claim.source === "connector" ? "The connector" : claim.actor,
        sentence: claim.note === null ? CLAIM_WORD[claim.state] : `${CLAIM_WORD[claim.state]}: ${claim.note}`,
        atIso: isoUtc(claim.at),
        contradictedAtIso: isoUtc(against?.startedAt ?? null),
      },
    ];
  });
}

/** Verdict changes with how many later looks came to the same. */
export function historyViews(
  history: readonly { readonly key: VerdictKey; readonly at: Instant }[],
  looks: readonly LookRow[],
): readonly VerdictChangeView[] {
  return history.map(({ key, at }, place) => {
    const until = history[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    return {
      key,
      atIso: isoUtc(at),
      seenSince: looks.filter((look) => look.startedAt > at && look.startedAt < until).length,
    };
  });
}

/** What this reader may do with the item now; the server asks again when they do it. */
export function actionsOf(item: ItemDetail, principal: Principal): readonly ItemAction[] {
  const open = VERDICT_GROUP[item.key] === "open";
  const actions: ItemAction[] = [];
  if (
    open &&
    item.act === "connector" &&
    item.mayAct &&
    item.accessId !== null &&
    isPermitted(principal, "leaver:dispatch")
  )
    actions.push("dispatch_now");
  if (item.observe === "connector" && item.accessId !== null && isPermitted(principal, "leaver:verify"))
    actions.push("verify_now");
  if (open && item.stepId !== null && isPermitted(principal, "step:claim")) actions.push("report_removed");
  if (item.stepId !== null && isPermitted(principal, "step:assign")) actions.push("assign_owner");
  if (isExceptable(item.key)) {
    if (isPermitted(principal, "exception:request")) actions.push("ask_exception");
    if (isPermitted(principal, "hold:order")) actions.push("order_hold");
  }
  return actions;
}
