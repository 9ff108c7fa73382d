import { idsOf } from "./register-systems.ts";
import type { Story } from "./story.ts";

/** The owner of the yard terminals says that they keep no sessions: what was unknown there does not apply. */
export async function stateLayer(story: Story): Promise<void> {
  await correctLayer(story, "Yard terminal", { layer: "session", exists: "no" });
}

/** Somebody who answers for it says what is so of one layer of a system. */
export async function correctLayer(story: Story, system: string, said: { readonly layer: string }): Promise<void> {
  const client = story.as("engineering");
  const id = (await idsOf(client)).get(system);
  await client.post(`/api/v1/systems/${id}/layers`, said, said.layer);
}
