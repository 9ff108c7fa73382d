import type { EngagementId, IdentityId } from "../ids.ts";
import type { Instant } from "../instant.ts";

/** One span of employment. A person has one or more, and two at once happen. */
export interface Engagement {
  readonly id: EngagementId;
  readonly identity: IdentityId;
  /** null when nobody said when it began. */
  readonly startedAt: Instant | null;
  /** The first moment at which it does not run any more; null while it has no end. */
  readonly endedAt: Instant | null;
}

/** True when the engagement runs at `at`; its end is the first moment at which it does not. */
export function isRunning({ startedAt, endedAt }: Pick<Engagement, "startedAt" | "endedAt">, at: Instant): boolean {
  return (startedAt === null || startedAt <= at) && (endedAt === null || endedAt > at);
}
