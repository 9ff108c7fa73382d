import type { Actor } from "#lib/runtime/context.ts";
import type { World } from "./world.ts";

/** How a command goes through, and how it refuses somebody whose role may. */
export interface Example {
  readonly good: (world: World) => Promise<unknown>;
  /** Who carries the good one out, asked after its input was made; an administrator when left out. */
  readonly by?: (world: World) => Actor;
  readonly bad: (world: World) => Promise<{ readonly input: unknown; readonly code: string; readonly actor?: Actor }>;
}
