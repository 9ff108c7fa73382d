import fc from "fast-check";
import { instant } from "../../../instant.ts";
import { GOALS } from "../../goal.ts";
import { LAYERS } from "../../layer.ts";
import { INDEPENDENCE, type Observation } from "../../observation.ts";
import type { VerdictInput } from "../../verdict-input.ts";
import { VERDICTS } from "../../verdict-key.ts";

/** Few distinct times, so that ties, overlaps and edges of freshness come up all the time. */
export const at = fc.integer({ min: 0, max: 40 }).map(instant);
export const maybeAt = fc.option(at);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, name: string) =>
  fc.option(arbitrary).map((value) => (value === null ? {} : { [name]: value }));

const facts: fc.Arbitrary<Observation["facts"]> = fc
  .tuple(
    maybe(at, "issuedAt"),
    maybe(at, "expiresAt"),
    maybe(at, "reissueBlockedAt"),
    maybe(fc.constantFrom("leaver", "heir"), "owner"),
    maybe(fc.boolean(), "ownerActive"),
    maybe(fc.boolean(), "oldSecretRefused"),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ recreatedAs: "new" }) }),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ effective: false }) }),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constant({ revivedByRule: true }) }),
  )
  .map((parts) => Object.assign({}, ...parts));

/** Any look. */
export const observation: fc.Arbitrary<Observation> = fc
  .record({
    startedAt: at,
    took: fc.integer({ min: 0, max: 5 }),
    presence: fc.constantFrom("active", "disabled", "absent", "unknown"),
    completeness: fc.constantFrom("lookup", "complete", "partial", "failed"),
    independence: fc.constantFrom(...INDEPENDENCE),
    origin: fc.constantFrom("direct_read", "file_from_person", "person"),
    facts: fc.oneof(fc.constant({}), facts),
  } as const)
  .map(({ took, ...look }) => ({ ...look, endedAt: instant(look.startedAt + took) }));

/** A look that read nothing but a lifetime. */
const lifetime: fc.Arbitrary<Observation> = fc
  .record({
    startedAt: at,
    took: fc.nat(3),
    expiresAt: at,
    blocked: maybe(at, "reissueBlockedAt"),
    presence: fc.constantFrom("unknown", "active"),
  } as const)
  .map(({ startedAt, took, expiresAt, blocked, presence }) => ({
    startedAt,
    endedAt: instant(startedAt + took),
    presence,
    completeness: "lookup",
    independence: "same_credential",
    origin: "direct_read",
    facts: { expiresAt, ...blocked },
  }));

export const claims = fc.array(
  fc.record({
    state: fc.constantFrom("attempted", "removed", "already_absent", "refused", "still_present", "failed"),
    source: fc.constantFrom("connector", "person", "ticket", "tool", "import"),
    at,
    actor: fc.constantFrom("anna", "ben"),
  } as const),
  { maxLength: 4 },
);

const means = fc.constantFrom("connector", "snapshot", "manual", "none");
/** Any facts of one item. */
export const input: fc.Arbitrary<VerdictInput> = fc.record(
  {
    layer: fc.constantFrom(...LAYERS),
    goal: fc.constantFrom(...GOALS, "invalidated"),
    tier: fc.constantFrom(0, 1, 2, 3),
    effectiveAt: at,
    dueAt: at,
    foundAt: maybeAt,
    inventoriedAt: maybeAt,
    createdAt: maybeAt,
    acting: fc.boolean(),
    closedAt: maybeAt,
    coverage: fc.record({
      exists: fc.constantFrom("yes", "no", "unknown"),
      existsUntil: maybeAt,
      observe: means,
      act: means,
      freshness: fc.integer({ min: 0, max: 5 }),
      staleAfter: fc.integer({ min: 0, max: 60 }),
    } as const),
    minIndependence: fc.constantFrom(...INDEPENDENCE),
    claims,
    observations: fc.array(fc.oneof({ weight: 4, arbitrary: observation }, { weight: 1, arbitrary: lifetime }), {
      maxLength: 6,
    }),
    attestations: fc.array(
      fc.record({
        seenAt: at,
        recordedAt: at,
        by: fc.constantFrom("anna", "carol"),
        saw: fc.constantFrom("active", "disabled", "absent", "unknown"),
        artefact: fc.constantFrom("", "ab"),
      } as const),
      { maxLength: 3 },
    ),
    exception: fc.option(
      fc.record({
        approvedAt: at,
        until: at,
        requestedBy: fc.constantFrom("anna", "ben"),
        approvedBy: fc.constantFrom("anna", "ben"),
        reason: fc.constantFrom("", "why"),
      }),
      { freq: 2 },
    ),
    hold: fc.option(fc.record({ authority: fc.constant("court"), until: at, orderedAt: at }), { freq: 2 }),
    siblings: fc.array(fc.record({ layer: fc.constantFrom(...LAYERS), key: fc.constantFrom(...VERDICTS) }), {
      maxLength: 3,
    }),
    readAccessEndedAt: maybeAt,
    leaverKeys: fc.constantFrom(["leaver"], []),
    now: at,
  } as const,
  { noNullPrototype: true },
);
