import { SKIP_WORD, SUGGESTION_WORD } from "#lib/core/ownership/suggest-owner.ts";
import type { AssignmentGroupView, AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import type { OwnerView } from "#lib/core/views/owner.ts";
import type { OwnerDecision } from "./decide-owner.ts";

/** Steps, or items, that are decided alike. */
interface Group {
  readonly systemId: string;
  readonly systemName: string;
  readonly ownerId: string | null;
  readonly steps: number;
}

interface Decided<Found extends Group> {
  readonly groups: readonly Found[];
  readonly decisionOf: (group: Found) => OwnerDecision;
  readonly nameOf: (identityId: string) => string;
  /** Who may be chosen. */
  readonly people: readonly OwnerView[];
}

/** What was decided of groups, laid out: those that get an owner first, each most first. */
export function previewOf<Found extends Group>({ groups, people, ...decided }: Decided<Found>): AssignmentPreviewView {
  const views = gather({ groups, people, ...decided });
  const count = (some: readonly AssignmentGroupView[]) => some.reduce((sum, group) => sum + group.steps, 0);
  const assigned = views.filter((group) => group.owner !== null);
  const skipped = views.filter((group) => group.owner === null);
  const most = (some: AssignmentGroupView[]) => some.sort((a, b) => b.steps - a.steps);
  return {
    matching: count(views),
    assigned: count(assigned),
    skipped: count(skipped),
    groups: [...most(assigned), ...most(skipped)],
    people,
  };
}

function gather<Found extends Group>({ groups, decisionOf, nameOf, people }: Decided<Found>): AssignmentGroupView[] {
  const names = new Map(people.map((person) => [person.id, person.name]));
  const found = new Map<string, AssignmentGroupView>();
  for (const group of groups) {
    const decision = decisionOf(group);
    const owner =
      decision.kind === "skip"
        ? null
        : { id: decision.ownerId, name: names.get(decision.ownerId) ?? nameOf(decision.ownerId) };
    const without = group.ownerId === null;
    const key = [group.systemId, owner?.id ?? "", decision.because, without].join(" ");
    const { systemId, systemName } = group;
    const steps = group.steps + (found.get(key)?.steps ?? 0);
    found.set(key, { systemId, systemName, steps, owner, without, reason: wordOf(decision) });
  }
  return [...found.values()];
}

function wordOf(decision: OwnerDecision): string {
  if (decision.kind === "skip") return SKIP_WORD[decision.because];
  return decision.because === "assigned" ? "chosen by you" : SUGGESTION_WORD[decision.because];
}
