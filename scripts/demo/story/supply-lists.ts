import type { Member } from "./staff.ts";
import { type Story, slugOf } from "./story.ts";

interface List {
  readonly system: string;
  readonly kind: "users" | "keys";
  readonly by: Member;
}

/** Keys of those who stay are nobody's who leaves: whoever supplies the list has looked at that. */
const STAFF_KEYS = ["rows_unmatched"];

/** Exports lists from systems without an API and supplies them. `about` tells one occasion from another. */
async function supply(story: Story, lists: readonly List[], about: string): Promise<void> {
  for (const { system, kind, by } of lists) {
    const client = story.as(by);
    const extractedAt = new Date().toISOString().slice(0, 23);
    const file = await story.exported(system, kind);
    const stated = new URLSearchParams({
      kind,
      extractedAt,
      extractor: "Export button",
      query: "All",
      complete: "true",
      zone: "Etc/UTC",
    });
    const path = `/api/v1/systems/${slugOf(system)}/snapshots`;
    const { snapshotId, systemId } = await client.send<{ snapshotId: string; systemId: string }>(`${path}?${stated}`, file, about);
    await client.post(`/api/v1/systems/${systemId}/snapshots/${snapshotId}/accept`, { confirm: kind === "keys" ? STAFF_KEYS : [] });
  }
}

/**
 * What the systems' lists show when the news of the leavers has just come. Of builds it was said that they have no keys;
 * their owner knows better.
 */
export async function supplyListsBefore(story: Story): Promise<void> {
  const lists: readonly List[] = [
    { system: "Wageworks", kind: "users", by: "finance" },
    { system: "Buildbarn", kind: "users", by: "access" },
  ];
  await supply(story, lists, "before");
  await correctLayer(story, "Buildbarn", { layer: "credential", exists: "yes", observe: "snapshot" });
  await supply(story, [{ system: "Buildbarn", kind: "keys", by: "access" }], "before");
}

/**
 * What they show after their owners have switched accounts off. Priya supplies the one of Wageworks and has switched an
 * account off there herself: of that one her list is no second pair of eyes.
 */
export async function supplyListsAfter(story: Story): Promise<void> {
  const lists: readonly List[] = [
    { system: "Wageworks", kind: "users", by: "engineering" },
    { system: "Buildbarn", kind: "users", by: "access" },
    { system: "Buildbarn", kind: "keys", by: "access" },
  ];
  await supply(story, lists, "after");
}
