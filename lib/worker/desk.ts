import type { Ctx } from "#lib/runtime/context.ts";
import { judgeListing } from "#lib/use-cases/inventory/judge-listing.ts";
import { recordInventory } from "#lib/use-cases/inventory/record-inventory.ts";
import type { InventoryResult } from "#lib/use-cases/inventory/result.ts";
import type { StepOutcome } from "#lib/use-cases/steps/outcome.ts";
import { type Held, preflightSteps } from "#lib/use-cases/steps/preflight-steps.ts";
import { recordOutcomes } from "#lib/use-cases/steps/record-outcomes.ts";
import { Batcher } from "./batcher.ts";
import { reducedInventory, reducedOutcome } from "./reduced.ts";
import { writeDown } from "./write-down.ts";

/** What holds of a step right now. `live` false: it must not call. */
export interface Standing {
  readonly now: number;
  readonly live: boolean;
  readonly blocked: boolean;
}

/** The worker's ways to the database, each gathering what is asked at the same time into one round trip. */
export interface Desk {
  standing(held: Held): Promise<Standing>;
  outcome(outcome: StepOutcome): Promise<void>;
  inventory(result: InventoryResult): Promise<void>;
  judgeListing(systemId: string, rows: number): Promise<{ readonly held: boolean }>;
}

const ASKS_MAX = 256;
/** Facts are written down once answers stop arriving for this long: a transaction costs more than the wait. */
const QUIET_MS = 3;

export function openDesk(ctx: Ctx): Desk {
  const standings = new Batcher<Held, Standing>(
    async (held) => {
      const { now, steps } = await preflightSteps(ctx, held);
      return held.map(({ id }) => ({ now, live: steps.has(id), blocked: steps.get(id)?.blocked ?? false }));
    },
    { asksMax: ASKS_MAX, concurrency: 2 },
  );
  const outcomes = new Batcher<StepOutcome, void>(
    async (batch) => {
      await writeDown(batch, {
        write: (some) => recordOutcomes(ctx, some),
        reduce: reducedOutcome,
        logger: ctx.logger,
      });
      return [];
    },
    { asksMax: ASKS_MAX, concurrency: 1, quietMs: QUIET_MS },
  );
  const inventories = new Batcher<InventoryResult, void>(
    async (batch) => {
      await writeDown(batch, {
        write: (some) => recordInventory(ctx, some),
        reduce: reducedInventory,
        logger: ctx.logger,
      });
      return [];
    },
    { asksMax: ASKS_MAX, concurrency: 1, quietMs: QUIET_MS },
  );
  return {
    standing: (held) => standings.ask(held),
    outcome: (outcome) => outcomes.ask(outcome),
    inventory: (result) => inventories.ask(result),
    judgeListing: (systemId, rows) => judgeListing(ctx, systemId, rows),
  };
}
