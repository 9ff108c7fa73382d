import type { SystemListRow } from "#db/queries/views/list-systems.ts";
import type { OwnerView } from "#lib/core/views/owner.ts";
import type { SystemRowView } from "#lib/core/views/system-list.ts";
import { isoUtc } from "../_kit/times.ts";

/** One system as screens show it. */
export function systemRowView(row: SystemListRow): SystemRowView {
  const { id, slug, name, tier, version, connector, acting } = row;
  return {
    ...{ id, slug, name, tier, version, connector, acting },
    owner: ownerView(row.ownerId, row.ownerName),
    ownerGone: row.ownerId !== null && !row.ownerPresent,
    deputy: ownerView(row.deputyId, row.deputyName),
    deputyGone: row.deputyId !== null && !row.deputyPresent,
    lastCheckIso: isoUtc(row.checkedAt),
    lastCheckOk: row.checkOk,
    openSteps: row.open,
    openWithoutOwner: row.without,
  };
}

function ownerView(id: string | null, name: string | null): OwnerView | null {
  return id === null ? null : { id, name: name ?? "Erased person" };
}
