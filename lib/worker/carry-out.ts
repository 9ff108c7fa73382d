import type { Look, RevokeResult, Target } from "#lib/connectors/contract.ts";
import type { Goal } from "#lib/core/access/goal.ts";
import type { LeasedStep } from "#lib/use-cases/steps/lease-steps.ts";
import type { StepOutcome, TimedLook } from "#lib/use-cases/steps/outcome.ts";
import type { OpenedSystem } from "./connections.ts";
import type { Desk, Standing } from "./desk.ts";
import type { Permits } from "./permits.ts";

export interface CarryOut {
  readonly desk: Desk;
  readonly system: OpenedSystem;
  readonly permits: Permits;
  readonly signal: AbortSignal;
}

/**
 * Carries out one act or observe step up to its outcome; null when the step was lost before anything was called.
 * An act that was leased before looks first: the earlier call may have reached the target.
 */
export async function carryOut(step: LeasedStep, at: CarryOut): Promise<StepOutcome | null> {
  const standing = await at.desk.standing(step);
  if (!standing.live) return null;
  const plain = { step, observer: at.system.observer, act: null, look: null, lost: false };
  if (standing.blocked) return { ...plain, paused: true };
  // The worker before died on it each time: hand it to a person instead of dying on it too.
  if (step.attempts > step.attemptsMax) return plain;
  if (step.kind === "act" && step.fence === 1) return act(step, at, standing.checkedAt);
  const before = await look(step, at, standing.now);
  if (before === null) return { ...plain, paused: true };
  if (step.kind === "observe" || before.look.presence !== "active") return { ...plain, look: before };
  const again = await at.desk.standing(step);
  return again.live && !again.blocked ? act(step, at, again.checkedAt) : { ...plain, look: before };
}

/** A check of lease and epoch is good for this long; whoever waited longer for a permit checks again. */
const CHECK_GOOD_MS = 250;

async function act(step: LeasedStep, at: CarryOut, checkedAt: number): Promise<StepOutcome | null> {
  const result = await at.permits.hold("act", async () => {
    const may = await mayCall(step, at, checkedAt);
    return may === "yes" ? revoke(step, at) : may;
  });
  if (result === "lost") return null;
  if (result === "paused")
    return { step, observer: at.system.observer, act: null, look: null, lost: false, paused: true };
  if (result.retryAfter !== null) at.permits.pause(result.retryAfter);
  const after: Standing = await at.desk.standing(step);
  // The reply was there before the clock was read, so the claim is not later than this; a microsecond earlier keeps
  // a look that starts at this very reading after the claim.
  const claimed = { at: after.now - 1, result };
  const plain = { step, observer: at.system.observer, act: claimed, look: null, lost: !after.live };
  if (!after.live || !looksAtOnce(step, result)) return plain;
  const seen = after.blocked ? null : await look(step, at, after.now);
  return { ...plain, look: seen, paused: seen === null };
}

/** Asked with the permit in hand, right before the call: whoever waited long for it may have lost step or target. */
async function mayCall(step: LeasedStep, at: CarryOut, checkedAt: number): Promise<"yes" | "lost" | "paused"> {
  if (at.permits.isPaused) return "paused";
  if (performance.now() - checkedAt <= CHECK_GOOD_MS) return "yes";
  const { live, blocked } = await at.desk.standing(step);
  if (!live) return "lost";
  return blocked ? "paused" : "yes";
}

/** Freshness immediate: the look follows in the same lease. Otherwise it is a step of its own, later. */
function looksAtOnce(step: LeasedStep, { outcome, retryAfter }: RevokeResult): boolean {
  if (retryAfter !== null || (step.freshnessMicros ?? 0) > 0) return false;
  return outcome.kind !== "refused" && outcome.kind !== "unsupported";
}

async function revoke(step: LeasedStep, { system, signal }: CarryOut): Promise<RevokeResult> {
  const { connection } = system;
  if (connection.revoke === undefined) {
    return { outcome: { kind: "unsupported", reason: "The connector cannot act." }, exchanges: [], retryAfter: null };
  }
  try {
    // The column holds the core's goals.
    return await connection.revoke(targetOf(step), step.goal as Goal, signal);
  } catch {
    // A connector that throws may have thrown after the call: what it did is not known.
    return { outcome: { kind: "unknown", cause: "connection" }, exchanges: [], retryAfter: null };
  }
}

/** Looks at the target; null when it asked for a pause meanwhile. A look by whoever lost the step still is a fact. */
async function look(step: LeasedStep, at: CarryOut, startedAt: number): Promise<TimedLook | null> {
  const checkedAt = performance.now();
  // Counted from where the database's clock was read, so the wait for the permit is in it: a look never ends too early.
  const began = process.hrtime.bigint();
  return at.permits.hold("look", async () => {
    if ((await mayCall(step, at, checkedAt)) === "paused") return null;
    const seen = await observe(step, at);
    if (seen.retryAfter !== null) at.permits.pause(seen.retryAfter);
    const took = Math.ceil(Number(process.hrtime.bigint() - began) / 1000);
    return { startedAt, endedAt: startedAt + took, look: seen };
  });
}

async function observe(step: LeasedStep, { system, signal }: CarryOut): Promise<Look> {
  const { connection } = system;
  const unseen = { presence: "unknown", completeness: "failed", facts: {}, exchanges: [], retryAfter: null } as const;
  if (connection.observe === undefined) return { ...unseen, sought: "The connector cannot look.", failure: null };
  try {
    return await connection.observe(targetOf(step), signal);
  } catch {
    return { ...unseen, sought: "The look failed before an answer was read.", failure: "connection" };
  }
}

function targetOf(step: LeasedStep): Target {
  const accountNativeId = step.accountNativeId ?? "";
  return {
    // Columns hold the core's layers and what a connector itself reported before.
    layer: step.layer as Target["layer"],
    accountNativeId,
    nativeKey: step.nativeKey ?? accountNativeId,
    ...(step.before === null ? {} : { before: step.before as NonNullable<Target["before"]> }),
  };
}
