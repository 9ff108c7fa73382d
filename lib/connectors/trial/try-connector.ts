import type { Connector, Manifest, OpenOptions } from "../contract.ts";
import { layersOf } from "./layers-of.ts";
import { Questions } from "./questions.ts";
import { openReadOnly } from "./read-only.ts";
import type { CheckTrial, OnStep, PersonTrial, TrialReport } from "./report.ts";

/** Lists are read this far: enough to see that they can be read. */
const PAGES = 3;

export interface Trial {
  readonly connector: Connector;
  /** Has passed the connector's own schema. */
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly allowPrivateTargets: readonly string[];
}

const UNTOLD: OnStep = () => undefined;

/**
 * Tries a connector on a real system with one person's mail. It only reads, by the way it opens its connections. Each
 * step is a question with an answer that must be; later ones are not asked where an earlier one makes them pointless.
 */
export async function tryConnector(trial: Trial, personMail: string, signal: AbortSignal): Promise<TrialReport> {
  const { steps: reached, ...checked } = await tryCheck(trial, signal);
  if (!checked.authorised) return { ...checked, steps: reached };
  const tried = await tryPerson(trial, { mail: personMail, dialect: checked.dialect }, signal);
  const calls = checked.calls + tried.calls;
  return { steps: [...reached, ...tried.steps], layers: tried.layers, findings: checked.findings, calls };
}

/** Whether the system answers and the credential is accepted, what it may see, and whether accounts can be listed. */
export async function tryCheck(trial: Trial, signal: AbortSignal, onStep = UNTOLD): Promise<CheckTrial> {
  const probing = openReadOnly(trial.connector, optionsOf(trial, trial.config, {}));
  const checked = await probing.check(signal).finally(() => probing.close());
  const { findings, reachable, authorised, dialect } = checked;
  const tried = await asking(trial, dialect, signal, onStep, async (questions) => {
    questions.say("The system answers", reachable, "It does not answer.");
    questions.say("The credential is accepted", authorised, "It is refused, or may not read accounts.");
    if (authorised) await questions.lists();
  });
  const { steps, mails, granted } = tried;
  const calls = checked.exchanges.length + tried.calls;
  const layers = layersOf(offered(trial), authorised ? granted : null, null);
  return { steps, calls, mails, layers, findings, reachable, authorised, dialect };
}

export interface Asked {
  readonly mail: string;
  /** What the check learned. */
  readonly dialect: OpenOptions["dialect"];
}

/** Finds one person, what they have, and that who is nowhere reads as nowhere. */
export async function tryPerson(
  trial: Trial,
  { mail, dialect }: Asked,
  signal: AbortSignal,
  onStep = UNTOLD,
): Promise<PersonTrial> {
  const tried = await asking(trial, dialect, signal, onStep, async (questions) => {
    await questions.person(mail);
    await questions.lists();
    await questions.strangers();
  });
  const { steps, calls, accounts, access, granted } = tried;
  return { steps, calls, accounts, access, layers: layersOf(offered(trial), granted, access), findings: [] };
}

async function asking(
  trial: Trial,
  dialect: OpenOptions["dialect"],
  signal: AbortSignal,
  onStep: OnStep,
  ask: (questions: Questions) => Promise<void>,
): Promise<Questions & { readonly granted: Manifest }> {
  const connection = openReadOnly(trial.connector, optionsOf(trial, trial.config, dialect));
  const listing = openReadOnly(trial.connector, optionsOf(trial, firstPages(trial), dialect));
  const questions = new Questions(connection, listing, signal, onStep);
  try {
    await ask(questions);
    return Object.assign(questions, { granted: connection.manifest });
  } finally {
    await Promise.all([connection.close(), listing.close()]);
  }
}

/** The settings with a low cap of pages, where the connector knows one. */
function firstPages({ connector, config }: Trial): unknown {
  if (!connector.form.settings.some(({ name }) => name === "pagesMax")) return config;
  const capped = connector.parseConfig({ ...Object(config), pagesMax: PAGES });
  return capped.ok ? capped.config : config;
}

function optionsOf(trial: Trial, config: unknown, dialect: OpenOptions["dialect"]): OpenOptions {
  const { secrets, allowPrivateTargets } = trial;
  return { config, secrets, dialect, connectionsMax: 4, allowPrivateTargets };
}

/** What a connection offers before anything was asked: some connectors are told by their settings what there is. */
function offered(trial: Trial): Manifest {
  const opened = trial.connector.open({ ...optionsOf(trial, trial.config, {}), readOnly: true });
  // Nothing was called, so there is nothing to wait for.
  void opened.close();
  return opened.manifest;
}
