import type { SystemRowView } from "#lib/core/views/system-list.ts";
import { formatRelative } from "../time/format-duration.ts";
import { formatClock } from "../time/format-instant.ts";

export const ACTING_WORD = { on: "Acting", off: "Observe only" } as const;

/** When the connector last reached the system, and that it did not where it did not. */
export function lastCheckWords(system: SystemRowView, asOfIso: string): string {
  if (system.connector === null) return "By hand";
  if (system.lastCheckIso === null) return "Never";
  return system.lastCheckOk
    ? formatRelative(system.lastCheckIso, asOfIso)
    : `Failed ${formatClock(system.lastCheckIso, "UTC")}`;
}

/** Whether nothing is known of the system by itself. */
export function isCheckBad(system: SystemRowView): boolean {
  return system.connector !== null && system.lastCheckOk !== true;
}
