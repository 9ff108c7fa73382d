import { Refused, wasDoneBefore } from "./client.ts";
import type { Leaving } from "./leavers.ts";
import type { Story } from "./story.ts";

const HR = "Halden HR";
const CONTRACTS = "Contract desk";
/** HR was told a while before it told Closeout: times that Closeout keeps apart. */
const TOLD_MINUTES_BEFORE = 35;

/**
 * HR reports everybody who leaves. More than ten at once from one source are held, as a broken export would be: a second
 * person looks and releases them.
 */
export async function reportLeavers(story: Story): Promise<void> {
  const events = story.leavings.map((leaving) => eventOf(leaving, story.startedAt));
  await story.as("hr").post("/api/v1/lifecycle-events", { events });
  await story
    .as("access")
    .post(`/api/v1/sources/${encodeURIComponent(HR)}/release`, {})
    .catch((error: unknown) => {
      if (!wasDoneBefore(error) && !(error instanceof Refused && error.code === "not_found")) throw error;
    });
}

function eventOf({ person, effectiveAt }: Leaving, startedAt: number) {
  const { key, kind, timeZone } = person;
  return {
    source: kind === "employee" ? HR : CONTRACTS,
    eventId: `halden-${key}`,
    kind: kind === "employee" ? "leaver" : "contract_end",
    personKey: key,
    effectiveAt,
    zone: timeZone,
    notifiedAt: new Date(startedAt - TOLD_MINUTES_BEFORE * 60_000).toISOString(),
  };
}
