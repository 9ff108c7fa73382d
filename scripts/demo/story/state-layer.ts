import { idsOf } from "./register-systems.ts";
import type { Story } from "./story.ts";

/** The owner of the yard terminals says that they keep no sessions: what was unknown there does not apply. */
export async function stateLayer(story: Story): Promise<void> {
  const id = (await idsOf(story.as("yard"))).get("Yard terminal");
  await story.as("yard").post(`/api/v1/systems/${id}/layers`, { layer: "session", exists: "no" });
}
