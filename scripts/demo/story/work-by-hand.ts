import { wasDoneBefore } from "./client.ts";
import type { Member } from "./staff.ts";
import { forEach, type Story, slugOf } from "./story.ts";

interface StepRow {
  readonly id: string;
  readonly itemId: string | null;
  readonly leaverId: string;
}

interface Report {
  readonly system: string;
  readonly by: Member;
  /** Whose access was taken away in the system's own console. */
  readonly people: readonly string[];
}

/** What owners did by hand, and reported. */
const REPORTS: readonly Report[] = [
  { system: "Wageworks", by: "finance", people: ["H-1028", "H-1036"] },
  { system: "Wageworks", by: "engineering", people: ["H-1013"] },
  { system: "Buildbarn", by: "builds", people: ["H-1012", "H-1018", "H-1021"] },
];

/** Owners switch accounts off in systems on which Closeout does not act, and say so. */
export async function workByHand(story: Story): Promise<void> {
  for (const report of REPORTS) {
    const steps = await stepsOf(story, report.by, report.system);
    for (const key of report.people) {
      await story.atConsole(report.system, `switch-off/${key}`);
      const items = await story.items(key, report.system);
      const own = steps.filter(({ itemId }) => items.some(({ id }) => id === itemId));
      await forEach(own, (step) => claim(story, report.by, step, "removed", "Switched off in its console."));
    }
  }
}

/** Luís's badge cannot be blocked before the vendor of the gates opens again; nobody has reported on Khalid's seal yet. */
const REFUSED = "H-1023";
const UNATTESTED = "H-1010";

/** Owners of what nothing can look at report, and somebody else goes and sees for themselves. */
export async function answerForManualSystems(story: Story): Promise<void> {
  const past = new Map(story.leavings.filter(({ past }) => past).map(({ person }) => [person.displayName, person]));
  const leavers = new Map((await story.leavers()).map(({ id, personName }) => [id, past.get(personName)]));
  for (const [system, by] of [
    ["Broker seal register", "customs"],
    ["Yard gate badges", "operations"],
  ] as const) {
    const steps = (await stepsOf(story, by, system)).filter(({ leaverId }) => leavers.get(leaverId) !== undefined);
    await forEach(steps, (step) => {
      const person = leavers.get(step.leaverId);
      if (by === "operations" && person?.key === REFUSED)
        return claim(story, by, step, "refused", "The vendor of the gates blocks no badge before Monday.");
      const had = by === "operations" || person?.department === "Customs";
      return claim(
        story,
        by,
        step,
        had ? "removed" : "already_absent",
        had ? "Taken off the list." : "Never on the list.",
      );
    });
    const seen = steps.filter(({ leaverId }) => {
      const key = leavers.get(leaverId)?.key;
      return by === "operations" ? key !== REFUSED : key !== UNATTESTED;
    });
    await forEach(seen, (step) => attest(story, step, system));
  }
}

async function stepsOf(story: Story, by: Member, system: string): Promise<readonly StepRow[]> {
  const query = new URLSearchParams({ tab: "all_open", q: `system:${slugOf(system)}`, limit: "200" });
  return (await story.as(by).get<{ rows: readonly StepRow[] }>(`/api/v1/steps?${query}`)).rows;
}

async function claim(story: Story, by: Member, { id }: StepRow, state: string, note: string): Promise<void> {
  await story.as(by).post(`/api/v1/steps/${id}/claim`, { state, note }).catch(unlessDoneBefore);
}

async function attest(story: Story, { leaverId, itemId }: StepRow, system: string): Promise<void> {
  const body = {
    saw: "absent",
    seenAt: new Date().toISOString(),
    statement: `Looked through the list of ${system}: not on it.`,
    reference: `https://tickets.halden.example/${slugOf(system)}/${leaverId}`,
  };
  await story.as("access").post(`/api/v1/leavers/${leaverId}/items/${itemId}/attest`, body).catch(unlessDoneBefore);
}

function unlessDoneBefore(error: unknown): void {
  if (!wasDoneBefore(error)) throw error;
}
