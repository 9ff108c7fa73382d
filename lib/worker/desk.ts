import type { AccountRecord } from "#lib/connectors/contract.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { judgeListing } from "#lib/use-cases/inventory/judge-listing.ts";
import { recordInventory } from "#lib/use-cases/inventory/record-inventory.ts";
import type { InventoryResult } from "#lib/use-cases/inventory/result.ts";
import type { Hands } from "#lib/use-cases/inventory/take-acts.ts";
import type { LeasedStep } from "#lib/use-cases/steps/lease-steps.ts";
import type { StepOutcome } from "#lib/use-cases/steps/outcome.ts";
import { type Held, preflightSteps } from "#lib/use-cases/steps/preflight-steps.ts";
import { recordOutcomes } from "#lib/use-cases/steps/record-outcomes.ts";
import { deriveItems, type WrittenItems } from "#lib/use-cases/verdicts/derive-items.ts";
import { Batcher } from "./batcher.ts";
import { reducedInventory, reducedOutcome } from "./reduced.ts";
import type { Watch } from "./watchdog.ts";
import { writeDown } from "./write-down.ts";

/** What holds of a step right now. `live` false: it must not call. */
export interface Standing {
  readonly now: number;
  readonly live: boolean;
  readonly blocked: boolean;
  /** When that was asked, by this process' own clock (`performance.now()`), milliseconds. */
  readonly checkedAt: number;
}

/** The worker's ways to the database, each gathering what is asked at the same time into one round trip. */
export interface Desk {
  standing(held: Held): Promise<Standing>;
  outcome(outcome: StepOutcome): Promise<void>;
  inventory(result: InventoryResult): Promise<void>;
  judgeListing(systemId: string, rows: number): Promise<{ readonly held: boolean }>;
  /** An account that was in the last believed listing, for questions whose answer is known. */
  control(systemId: string): AccountRecord | undefined;
  keepControl(systemId: string, account: AccountRecord | undefined): void;
}

/** After this another listing says who is there: the control itself may leave. */
const CONTROL_GOOD_MS = 3_600_000;
const ASKS_MAX = 256;
/** Facts are written down once answers stop arriving for this long: a transaction costs more than the wait. */
const QUIET_MS = 5;

/** Inventories whose verdicts are derived in one transaction: it holds their cases' locks. */
const DERIVATIONS_MAX = 4;

/**
 * Outcomes of one case always go through the same lane, of which two runs at most are under way: the second writes what
 * needs no lock while the first holds the cases'.
 */
const OUTCOME_LANES = [0, 1] as const;

function laneOf<Lane>(lanes: readonly Lane[], caseId: string | null): Lane {
  // The last digit of an id is random.
  const lane = lanes[Number.parseInt(caseId?.at(-1) ?? "0", 16) % lanes.length];
  if (lane === undefined) throw new Error("an outcome without a lane");
  return lane;
}

function outcomeLane(ctx: Ctx, watch: Watch): Batcher<StepOutcome, void> {
  return new Batcher<StepOutcome, void>(
    async (batch) => {
      await writeDown(batch, {
        write: (some) => watch(() => recordOutcomes(ctx, some)),
        reduce: reducedOutcome,
        logger: ctx.logger,
      });
      return [];
    },
    { asksMax: ASKS_MAX, concurrency: 2, quietMs: QUIET_MS },
  );
}

/** The engine, as its desk knows it. */
export interface Engine extends Hands {
  /** Steps that it holds since a moment ago. */
  readonly take: (steps: readonly LeasedStep[]) => void;
  /** Steps under way that have come to nothing yet. */
  readonly underWay: () => number;
}

/**
 * Writes inventories down, hands the acts they lead to to the engine, and derives verdicts while those are under way.
 * What cannot be derived now is derived when the case's gate is asked.
 */
function inventoryLane(ctx: Ctx, watch: Watch, engine: Engine): Batcher<InventoryResult, void> {
  const derivations = new Batcher<WrittenItems, void>(
    async (lists) => {
      const itemIds = [...new Set(lists.flatMap((list) => list.itemIds))];
      const caseIds = [...new Set(lists.flatMap((list) => list.caseIds))];
      await watch(() => deriveItems(ctx, { itemIds, caseIds }));
      return [];
    },
    { asksMax: DERIVATIONS_MAX, concurrency: 1 },
  );
  const write = async (some: readonly InventoryResult[]) => {
    const { taken, itemIds } = await watch(() => recordInventory(ctx, some, engine));
    const caseIds = some.flatMap(({ step }) => step.caseId ?? []);
    if (taken.length > 0) engine.take(taken);
    if (itemIds.length === 0) return;
    derivations.ask({ itemIds, caseIds }).catch((cause: unknown) => {
      ctx.logger.log("warn", "verdicts could not be derived; they are when the case is settled", {
        cause: String(cause),
      });
    });
  };
  return new Batcher<InventoryResult, void>(
    async (batch) => {
      await writeDown(batch, { write, reduce: reducedInventory, logger: ctx.logger });
      return [];
    },
    { asksMax: ASKS_MAX, concurrency: 3, quietMs: QUIET_MS, coming: engine.underWay },
  );
}

export function openDesk(ctx: Ctx, watch: Watch, engine: Engine): Desk {
  const standings = new Batcher<Held, Standing>(
    async (held) => {
      const checkedAt = performance.now();
      const { now, steps } = await watch(() => preflightSteps(ctx, held));
      return held.map(({ id }) => ({ now, checkedAt, live: steps.has(id), blocked: steps.get(id)?.blocked ?? false }));
    },
    { asksMax: ASKS_MAX, concurrency: 1 },
  );
  const outcomes = OUTCOME_LANES.map(() => outcomeLane(ctx, watch));
  const inventories = inventoryLane(ctx, watch, engine);
  const controls = new Map<string, { readonly account: AccountRecord; readonly at: number }>();
  return {
    control: (systemId) => {
      const kept = controls.get(systemId);
      return kept !== undefined && performance.now() - kept.at < CONTROL_GOOD_MS ? kept.account : undefined;
    },
    keepControl: (systemId, account) => {
      if (account !== undefined) controls.set(systemId, { account, at: performance.now() });
    },
    standing: (held) => standings.ask(held),
    outcome: (outcome) => laneOf(outcomes, outcome.step.caseId).ask(outcome),
    inventory: (result) => inventories.ask(result),
    judgeListing: (systemId, rows) => judgeListing(ctx, systemId, rows),
  };
}
