import type { SetupStep } from "#lib/core/views/setup.ts";

/** Where a step of the first run stands. A system is named by its short name, a leaver by their number: no person is. */
export function setupHref(step: SetupStep, about: { readonly system?: string; readonly leaver?: string } = {}): string {
  const query = new URLSearchParams({ step });
  if (about.system !== undefined) query.set("system", about.system);
  if (about.leaver !== undefined) query.set("leaver", about.leaver);
  return `/setup?${query}`;
}
