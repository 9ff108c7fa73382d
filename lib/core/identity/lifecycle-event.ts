import type { EngagementId, IdentityId } from "../ids.ts";
import type { Instant } from "../instant.ts";

/** What HR or an IdP can tell of a person or a non-human identity. */
export const LIFECYCLE_EVENT_KINDS = [
  "leaver",
  "mover",
  "contract_end",
  "leave_of_absence",
  "return",
  "rehire",
  "rescission",
  "non_human_retirement",
] as const;
export type LifecycleEventKind = (typeof LIFECYCLE_EVENT_KINDS)[number];

/** Kinds that the intake takes: those that end an engagement for good, and so open a leaver's case. */
export const INTAKE_KINDS = [
  "leaver",
  "contract_end",
  "non_human_retirement",
] as const satisfies readonly LifecycleEventKind[];

/** How exactly the effective time was stated. A date means the end of that day in its zone. */
export type Precision = "minute" | "date";

/** An immutable, source-stamped fact about an engagement. It is never corrected; a later one replaces its effect. */
export interface LifecycleEvent {
  readonly source: string;
  /** The source's own id; with `source` it makes a duplicate known. */
  readonly sourceEventId: string;
  readonly kind: LifecycleEventKind;
  readonly identity: IdentityId;
  readonly engagement: EngagementId;
  /** T0 as an instant, computed once at the edge from zone and text. */
  readonly effectiveAt: Instant;
  /** IANA zone and text as stated; screens show these. */
  readonly zone: string;
  readonly text: string;
  readonly precision: Precision;
  /** Tn: when HR says it told; kept apart from the effective time. */
  readonly notifiedAt: Instant | null;
  /** Td: when it reached Closeout, database's clock. */
  readonly receivedAt: Instant;
}

const ENDING: ReadonlySet<LifecycleEventKind> = new Set([
  "leaver",
  "contract_end",
  "leave_of_absence",
  "non_human_retirement",
]);
const UNDOING: ReadonlySet<LifecycleEventKind> = new Set(["return", "rehire", "rescission"]);

/** True for events that end access, for good or for a time. */
export function endsAccess(kind: LifecycleEventKind): boolean {
  return ENDING.has(kind);
}

/** True for events after which access that an earlier event ended may be there again. */
export function undoesEnd(kind: LifecycleEventKind): boolean {
  return UNDOING.has(kind);
}
