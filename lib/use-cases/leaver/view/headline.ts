import type { ItemRow, StepRow } from "#db/queries/views/read-rows.ts";
import { VERDICT_GROUP, VERDICTS, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import { headline } from "#lib/core/leaver/headline.ts";
import type { HeadlineView } from "#lib/core/views/headline.ts";
import type { TroubleView } from "#lib/core/views/leaver.ts";

/** Open verdicts with which things go on by themselves; the others wait for a person. */
const UNDER_WAY: ReadonlySet<VerdictKey> = new Set(["not_started", "in_progress", "reported_removed", "expires_by"]);

/** Counts with their denominator. An item for which nothing is in the queue waits for a person, whatever its verdict. */
export function headlineView(items: readonly ItemRow[], steps: readonly StepRow[]): HeadlineView {
  const { verified, attested, excepted, open, total } = headline(items.map((item) => item.key));
  const queued = new Set(steps.filter((step) => step.state !== "waiting").map((step) => step.itemId));
  const openItems = items.filter((item) => VERDICT_GROUP[item.key] === "open");
  const underWay = openItems.filter((item) => UNDER_WAY.has(item.key) || queued.has(item.id)).length;
  return { verified, attested, excepted, open, total, needsPerson: open - underWay, underWay };
}

const CHIPS: readonly VerdictKey[] = ["came_back", "still_present", "missed_at_inventory", "latent", "cannot_check"];

/** One chip for each kind of trouble, worst first; kinds without any are left out. */
export function troubles(items: readonly ItemRow[], steps: readonly StepRow[]): readonly TroubleView[] {
  const count = (keys: readonly VerdictKey[]) => items.filter((item) => keys.includes(item.key)).length;
  const open = new Set(items.filter((item) => VERDICT_GROUP[item.key] === "open").map((item) => item.id));
  const unowned = new Set(
    steps
      .filter((step) => step.ownerId === null && step.itemId !== null && open.has(step.itemId))
      .map((step) => step.itemId),
  );
  const found: TroubleView[] = [
    ...VERDICTS.filter((key) => CHIPS.includes(key)).map((key) => ({ key, count: count([key]) })),
    { key: "no_owner", count: unowned.size },
    { key: "waiting_for_check", count: count(["reported_removed", "expires_by", "self_checked"]) },
    { key: "acting_now", count: count(["in_progress"]) },
  ];
  return found.filter((trouble) => trouble.count > 0);
}
