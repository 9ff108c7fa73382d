import type { Ctx } from "#lib/runtime/context.ts";
import { type SettleOptions, settleLeavers } from "#lib/use-cases/leaver/settle-leavers.ts";
import { ageVerdicts } from "#lib/use-cases/verdicts/age-verdicts.ts";

const SETTLE_MS = 250;
const AGE_MS = 2_000;

/** What the worker does besides steps: asks the gate of cases that may be over, and lets verdicts age. */
export function startRounds(ctx: Ctx, options: SettleOptions): () => void {
  const stops = [
    repeat(ctx, "cases could not be settled", SETTLE_MS, () => settleLeavers(ctx, options)),
    repeat(ctx, "verdicts could not be aged", AGE_MS, () => ageVerdicts(ctx)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Runs `work` again at once while it finds something, else after `pauseMs`. */
export function repeat(ctx: Ctx, failure: string, pauseMs: number, work: () => Promise<number>): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    let found = 0;
    try {
      found = await work();
    } catch (cause) {
      ctx.logger.log("error", `${failure}; trying again`, { cause: String(cause) });
    }
    if (!stopped) timer = setTimeout(() => void round(), found > 0 ? 0 : pauseMs);
  };
  void round();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
