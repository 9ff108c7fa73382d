import type { Ctx } from "#lib/runtime/context.ts";
import type { InventoryResult } from "#lib/use-cases/inventory/result.ts";
import type { LeasedStep } from "#lib/use-cases/steps/lease-steps.ts";
import type { StepOutcome } from "#lib/use-cases/steps/outcome.ts";
import { recordCheck } from "#lib/use-cases/systems/record-check.ts";
import { type CarryOut, carryOut } from "./carry-out.ts";
import { type Connections, NotConnected, type OpenedSystem } from "./connections.ts";
import type { Desk } from "./desk.ts";
import { discover } from "./discover.ts";
import type { HeldStep } from "./lane.ts";
import type { Permits } from "./permits.ts";
import { LISTING_FROM, listPeople, lookUpPerson } from "./take-inventory.ts";

export interface StepRun {
  readonly ctx: Ctx;
  readonly desk: Desk;
  readonly connections: Connections;
  readonly permits: Permits;
  readonly signal: AbortSignal;
}

/** Carries one step out and writes down what came of it. */
export async function runStep(step: HeldStep, run: StepRun): Promise<void> {
  if (step.kind === "check") return runCheck(step, run);
  const at = await openedFor(step, run);
  if (step.kind === "discovery") return discover(step, at, run.ctx);
  const outcome = at === null || at === "not_connected" ? unopened(step) : await carryOut(step, at);
  if (outcome !== null) await run.desk.outcome(outcome);
}

/** Takes the inventories that wait for one system: from one listing when many wait, else person by person. */
export async function runInventories(steps: readonly HeldStep[], run: StepRun): Promise<void> {
  // The worker before died on them each time: a person takes over, and nobody dies on them again.
  const worn = steps.filter((step) => step.attempts > step.attemptsMax);
  if (worn.length > 0) return runInventoriesApart(steps, worn, run);
  const [first] = steps;
  if (first === undefined) return;
  const at = await openedFor(first, run);
  if (at === null || at === "not_connected") {
    const final = at === "not_connected";
    await Promise.all(
      steps.map(async (step) => run.desk.inventory({ ...unread(step, (await run.desk.standing(step)).now), final })),
    );
    return;
  }
  if (steps.length >= LISTING_FROM && at.system.connection.listAccounts !== undefined) {
    const results = await listPeople(steps, at);
    await Promise.all(results.map((result) => run.desk.inventory(result)));
    return;
  }
  await Promise.all(
    steps.map(async (step) => {
      const result = await lookUpPerson(step, at);
      if (result !== null) await run.desk.inventory(result);
    }),
  );
}

async function runInventoriesApart(steps: readonly HeldStep[], worn: readonly HeldStep[], run: StepRun) {
  await Promise.all([
    runInventories(
      steps.filter((step) => !worn.includes(step)),
      run,
    ),
    ...worn.map(async (step) => run.desk.inventory(unread(step, (await run.desk.standing(step)).now))),
  ]);
}

async function openedFor(step: LeasedStep, run: StepRun): Promise<CarryOut | "not_connected" | null> {
  try {
    const system = await run.connections.get(step.systemId, step.systemVersion);
    return { desk: run.desk, system, permits: run.permits, signal: run.signal };
  } catch (cause) {
    if (cause instanceof NotConnected) return "not_connected";
    run.ctx.logger.log("error", "a system could not be opened", { system: step.systemId, cause: String(cause) });
    return null;
  }
}

/** Nothing was called. The attempt counts, so that a system that never opens ends with a person. */
function unopened(step: LeasedStep): StepOutcome {
  return { step, observer: "none", act: null, look: null, lost: false };
}

function unread(step: LeasedStep, now: number): InventoryResult {
  const nothing = {
    accounts: [],
    access: [],
    complete: false,
    unread: [],
    failure: "connection",
    retryAfter: null,
  } as const;
  const sought = "Nothing was read.";
  return { step, observer: "none", startedAt: now, endedAt: now, ...nothing, sought, read: { exchanges: [] } };
}

async function runCheck(step: LeasedStep, run: StepRun): Promise<void> {
  const report = await checked(step, run);
  await recordCheck(run.ctx, step, report);
}

async function checked(step: LeasedStep, run: StepRun) {
  let system: OpenedSystem;
  try {
    system = await run.connections.get(step.systemId, step.systemVersion);
  } catch (cause) {
    const findings = [cause instanceof Error ? cause.message : "The system could not be opened."];
    return { reachable: false, authorised: false, findings, dialect: {}, exchanges: [], retryAfter: null };
  }
  return run.permits.hold("look", () => system.connection.check(run.signal));
}
