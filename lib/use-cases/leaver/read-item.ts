import { z } from "zod";
import { readCase } from "#db/queries/views/read-case.ts";
import {
  type ClaimRow,
  type ItemDetail,
  type LookRow,
  readBlobs,
  readClaims,
  readHistory,
  readItemDetail,
  readLeaf,
  readLooks,
} from "#db/queries/views/read-item.ts";
import { readSystems } from "#db/queries/views/read-rows.ts";
import type { Tx } from "#db/tx.ts";
import { VERDICT_REASON_WORD } from "#lib/core/access/verdict-reason.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { ItemView } from "#lib/core/views/item.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";
import { leaverRef } from "./leaver-ref.ts";
import { saidByPeople } from "./said-by-people.ts";
import { exchangeViews } from "./view/exchanges.ts";
import { worstDeadline } from "./view/exposures.ts";
import { actionsOf, claimViews, historyViews, observationView } from "./view/item.ts";
import { namedOr, suggestedOwner } from "./view/owners.ts";
import { labelOf } from "./view/rows.ts";

/** Everything known of one item: the drawer. */
export const readItem = defineQuery({
  name: "item.read",
  input: z.strictObject({ leaver: leaverRef, item: z.uuid() }),
  permission: "leaver:read",
  run: async (tx, ctx, input) => {
    const one = await readCase(tx, input.leaver);
    const item = one === undefined ? undefined : await readItemDetail(tx, one.id, input.item);
    return item === undefined ? refused(domainError("not_found")) : ok(await assemble(tx, ctx, item));
  },
});

async function assemble(tx: Tx, ctx: Ctx, item: ItemDetail): Promise<ItemView> {
  const [looks, claims, history, systems] = await Promise.all([
    readLooks(tx, item),
    readClaims(tx, item.id),
    readHistory(tx, item.id),
    readSystems(tx, item.caseId),
  ]);
  const last = looks.at(-1);
  const leaf = last === undefined ? null : await readLeaf(tx, item.caseId, last.id);
  const { id, caseNumber, caseVersion, systemId, systemName, systemVersion, tier, layer, goal, zone, now } = item;
  const named = {
    id: systemId,
    name: systemName,
    version: systemVersion,
    tier,
    absent: [],
    lookFailure: null,
    lastLookAt: null,
  };
  const owned = {
    ...named,
    ownerId: item.ownerId,
    ownerName: item.ownerName,
    deputyId: item.deputyId,
    deputyName: item.deputyName,
  };
  return {
    id,
    version: caseVersion,
    leaverId: `LV-${caseNumber}`,
    systemId,
    systemName,
    systemVersion,
    tier,
    layer,
    title: labelOf(item),
    goal,
    verdict: item.key,
    because: VERDICT_REASON_WORD[item.reason],
    untilIso: isoUtc(item.until),
    validUntilIso: isoUtc(item.validUntil),
    deadline: worstDeadline([item], zone, now),
    // Facts keep the words without the value; while the profile is there, a reader may have it.
    sought:
      last?.sought.replaceAll("{account}", item.accountLabel ?? "{account}") ?? "Nothing has been looked for yet.",
    lastObservation: last === undefined ? null : observationView(last, tier, leaf),
    claims: claimViews(claims, looks, item.freshness),
    exchanges: await exchangesOf(tx, claims, last),
    history: historyViews(history, looks),
    looks: looks.length,
    ...(await saidByPeople(tx, ctx.actor, item, claims)),
    owner: item.ownerId === null ? null : { id: item.ownerId, name: item.ownerName ?? "Erased person" },
    suggestedOwner: namedOr(item, suggestedOwner(owned, systems)),
    stepId: item.stepId,
    stepVersion: item.stepVersion,
    actions: actionsOf(item, principalOf(ctx.actor)),
    zone,
    asOfIso: isoUtc(now),
  };
}

async function exchangesOf(tx: Tx, claims: readonly ClaimRow[], last: LookRow | undefined) {
  const act = claims.findLast((claim) => claim.rawBlobId !== null);
  const ids = [act?.rawBlobId, last?.rawBlobId].filter((id) => id != null);
  const blobs = await readBlobs(tx, ids);
  return [
    ...exchangeViews(blobs.get(act?.rawBlobId ?? ""), "act"),
    ...exchangeViews(blobs.get(last?.rawBlobId ?? ""), "observe"),
  ];
}
