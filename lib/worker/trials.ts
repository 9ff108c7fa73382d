import type { OnStep } from "#lib/connectors/trial/report.ts";
import { ShownRequests } from "#lib/connectors/trial/shown.ts";
import { type Answered, traced } from "#lib/connectors/trial/traced.ts";
import { type Trial, tryCheck, tryPerson } from "#lib/connectors/trial/try-connector.ts";
import type { TrialStepView } from "#lib/core/views/connection.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import type { OpenSecret } from "#lib/runtime/seal.ts";
import {
  endTrial,
  knownOf,
  renewTrial,
  showTrialSteps,
  type TakenTrial,
  type TrialEnd,
  takeTrial,
} from "#lib/use-cases/systems/run-trial.ts";
import { acceptedCheck, type CheckAnswer, type PersonAnswer } from "#lib/use-cases/systems/trial-answer.ts";

/** Trials at once: one whose target drips answers holds up nobody else's. */
const AT_ONCE = 2;
const IDLE_MS = 500;
const PULSE_MS = 3_000;
/** A person waits for it. */
const TRIAL_MS = 90_000;
const ATTEMPTS_MAX = 2;
const ACCESS_MAX = 200;
/** Fewer accounts than this say nothing about whose they are. */
const MAILS_MIN = 3;
const MAILS_MAX = 300;

export interface TrialsOptions {
  readonly openSecret: OpenSecret;
  readonly allowPrivateTargets: readonly string[];
}

/** Tries connections that are not saved yet, for whoever is about to save them. Only reads. @returns how to stop */
export function startTrials(ctx: Ctx, options: TrialsOptions): { readonly wake: () => void; stop(): Promise<void> } {
  const stopping = new AbortController();
  let rouse: () => void = () => undefined;
  const idle = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      const before = rouse;
      rouse = () => {
        before();
        clearTimeout(timer);
        resolve();
      };
    });
  const lane = async () => {
    while (!stopping.signal.aborted) {
      const taken = await next(ctx);
      if (taken === undefined) await idle();
      else await run(ctx, options, taken, stopping.signal);
    }
  };
  const lanes = Promise.all(Array.from({ length: AT_ONCE }, lane));
  return {
    wake: () => rouse(),
    stop: async () => {
      stopping.abort();
      rouse();
      await lanes;
    },
  };
}

async function next(ctx: Ctx): Promise<TakenTrial | undefined> {
  try {
    return await takeTrial(ctx);
  } catch (cause) {
    ctx.logger.log("error", "trials could not be taken; trying again", { cause: String(cause) });
    return undefined;
  }
}

async function run(ctx: Ctx, options: TrialsOptions, taken: TakenTrial, stopping: AbortSignal): Promise<void> {
  const given = new AbortController();
  const pulse = setInterval(() => {
    renewTrial(ctx, taken.trialId).then(
      (held) => held || given.abort(),
      () => undefined,
    );
  }, PULSE_MS);
  const signal = AbortSignal.any([given.signal, stopping, AbortSignal.timeout(TRIAL_MS)]);
  try {
    const end = await tried(ctx, options, taken, signal);
    // A worker that stops hands the trial over: what it saw was cut short.
    if (!stopping.aborted) await endTrial(ctx, taken.trialId, end);
  } catch (cause) {
    ctx.logger.log("error", "a trial could not be written down", { cause: String(cause) });
  } finally {
    clearInterval(pulse);
  }
}

async function tried(ctx: Ctx, options: TrialsOptions, taken: TakenTrial, signal: AbortSignal): Promise<TrialEnd> {
  if (taken.attempts > ATTEMPTS_MAX) {
    return withRequests(broken(taken, "The worker ended while it tried this, more than once."), null);
  }
  let shown: ShownRequests | null = null;
  try {
    const trial = trialOf(ctx, options, taken);
    shown = new ShownRequests(trial.secrets);
    const followed = { ...trial, connector: traced(trial.connector, showingIn(shown)), shown };
    const end = await (taken.mail === null
      ? check(ctx, followed, taken, signal)
      : person(ctx, followed, taken, signal));
    return withRequests(end, shown);
  } catch (cause) {
    ctx.logger.log("warn", "a trial ended early", { connector: taken.connector, cause: String(cause) });
    const words = "The connection could not be opened with these settings and credentials.";
    return withRequests(broken(taken, words), shown);
  }
}

/** Questions are asked one after the other: each took what passed since the answer before. */
function showingIn(shown: ShownRequests): (answered: Answered) => void {
  let before = performance.now();
  return (answered) => {
    const now = performance.now();
    shown.take(answered, Math.round(now - before));
    before = now;
  };
}

function withRequests({ checked, found }: Unshown, shown: ShownRequests | null): TrialEnd {
  // As the trial's own record holds it: what is read-only here is a plain list there.
  const requests = [...(shown?.questions ?? [])] as CheckAnswer["requests"];
  return {
    checked: checked === null ? null : { ...checked, requests },
    found: found === null ? null : { ...found, requests },
  };
}

/** A trial that keeps what it sends. */
interface Followed extends Trial {
  readonly shown: ShownRequests;
}

/** What a trial came to, beside the requests that it sent. */
interface Unshown {
  readonly checked: Omit<CheckAnswer, "requests"> | null;
  readonly found: Omit<PersonAnswer, "requests"> | null;
}

function trialOf(ctx: Ctx, { openSecret, allowPrivateTargets }: TrialsOptions, taken: TakenTrial): Trial {
  const connector = ctx.connectors.find(taken.connector);
  if (connector === undefined) throw new Error("this worker does not know the connector");
  const secrets = Object.fromEntries(
    taken.secrets.map(({ name, sealed }) => [name, openSecret(taken.systemId, name, Buffer.from(sealed, "base64"))]),
  );
  return { connector, config: taken.config, secrets, allowPrivateTargets };
}

async function check(ctx: Ctx, trial: Followed, taken: TakenTrial, signal: AbortSignal): Promise<Unshown> {
  const { mails, dialect, ...came } = await tryCheck(trial, signal, showing(ctx, taken, trial.shown));
  // What was learned of the dialect is used again: it is kept as it is.
  const report = trial.shown.safe(came);
  const findings = [...report.findings, ...(await strangersOf(ctx, mails))];
  const checked = { ...report, dialect, findings, steps: [...report.steps], layers: [...report.layers] };
  return { checked, found: null };
}

/** Another organisation's system answers as readily as one's own: its accounts are of nobody known. */
async function strangersOf(ctx: Ctx, mails: readonly string[]): Promise<readonly string[]> {
  const asked = [...new Set(mails.map((mail) => mail.toLowerCase()))].slice(0, MAILS_MAX);
  if (asked.length < MAILS_MIN || (await knownOf(ctx, asked)) !== 0) return [];
  return [
    `None of ${asked.length} mails on its accounts is of anybody known here. Check that this is your own organisation's system, and not a test or somebody else's.`,
  ];
}

async function person(ctx: Ctx, trial: Followed, taken: TakenTrial, signal: AbortSignal): Promise<Unshown> {
  const mail = taken.mail ?? "";
  const dialect = acceptedCheck(taken.checked)?.dialect ?? {};
  const came = await tryPerson(trial, { mail, dialect }, signal, showing(ctx, taken, trial.shown));
  const { findings: _, ...report } = trial.shown.safe(came);
  const accounts = report.accounts.map(({ userName, displayName, emails, presence }) => {
    return { userName, displayName, emails: [...emails], presence };
  });
  const access = (report.access ?? []).map(({ layer, label }) => ({ layer, label }));
  const shown = { accounts, access: access.slice(0, ACCESS_MAX), accessTotal: access.length };
  return { checked: null, found: { ...report, ...shown, mail, steps: [...report.steps], layers: [...report.layers] } };
}

/** Writes each answer down as it comes, one after the other. */
function showing(ctx: Ctx, { trialId }: TakenTrial, shown: ShownRequests): OnStep {
  const steps: TrialStepView[] = [];
  let writing: Promise<void> = Promise.resolve();
  return (step) => {
    steps.push(shown.safe(step));
    const seen = [...steps];
    // Only shown meanwhile: what the trial came to is written down at its end.
    writing = writing.then(() => showTrialSteps(ctx, trialId, seen)).catch(() => undefined);
  };
}

function broken({ mail }: TakenTrial, words: string): Unshown {
  const steps = [{ name: "The trial is carried out", passed: false, words }];
  const nothing = { steps, layers: [], calls: 0 };
  if (mail !== null) return { checked: null, found: { ...nothing, mail, accounts: [], access: [], accessTotal: 0 } };
  const checked = { ...nothing, reachable: false, authorised: false, findings: [words], dialect: {} };
  return { checked, found: null };
}
