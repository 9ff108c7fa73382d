import { type NamedSystem, systemKey } from "./match-claim.ts";

/** A name of a system as automation wrote it in its claims. A ticket is people's work: it neither covers nor skips. */
export interface ToolName {
  readonly tool: string;
  readonly name: string;
}

/** Which systems of the inventory a tool has ever spoken of. */
export interface ToolReach {
  readonly tool: string;
  readonly systems: ReadonlySet<string>;
}

/**
 * What each tool has spoken of: that something was removed, that it failed or is still to come. A name that may mean
 * several systems speaks of each of them. A tool of which no name is known here covers nothing that could be compared, and
 * is left out: its names want an alias, not a reproach.
 */
export function toolReaches(names: readonly ToolName[], systems: readonly NamedSystem[]): readonly ToolReach[] {
  const byKey = new Map<string, string[]>();
  for (const { id, keys } of systems) for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), id]);
  const reached = new Map<string, Set<string>>();
  for (const { tool, name } of names) {
    const found = byKey.get(systemKey(name)) ?? [];
    if (found.length === 0) continue;
    const systemsOfTool = reached.get(tool) ?? new Set();
    for (const id of found) systemsOfTool.add(id);
    reached.set(tool, systemsOfTool);
  }
  return [...reached].map(([tool, of]) => ({ tool, systems: of })).sort((a, b) => (a.tool < b.tool ? -1 : 1));
}

/** Tools that speak of other systems and never of this one: what they do for a leaver ends before it. */
export function skippedBy(systemId: string, reaches: readonly ToolReach[]): readonly string[] {
  return reaches.filter(({ systems }) => !systems.has(systemId)).map(({ tool }) => tool);
}
