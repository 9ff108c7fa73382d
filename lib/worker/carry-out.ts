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
 * A step that was tried before looks first: the earlier call may have reached the target.
 */
export async function carryOut(step: LeasedStep, at: CarryOut): Promise<StepOutcome | null> {
  const standing = await at.desk.standing(step);
  if (!standing.live) return null;
  const plain = { step, observer: at.system.observer, act: null, look: null, lost: false };
  if (standing.blocked) return { ...plain, paused: true };
  // The worker before died on it each time: hand it to a person instead of dying on it too.
  if (step.attempts > step.attemptsMax) return plain;
  if (step.kind === "observe") return { ...plain, look: await look(step, at, standing.now) };
  if (step.attempts > 1) {
    const before = await look(step, at, standing.now);
    if (before.look.presence !== "active") return { ...plain, look: before };
    const again = await at.desk.standing(step);
    if (!again.live) return { ...plain, look: before };
  }
  return act(step, at);
}

/** A check of lease and epoch is good for this long; whoever waited longer for a permit checks again. */
const CHECK_GOOD_MS = 250;

async function act(step: LeasedStep, at: CarryOut): Promise<StepOutcome | null> {
  const checkedAt = performance.now();
  const result = await at.permits.hold("act", async () => {
    if (performance.now() - checkedAt > CHECK_GOOD_MS && !(await at.desk.standing(step)).live) return null;
    return revoke(step, at);
  });
  if (result === null) return null;
  const after: Standing = await at.desk.standing(step);
  // The reply was there before the clock was read, so the claim is not later than this; a microsecond earlier keeps
  // a look that starts at this very reading after the claim.
  const claimed = { at: after.now - 1, result };
  const plain = { step, observer: at.system.observer, act: claimed, look: null, lost: !after.live };
  if (!after.live || !looksAtOnce(step, result)) return plain;
  return { ...plain, look: await look(step, at, after.now) };
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

async function look(step: LeasedStep, at: CarryOut, startedAt: number): Promise<TimedLook> {
  return at.permits.hold("look", async () => {
    const began = process.hrtime.bigint();
    const seen = await observe(step, at);
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
