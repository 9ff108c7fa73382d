import { type Story, until } from "./story.ts";

const SEEN_WITHIN_SECONDS = 30;

/**
 * Somebody looks again at everything of one leaver, as they would after a rumour. Until then Closeout cannot know that
 * an account is back.
 */
export async function lookAgain(story: Story, key: string, system: string): Promise<boolean> {
  return look(story, key, system, "came_back");
}

/**
 * An account in the yard is switched off, and on again by the next shift. Nobody reports either: Closeout knows of it by
 * looking alone.
 */
export async function switchOffAndOn(story: Story, key: string): Promise<boolean> {
  const system = "Yard terminal";
  await story.atConsole(system, `switch-off/${key}`);
  await look(story, key, system, "verified_disabled");
  await story.atConsole(system, `switch-on/${key}`);
  return look(story, key, system, "came_back");
}

async function look(story: Story, key: string, system: string, expected: string): Promise<boolean> {
  const leaver = await story.leaverOf(key);
  await story.as("access").post(`/api/v1/leavers/${leaver}/verify`, {}, String(Date.now()));
  return until(async () => (await story.account(key, system))?.verdict === expected, SEEN_WITHIN_SECONDS);
}
