import { type FilterToken, filterText, type StepTab } from "#lib/core/views/step-filter.ts";

/** The query of one page of one view, as it stands in addresses: view, filter, place. */
export function stepQuery(tab: StepTab, tokens: readonly FilterToken[], cursor: string | null = null): string {
  const query = new URLSearchParams({ tab });
  if (tokens.length > 0) query.set("q", filterText(tokens));
  if (cursor !== null) query.set("cursor", cursor);
  return query.toString();
}
