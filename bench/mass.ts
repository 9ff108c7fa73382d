import type { Figure } from "./harness/figures.ts";
export async function mass(_: { rounds?: number; workerFlags: readonly string[] }): Promise<readonly Figure[]> { return []; }
