import type { PersonEngagement } from "#db/queries/intake/find-people.ts";
import { domainError } from "#lib/core/errors.ts";
import { DAY, type Instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";

/** The engagement that an event ends, with its person. */
export interface Chosen {
  readonly person: PersonEngagement;
  readonly engagementId: string;
}

/** A case closed lately may still be told of by a second source. */
const LATELY = 30 * DAY;

/** Whether an event that names no engagement may mean this one. */
function mayBeMeant({ endedAt, caseId, caseClosedAt }: PersonEngagement, now: Instant): boolean {
  return endedAt === null || (caseId !== null && (caseClosedAt === null || caseClosedAt > now - LATELY));
}

/**
 * Chooses the engagement an event is about. Named: that one, if it is the person's. Otherwise the only one, or the only
 * one that lasts or whose end is still being worked on: with two, ending the wrong one would take access away from somebody who stays.
 */
export function chooseEngagement(
  engagements: readonly PersonEngagement[],
  named: string | undefined,
  now: Instant,
): Decision<Chosen> {
  const rows = engagements.flatMap((person) =>
    person.engagementId === null ? [] : [{ person, engagementId: person.engagementId }],
  );
  if (engagements.length === 0) return refused(domainError("identity_unknown", { path: "personKey" }));
  if (named !== undefined) {
    const chosen = rows.find((row) => row.engagementId === named);
    return chosen ? ok(chosen) : refused(domainError("engagement_unknown", { path: "engagementId" }));
  }
  const lasting = rows.filter(({ person }) => mayBeMeant(person, now));
  const candidates = lasting.length > 0 ? lasting : rows;
  const [only, another] = candidates;
  if (only === undefined) return refused(domainError("engagement_unknown", { path: "engagementId" }));
  if (another === undefined) return ok(only);
  const ids = candidates.map((row) => row.engagementId).join(", ");
  return refused(
    domainError("engagement_unknown", {
      path: "engagementId",
      sentence: `The person has ${candidates.length} engagements (${ids}). Nothing was opened. Name the one that ends.`,
    }),
  );
}
