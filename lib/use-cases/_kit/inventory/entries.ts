import type { InventoryScope } from "#db/queries/inventory/load-scope.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { PersonRead } from "./person-read.ts";
import type { Plan } from "./plan.ts";

interface Planned {
  readonly result: PersonRead;
  readonly scope: InventoryScope;
  readonly plan: Plan;
}

/** What the inventory of one system leaves in the ledger: what was read, what is planned, what is kept and why. */
export function planEntries({ result, scope, plan }: Planned, added: ReadonlySet<string>): Entry[] {
  const caseId = idOf<"case">(scope.caseId);
  const items = plan.items.filter((item) => added.has(item.id));
  return [
    {
      kind: "leaver.inventory_taken",
      caseId,
      data: {
        accounts: result.accounts.length,
        access: result.access.length,
        systemsRead: Number(result.complete),
        systemsNotRead: Number(!result.complete),
      },
    },
    ...items.map(
      (item): Entry => ({
        kind: "item.added",
        caseId,
        data: { item: idOf<"item">(item.id), layer: item.layer, goal: item.goal },
      }),
    ),
    ...plan.kept.map(
      (kept): Entry => ({ kind: "item.kept", caseId, data: { access: kept.accessId, because: kept.reason } }),
    ),
  ];
}
