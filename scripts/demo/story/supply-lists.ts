import type { Member } from "./staff.ts";
import { type Story, slugOf } from "./story.ts";

interface List {
  readonly system: string;
  readonly by: Member;
}

/** Exports lists from systems without an API and supplies them. `about` tells one occasion from another. */
async function supply(story: Story, lists: readonly List[], about: string): Promise<void> {
  for (const { system, by } of lists) {
    const client = story.as(by);
    const extractedAt = new Date().toISOString().slice(0, 23);
    const file = await story.exported(system);
    const stated = new URLSearchParams({
      kind: "users",
      extractedAt,
      extractor: "Export button",
      query: "All",
      complete: "true",
      zone: "Etc/UTC",
      // What the system's own page says beside its list: its header is no row.
      statedRows: String(file.trim().split("\n").length - 1),
    });
    const path = `/api/v1/systems/${slugOf(system)}/snapshots`;
    const { snapshotId, systemId } = await client.send<{ snapshotId: string; systemId: string }>(
      `${path}?${stated}`,
      file,
      about,
    );
    await client.post(`/api/v1/systems/${systemId}/snapshots/${snapshotId}/accept`, {});
  }
}

/** What the systems' lists show when the news of the leavers has just come. */
export async function supplyListsBefore(story: Story): Promise<void> {
  const lists: readonly List[] = [
    { system: "Wageworks", by: "finance" },
    { system: "Buildbarn", by: "access" },
  ];
  await supply(story, lists, "before");
}

/**
 * What they show after their owners have switched accounts off. Priya supplies the one of Wageworks and has switched an
 * account off there herself: of that one her list is no second pair of eyes.
 */
export async function supplyListsAfter(story: Story): Promise<void> {
  const lists: readonly List[] = [
    { system: "Wageworks", by: "engineering" },
    { system: "Buildbarn", by: "access" },
  ];
  await supply(story, lists, "after");
}
