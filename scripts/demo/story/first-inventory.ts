import { forEach, type Story, until } from "./story.ts";

const WITHIN_SECONDS = 40;

interface Detail {
  readonly rows: readonly { readonly name: string; readonly lastLookIso: string | null }[];
}

/** Waits until every system with an API has been read of everybody who leaves, as far as it is within the time. */
export async function firstInventory(story: Story): Promise<boolean> {
  const waiting = new Set((await story.leavers()).map(({ id }) => id));
  const connected = new Set(story.systems.filter(({ reachedBy }) => reachedBy === "scim").map(({ name }) => name));
  return until(async () => {
    await forEach([...waiting], async (id) => {
      const { rows } = await story.as("access").get<Detail>(`/api/v1/leavers/${id}`);
      const read = rows.filter(({ name, lastLookIso }) => connected.has(name) && lastLookIso !== null);
      if (read.length === connected.size) waiting.delete(id);
    });
    return waiting.size === 0;
  }, WITHIN_SECONDS);
}
