import type { Layer } from "#lib/core/access/layer.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { checkSystem } from "#lib/use-cases/systems/check-system.ts";
import { readCheck } from "#lib/use-cases/systems/read-check.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { until } from "#scripts/launch/processes.mjs";
import type { Product } from "./product.ts";
import type { Target } from "./targets.ts";

const CHECK_MS = 60_000;

export interface SystemStage {
  /** Layers that somebody states not to exist there. */
  readonly without: readonly Layer[];
  /** Calls at once; the product's own default when left out. */
  readonly inFlightMax?: number;
}

/** Registers targets with the product and has each checked, as an administrator would. */
export async function registerTargets(product: Product, targets: readonly Target[], stage: SystemStage): Promise<void> {
  const layers = Object.fromEntries(stage.without.map((layer) => [layer, { exists: "no" }]));
  const checks: string[] = [];
  for (const target of targets) {
    const system = {
      slug: slugOf(target),
      name: target.name,
      tier: 1,
      connector: "scim",
      config: { baseUrl: target.baseUrl },
      secrets: { token: target.token },
      layers,
      acting: true,
      ...(stage.inFlightMax === undefined ? {} : { inFlightMax: stage.inFlightMax }),
    };
    const { id } = must(await execute(product.ctx, registerSystem, system, { idempotencyKey: null }));
    const asked = must(await execute(product.ctx, checkSystem, { systemId: id }, { idempotencyKey: null }));
    checks.push(asked.stepId);
  }
  for (const stepId of checks) await waitForCheck(product, stepId);
}

async function waitForCheck(product: Product, stepId: string): Promise<void> {
  const answered = await until(async () => {
    const answer = await runQuery(product.ctx, readCheck, { stepId });
    return answer.ok && answer.value.state === "ended";
  }, CHECK_MS);
  if (!answered) throw new Error("a target was not checked in time");
}

/** Short name of a target's system: the one in its address. */
export function slugOf(target: Target): string {
  return new URL(target.baseUrl).pathname.split("/")[2] ?? "";
}

/** Made-up person n, as every target seeds it. */
export function personOf(n: number) {
  const email = `person-${n}@bench.example`;
  return { personKey: `p-${n}`, displayName: `Person ${n}`, emails: [email], userNames: [email] };
}

/** Records the people whom the targets know. */
export async function registerPeople(product: Product, count: number): Promise<void> {
  const identities = Array.from({ length: count }, (_, index) => personOf(index + 1));
  for (let from = 0; from < count; from += 1000) {
    const part = { identities: identities.slice(from, from + 1000) };
    must(await execute(product.ctx, recordIdentities, part, { idempotencyKey: null }));
  }
}

/** The result of a command. @throws Error with its reasons when it was refused */
export function must<Result>(
  outcome: { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly reasons: unknown },
): Result {
  if (outcome.ok) return outcome.result;
  throw new Error(`the product refused: ${JSON.stringify(outcome.reasons)}`);
}
