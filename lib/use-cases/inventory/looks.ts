import { addObservations, type NewObservation } from "#db/queries/facts/add-observations.ts";
import { addRawBlobs } from "#db/queries/facts/add-raw-blobs.ts";
import type { InventoryScope } from "#db/queries/inventory/load-scope.ts";
import type { Tx } from "#db/tx.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { Completeness } from "#lib/core/access/observation.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import type { ExchangeDigest } from "#lib/core/evidence/entry-access.ts";
import { idOf } from "#lib/core/ids.ts";
import { instant } from "#lib/core/instant.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { exchangeDigests, rawExchanges } from "../_kit/exchanges.ts";
import type { FoundAccess } from "../_kit/inventory/plan.ts";
import { soughtWords } from "../_kit/sought.ts";
import type { InventoryResult, ReadExchanges } from "./result.ts";

/**
 * Writes the inventory's looks: one for each access found, and one for each layer that was read and showed none.
 * Without the second kind nobody could tell a layer that was found empty from one that was not read.
 */
export async function recordLooks(
  tx: Tx,
  ctx: Ctx,
  results: readonly InventoryResult[],
  found: readonly (readonly FoundAccess[])[],
  scopes: readonly InventoryScope[],
): Promise<readonly Entry[]> {
  const blobs = new Map<ReadExchanges, { id: string; exchanges: string }>();
  const looks: NewObservation[] = [];
  const entries: Entry[] = [];
  results.forEach((result, at) => {
    // Without a connector nobody looked: an observation would say that somebody had, and failed.
    if (result.final === true) return;
    const blob = blobs.get(result.read) ?? keepBlob(blobs, result, ctx.newId());
    const seen = found[at] ?? [];
    const none = layersWithout(seen, scopes[at]).map(
      (layer): Seen => ({ accessId: null, layer, facts: {}, ...noneOf(result, layer) }),
    );
    const nativeIds = result.accounts.map((account) => account.nativeId);
    const exchanges = exchangeDigests(result.read.exchanges.slice(0, 4), nativeIds);
    const sought = soughtWords(result.sought, result.step, nativeIds);
    for (const one of [...seen, ...none]) {
      const look = lookOf(result, one, { id: ctx.newId(), sought, rawBlobId: blob.id });
      looks.push(look);
      entries.push(entryOf(result, look, exchanges));
    }
  });
  await Promise.all([addRawBlobs(tx, [...blobs.values()]), addObservations(tx, looks)]);
  return entries;
}

/** Layers that the connector reads and that showed nothing. Without an account there is none that others could hang on. */
function layersWithout(seen: readonly FoundAccess[], scope: InventoryScope | undefined): readonly Layer[] {
  if (seen.length === 0 || scope === undefined) return ["account"];
  return scope.layers
    .filter(({ layer, observe }) => observe === "connector" && !seen.some((access) => access.layer === layer))
    .map(({ layer }) => layer);
}

/** A layer that showed nothing: absent where it was read to its end, unknown where it was not read. */
function noneOf({ complete, unread }: InventoryResult, layer: Layer): Pick<Seen, "presence" | "completeness"> {
  const isRead = complete && !unread.includes(layer);
  return isRead ? { presence: "absent", completeness: "complete" } : { presence: "unknown", completeness: "partial" };
}

function keepBlob(blobs: Map<ReadExchanges, { id: string; exchanges: string }>, result: InventoryResult, id: string) {
  const exchanges = rawExchanges([{ purpose: "observe", at: result.startedAt, exchanges: result.read.exchanges }]);
  const blob = { id, exchanges };
  blobs.set(result.read, blob);
  return blob;
}

interface Seen extends Pick<FoundAccess, "layer" | "presence" | "facts"> {
  readonly accessId: string | null;
  /** Default: as the whole of the reading. */
  readonly completeness?: Completeness;
}

function lookOf(
  result: InventoryResult,
  { accessId, layer, presence, facts, completeness = result.complete ? "complete" : "partial" }: Seen,
  { id, sought, rawBlobId }: Pick<NewObservation, "id" | "sought" | "rawBlobId">,
): NewObservation {
  const { step, startedAt, endedAt, failure, observer } = result;
  return {
    id,
    accessId,
    systemId: step.systemId,
    layer,
    caseId: step.caseId,
    stepId: step.id,
    startedAt,
    endedAt,
    presence,
    completeness,
    independence: "same_credential",
    origin: "direct_read",
    facts,
    sought,
    failure,
    observer,
    rawBlobId,
  };
}

function entryOf(result: InventoryResult, look: NewObservation, exchanges: readonly ExchangeDigest[]): Entry {
  const { presence, completeness, independence, origin } = look;
  return {
    kind: "observation.recorded",
    caseId: result.step.caseId === null ? null : idOf<"case">(result.step.caseId),
    data: {
      observation: look.id,
      item: null,
      access: look.accessId,
      presence,
      completeness,
      independence,
      origin,
      startedAt: instant(look.startedAt),
      endedAt: instant(look.endedAt),
      probe: result.observer,
      exchanges,
    },
  };
}
