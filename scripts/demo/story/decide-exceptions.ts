import { wasDoneBefore } from "./client.ts";
import type { Story } from "./story.ts";
import { localDate } from "./times.ts";

const DAY_MS = 24 * 60 * 60_000;
const ZONE = "Europe/Oslo";

/** Exceptions asked for, granted until tomorrow, refused and undecided; and an account kept for Legal. */
export async function decideExceptions(story: Story): Promise<void> {
  const granted = await ask(story, "H-1020", "Hands the yard over to the night shift until tomorrow.", 1);
  if (granted !== null) await story.as("finance").post(`/api/v1/exceptions/${granted}/approve`, {});
  const turnedDown = await ask(story, "H-1041", "Might come back for a week.", 30);
  if (turnedDown !== null) await story.as("finance").post(`/api/v1/exceptions/${turnedDown}/refuse`, {});
  await ask(story, "H-1025", "Reports of the last shift are still missing.", 3);
  const kept = await story.account("H-1030", "Wageworks");
  if (kept === undefined) throw new Error("Wageworks shows no account of Grace Mwangi");
  const hold = {
    authority: `Legal, matter ${new Date(story.startedAt).getFullYear()}-14`,
    until: at(story, 364),
    zone: ZONE,
  };
  await story.as("engineering").post(`/api/v1/leavers/${kept.leaver}/items/${kept.id}/hold`, hold);
}

/** @returns the request, or null when it was asked for before */
async function ask(story: Story, key: string, reason: string, days: number): Promise<string | null> {
  const account = await story.account(key, "Yard terminal");
  if (account === undefined) throw new Error(`The yard terminal shows no account of ${key}`);
  const path = `/api/v1/leavers/${account.leaver}/items/${account.id}/except`;
  try {
    const body = { reason, until: at(story, days), zone: ZONE };
    return (await story.as("yard").post<{ requestId: string }>(path, body)).requestId;
  } catch (error) {
    if (wasDoneBefore(error)) return null;
    throw error;
  }
}

function at(story: Story, days: number): string {
  return `${localDate(story.startedAt + days * DAY_MS, ZONE)}T18:00`;
}
