import { revalidateTag } from "next/cache";
import type { Tag } from "#lib/core/tags.ts";

/** Drops what Next keeps under the tags a command touched; the same tags go back to the browser. */
export function revalidate(touches: readonly Tag[]): void {
  for (const tag of touches) revalidateTag(tag, { expire: 0 });
}
