import type { DryRunItem } from "#db/queries/systems/load-dry-run.ts";
import type { ActQuestion } from "#lib/core/leaver/would-act.ts";

/** An item as the rule asks about it: the same for the dry run and for the switch itself. */
export function actQuestion({ layer, act, accessId, kind, users, verdict }: DryRunItem): ActQuestion {
  return { layer, act, read: accessId !== null, kind, users, verdict };
}
