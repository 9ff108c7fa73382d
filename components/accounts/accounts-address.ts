import type { ListedTab } from "#lib/core/views/discovery.ts";

interface About {
  readonly begins?: string;
  readonly from?: string | null;
}

/** Where a tab of a system's accounts stands. A cursor is opaque; what was typed as a filter is not kept beyond it. */
export function accountsHref(slug: string, tab: ListedTab, { begins = "", from = null }: About = {}): string {
  const query = new URLSearchParams();
  if (tab !== "uncorrelated") query.set("tab", tab);
  if (begins !== "") query.set("begins", begins);
  if (from !== null) query.set("from", from);
  const text = query.toString();
  return `/systems/${slug}/accounts${text === "" ? "" : `?${text}`}`;
}
