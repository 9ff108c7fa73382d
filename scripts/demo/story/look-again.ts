import { type Story, until } from "./story.ts";

const VERIFIED_WITHIN_SECONDS = 60;
const SEEN_WITHIN_SECONDS = 30;

/**
 * Somebody looks again at everything of one leaver, as they would after a rumour. Until then Closeout cannot know that
 * an account is back.
 */
export async function lookAgain(story: Story, key: string, system: string): Promise<boolean> {
  const leaver = await story.leaverOf(key);
  await story.as("access").post(`/api/v1/leavers/${leaver}/verify`, {}, String(Date.now()));
  return until(async () => (await story.account(key, system))?.verdict === "came_back", SEEN_WITHIN_SECONDS);
}

/** An account that was switched off by hand, and verified, is switched on again by somebody in the yard. */
export async function switchBackOn(story: Story, key: string): Promise<boolean> {
  const system = "Yard terminal";
  await until(
    async () => (await story.account(key, system))?.verdict === "verified_disabled",
    VERIFIED_WITHIN_SECONDS,
  );
  await story.atConsole(system, `switch-on/${key}`);
  return lookAgain(story, key, system);
}
