import type { Ctx } from "#lib/runtime/context.ts";
import { type LeasedStep, leaseSteps } from "#lib/use-cases/steps/lease-steps.ts";
import { askPermits } from "#lib/use-cases/workers/ask-permits.ts";
import { handBack } from "#lib/use-cases/workers/hand-back.ts";
import { keepAlive } from "#lib/use-cases/workers/keep-alive.ts";
import { leave } from "#lib/use-cases/workers/leave.ts";
import type { Connections } from "./connections.ts";
import { type Desk, openDesk } from "./desk.ts";
import { IDLE_PULSES_MAX, type Lane, roomOf, runsLow, takeStartable } from "./lane.ts";
import { Permits } from "./permits.ts";
import { runInventories, runStep, type StepRun } from "./run-step.ts";
import { UNWATCHED, type Watch } from "./watchdog.ts";

/** A dead worker's steps come back after this; with the pulse of others at the latest three seconds later. */
const LEASE_MICROS = 10_000_000;
const PULSE_MS = 2_500;
/** Steps that become due by the clock alone are noticed within this. */
const IDLE_MS = 200;
const STEPS_MAX = 1024;

export interface EngineOptions {
  readonly workerId: string;
  readonly version: string;
  readonly watch?: Watch;
}

/** Takes steps from the queue and carries them out, until it is stopped. */
export class Engine {
  readonly #ctx: Ctx;
  readonly #connections: Connections;
  readonly #options: EngineOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #watch: Watch;
  readonly #run: Omit<StepRun, "permits">;
  readonly #stopping = new AbortController();
  #leasing = false;
  #askedAgain = false;
  #idle: NodeJS.Timeout | undefined;
  #pulse: NodeJS.Timeout | undefined;

  constructor(ctx: Ctx, connections: Connections, options: EngineOptions) {
    this.#ctx = ctx;
    this.#connections = connections;
    this.#options = options;
    this.#watch = options.watch ?? UNWATCHED;
    const desk = openDesk(ctx, options.watch ?? UNWATCHED, {
      workerId: options.workerId,
      leaseMicros: LEASE_MICROS,
      roomOf: (systemId) => this.#roomOf(systemId),
      take: (steps) => this.#enqueue(steps),
      underWay: () => [...this.#lanes.values()].reduce((sum, lane) => sum + lane.active.size - lane.writing, 0),
    });
    this.#run = { ctx, desk, connections, signal: this.#stopping.signal };
  }

  async start(): Promise<void> {
    await this.#beat();
    this.wake();
  }

  /** Work may be there: look now. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.dry = false;
    this.#ask();
  }

  #ask(): void {
    if (this.#stopping.signal.aborted) return;
    this.#askedAgain = true;
    if (!this.#leasing) void this.#lease();
  }

  /** Lets what is under way come to an end within `graceMs`, then hands everything back. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#idle);
    clearTimeout(this.#pulse);
    const until = Date.now() + graceMs;
    while (this.#busy() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    await leave(this.#ctx, this.#options.workerId);
    await this.#connections.close();
  }

  #busy(): boolean {
    return this.#leasing || [...this.#lanes.values()].some((lane) => lane.active.size > 0);
  }

  async #lease(): Promise<void> {
    this.#leasing = true;
    clearTimeout(this.#idle);
    try {
      while (this.#askedAgain && !this.#stopping.signal.aborted) {
        this.#askedAgain = false;
        await this.#openLanes();
        this.#enqueue(await this.#take());
        await this.#handBack();
      }
    } catch (cause) {
      this.#ctx.logger.log("error", "taking steps from the queue failed; trying again", { cause: String(cause) });
    } finally {
      this.#leasing = false;
      this.#idle = setTimeout(() => this.wake(), IDLE_MS);
    }
  }

  /** Steps that this worker holds go to their lanes, which are open. */
  #enqueue(steps: readonly LeasedStep[]): void {
    const heldSince = performance.now();
    for (const step of steps) this.#lanes.get(step.systemId)?.queue.push({ ...step, heldSince });
    for (const systemId of new Set(steps.map((step) => step.systemId))) this.#pump(systemId);
  }

  /** None while it stops: what is handed out then would only wait for its lease to end. */
  #roomOf(systemId: string): number {
    const lane = this.#lanes.get(systemId);
    return lane === undefined || this.#stopping.signal.aborted ? 0 : roomOf(lane);
  }

  async #take(): Promise<readonly LeasedStep[]> {
    const held = [...this.#lanes.values()].reduce((sum, lane) => sum + lane.queue.length + lane.active.size, 0);
    const stepsMax = STEPS_MAX - held;
    if (stepsMax <= 0) return [];
    const rooms = new Map([...this.#lanes.values()].map((lane) => [lane.systemId, roomOf(lane)]));
    const request = { workerId: this.#options.workerId, leaseMicros: LEASE_MICROS, rooms, stepsMax };
    const steps = await this.#watch(() => leaseSteps(this.#ctx, request));
    const served = new Set(steps.map((step) => step.systemId));
    // Whoever had no room was not asked for.
    for (const lane of this.#lanes.values()) {
      lane.dry = (rooms.get(lane.systemId) ?? 0) > 0 && steps.length < stepsMax && !served.has(lane.systemId);
    }
    return steps;
  }

  async #openLanes(): Promise<void> {
    const asked = { workerId: this.#options.workerId, permitMicros: LEASE_MICROS };
    const fresh = await this.#watch(() => askPermits(this.#ctx, [...this.#lanes.keys()], asked));
    for (const [systemId, granted] of fresh) {
      this.#lanes.set(systemId, {
        systemId,
        permits: new Permits(granted),
        queue: [],
        active: new Set(),
        writing: 0,
        dry: false,
        idlePulses: 0,
      });
    }
  }

  /**
   * Steps of targets that this worker has no call left for go back into the queue: other workers have them all, and
   * here the steps would wait for as long as those keep theirs.
   */
  async #handBack(): Promise<void> {
    const starved = [...this.#lanes.values()].filter((lane) => lane.permits.granted === 0);
    const steps = starved.flatMap((lane) => lane.queue.splice(0));
    if (steps.length === 0) return;
    await this.#watch(() =>
      handBack(
        this.#ctx,
        this.#options.workerId,
        steps.map((step) => step.id),
      ),
    );
  }

  #closeIdle(): void {
    // Not while steps are on their way to a lane.
    if (this.#leasing) return;
    for (const lane of [...this.#lanes.values()]) {
      lane.idlePulses = lane.queue.length + lane.active.size > 0 ? 0 : lane.idlePulses + 1;
      if (lane.idlePulses > IDLE_PULSES_MAX) this.#lanes.delete(lane.systemId);
    }
  }

  #pump(systemId: string): void {
    const lane = this.#lanes.get(systemId);
    if (lane === undefined || this.#stopping.signal.aborted) return;
    const { single, inventory } = takeStartable(lane);
    const run: StepRun = { ...this.#run, permits: lane.permits, desk: this.#deskOf(lane) };
    for (const step of single) void this.#finish(lane, [step], runStep(step, run));
    if (inventory.length > 0) void this.#finish(lane, inventory, runInventories(inventory, run));
    // A lane about to run dry asks for more, unless the queue itself had nothing left a moment ago.
    if (runsLow(lane)) this.#ask();
  }

  /** The desk as a lane's steps know it: whoever waits there makes room for the next to call. */
  #deskOf(lane: Lane): Desk {
    const { desk } = this.#run;
    const writing = async (write: () => Promise<void>) => {
      lane.writing += 1;
      this.#pump(lane.systemId);
      try {
        await write();
      } finally {
        lane.writing -= 1;
      }
    };
    return {
      ...desk,
      outcome: (outcome) => writing(() => desk.outcome(outcome)),
      inventory: (result) => writing(() => desk.inventory(result)),
    };
  }

  async #finish(lane: Lane, steps: readonly LeasedStep[], run: Promise<void>): Promise<void> {
    try {
      await run;
    } catch (cause) {
      // The lease runs out and the step is tried again; what was called stands as an attempt.
      this.#ctx.logger.log("error", "a step could not be written down", { steps: steps.length, cause: String(cause) });
    } finally {
      for (const step of steps) lane.active.delete(step.id);
      this.#pump(lane.systemId);
    }
  }

  async #beat(): Promise<void> {
    this.#closeIdle();
    const lanes = [...this.#lanes.values()];
    const { workerId, version } = this.#options;
    try {
      const { permits, freed } = await this.#watch(() =>
        keepAlive(this.#ctx, {
          workerId,
          version,
          leaseMicros: LEASE_MICROS,
          stepIds: lanes.flatMap((lane) => [...lane.queue.map((step) => step.id), ...lane.active]),
          permitsHeld: new Map(lanes.map((lane) => [lane.systemId, lane.permits.held])),
        }),
      );
      for (const lane of lanes) lane.permits.regrant(permits.get(lane.systemId) ?? 0);
      for (const lane of lanes) this.#pump(lane.systemId);
      await this.#handBack();
      if (freed > 0) this.wake();
    } catch (cause) {
      this.#ctx.logger.log("error", "the worker's pulse failed; trying again", { cause: String(cause) });
    } finally {
      if (!this.#stopping.signal.aborted) this.#pulse = setTimeout(() => void this.#beat(), PULSE_MS);
    }
  }
}
