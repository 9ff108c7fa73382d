import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { ScimServer } from "./scim-server.ts";
import type { KeptState } from "./scim-system-config.ts";

const state = z.object({
  inactive: z.array(z.string()),
  removed: z.array(z.string()),
  left: z.array(z.tuple([z.string(), z.string()])),
  reviving: z.array(z.tuple([z.string(), z.number()])).default([]),
  shown: z.array(z.string()).default([]),
  tokenEnded: z.boolean().default(false),
});

const file = z.object({
  port: z.number(),
  systems: z.array(z.object({ name: z.string(), token: z.string() })),
  states: z.record(z.string(), state).optional(),
});

/** What an earlier run left: where it listened, its tokens and how each system had changed. */
export interface Kept {
  readonly port: number;
  readonly tokens: ReadonlyMap<string, string>;
  readonly states: ReadonlyMap<string, KeptState>;
}

/** @returns null when there was no earlier run, or its file cannot be read as one. */
export function readKept(path: string): Kept | null {
  try {
    const { port, systems, states = {} } = file.parse(JSON.parse(readFileSync(path, "utf8")));
    return {
      port,
      tokens: new Map(systems.map(({ name, token }) => [name, token])),
      states: new Map(Object.entries(states)),
    };
  } catch {
    return null;
  }
}

/** Writes what a next run needs, whole or not at all. The file holds tokens: only its owner may read it. */
function writeKept(path: string, announced: object, server: ScimServer): void {
  const states = Object.fromEntries(server.systems.map((system) => [system.name, system.state()]));
  writeFileSync(`${path}.new`, JSON.stringify({ ...announced, states }), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

const WRITE_EVERY_MS = 1000;

/** Keeps the file up to date while something happens. @returns writes a last time and stops. */
export function keepWriting(path: string, announced: object, server: ScimServer): () => void {
  let written = -1;
  const write = () => {
    const changes = server.systems.reduce((sum, system) => sum + system.changes, 0);
    if (changes === written) return;
    written = changes;
    writeKept(path, announced, server);
  };
  write();
  const timer = setInterval(write, WRITE_EVERY_MS);
  return () => {
    clearInterval(timer);
    writeKept(path, announced, server);
  };
}
