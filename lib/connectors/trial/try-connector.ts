import { LAYERS } from "../../core/access/layer.ts";
import type { AccessRecord, Connection, Connector, Exchange, Manifest, OpenOptions } from "../contract.ts";
import { openReadOnly } from "./read-only.ts";
import type { TrialLayer, TrialReport, TrialStep } from "./report.ts";

/** A person whom no system knows; the domain is reserved (RFC 2606). */
const STRANGER = "nobody-closeout-probe@probe.invalid";
const NOWHERE = "closeout-probe-never-there";

export interface Trial {
  readonly connector: Connector;
  /** Has passed the connector's own schema. */
  readonly config: unknown;
  /** The same with a low cap of pages, where the connector knows one. */
  readonly firstPages: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly personMail: string;
  readonly allowPrivateTargets: readonly string[];
}

/**
 * Tries a connector on a real system with one person's mail. It only reads, by the way it opens its connections. Each
 * step is a question with an answer that must be; later ones are not asked where an earlier one makes them pointless.
 */
export async function tryConnector(trial: Trial, signal: AbortSignal): Promise<TrialReport> {
  const probing = openReadOnly(trial.connector, optionsOf(trial, trial.config, {}));
  const checked = await probing.check(signal).finally(() => probing.close());
  const reached: TrialStep[] = [
    step("The system answers", checked.reachable, "It does not answer."),
    step("The credential is accepted", checked.authorised, "It is refused, or may not read accounts."),
  ];
  const calls = checked.exchanges.length;
  const manifest = offered(trial);
  if (!checked.authorised) {
    return { steps: reached, layers: layersOf(manifest, null, null), findings: checked.findings, calls };
  }
  const connection = openReadOnly(trial.connector, optionsOf(trial, trial.config, checked.dialect));
  const listing = openReadOnly(trial.connector, optionsOf(trial, trial.firstPages, checked.dialect));
  try {
    const asked = new Questions(connection, listing, signal);
    await asked.person(trial.personMail);
    await asked.lists();
    await asked.strangers();
    const layers = layersOf(manifest, connection.manifest, asked.access);
    return { steps: [...reached, ...asked.steps], layers, findings: checked.findings, calls: calls + asked.calls };
  } finally {
    await Promise.all([connection.close(), listing.close()]);
  }
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

function step(name: string, passed: boolean | null, otherwise: string, words = ""): TrialStep {
  return { name, passed, words: passed === true ? words : otherwise };
}

class Questions {
  readonly steps: TrialStep[] = [];
  access: readonly AccessRecord[] | null = null;
  calls = 0;
  readonly #connection: Connection;
  readonly #listing: Connection;
  readonly #signal: AbortSignal;
  #account: string | null = null;

  constructor(connection: Connection, listing: Connection, signal: AbortSignal) {
    this.#connection = connection;
    this.#listing = listing;
    this.#signal = signal;
  }

  #take<Answer extends { readonly exchanges: readonly Exchange[] }>(answer: Answer | undefined): Answer | undefined {
    this.calls += answer?.exchanges.length ?? 0;
    return answer;
  }

  /** Who the person is here, how their account is seen, and what hangs on it. */
  async person(mail: string): Promise<void> {
    const keys = { userNames: [mail], emails: [mail], externalIds: [] };
    const found = this.#take(await this.#connection.findAccounts?.(keys, this.#signal));
    const rows = found?.rows ?? [];
    const names = rows.map(({ userName, presence }) => `${userName} (${presence})`).join(", ");
    const why = found?.findings?.map(({ detail }) => detail).join(" ") || "No account carries this mail.";
    this.steps.push(step("The person is found", rows.length > 0, why, names));
    const [first] = rows;
    if (first === undefined) return;
    this.#account = first.nativeId;
    const target = { layer: "account", accountNativeId: first.nativeId, nativeKey: first.nativeId } as const;
    const look = this.#take(await this.#connection.observe?.(target, this.#signal));
    const agrees = look !== undefined && look.presence !== "unknown" && look.presence === first.presence;
    const unlike = `The search says ${first.presence}, the look-up ${look?.presence ?? "nothing"}.`;
    this.steps.push(step("The account reads the same by its id", agrees, unlike, look?.presence));
    const access = this.#take(await this.#connection.listAccess?.([first.nativeId], this.#signal));
    if (access === undefined) return;
    this.access = access.rows;
    const partly = `Only a part could be read${access.failure === null ? "" : ` (${access.failure})`}.`;
    this.steps.push(step("All access of the person is read", access.complete, partly, `${access.rows.length} found`));
    await this.#readBack(access.rows);
  }

  /** One of each kind that was listed must be seen again when it is looked at by itself. */
  async #readBack(rows: readonly AccessRecord[]): Promise<void> {
    const layers = this.#connection.manifest.layers;
    const kinds = new Map(rows.map((row) => [row.nativeKey.split(":")[0], row]));
    const lost: string[] = [];
    let asked = 0;
    for (const { layer, accountNativeId, nativeKey, label } of kinds.values()) {
      if (layers[layer]?.observe !== true) continue;
      asked += 1;
      const look = this.#take(await this.#connection.observe?.({ layer, accountNativeId, nativeKey }, this.#signal));
      if (look?.presence === "absent" || (look?.presence === "unknown" && look.completeness === "failed"))
        lost.push(label);
    }
    if (asked === 0) return;
    const words = `Not seen again: ${lost.join("; ")}.`;
    this.steps.push(step("What was listed is seen again by itself", lost.length === 0, words, `${asked} looked at`));
  }

  async lists(): Promise<void> {
    const listed = this.#take(await this.#listing.listAccounts?.(this.#signal));
    if (listed === undefined) return;
    const capped = !listed.complete && listed.failure === null;
    const isRead = listed.rows.length > 0 && (listed.complete || capped);
    const words = `${listed.rows.length} accounts${capped ? " on the first pages; the list was read no further" : ""}`;
    this.steps.push(step("Accounts are listed", isRead, `The list could not be read (${listed.failure}).`, words));
    if (!listed.complete || this.#account === null) return;
    const has = listed.rows.some(({ nativeId }) => nativeId === this.#account);
    this.steps.push(step("The list holds the person", has, "The person was found by search and is not in the list."));
  }

  /** What is nowhere must read as nowhere, completely: otherwise nobody could ever be proved gone. */
  async strangers(): Promise<void> {
    const keys = { userNames: [STRANGER], emails: [STRANGER], externalIds: [] };
    const found = this.#take(await this.#connection.findAccounts?.(keys, this.#signal));
    const isNone = found !== undefined && found.rows.length === 0 && found.complete;
    const why = found?.findings?.map(({ detail }) => detail).join(" ") || "The answer was not complete.";
    this.steps.push(step("Somebody unknown is completely not found", isNone, why));
    const target = { layer: "account", accountNativeId: NOWHERE, nativeKey: NOWHERE } as const;
    const look = this.#take(await this.#connection.observe?.(target, this.#signal));
    const words = `It reads ${look?.presence ?? "nothing"}${look?.failure == null ? "" : ` (${look.failure})`}.`;
    this.steps.push(step("An id that never was reads absent", look?.presence === "absent", words));
  }
}

function layersOf(
  offered: Manifest,
  granted: Manifest | null,
  access: readonly AccessRecord[] | null,
): readonly TrialLayer[] {
  return LAYERS.map((layer) => {
    const ability = offered.layers[layer];
    const isGranted = granted?.layers[layer] !== undefined;
    const seen = layer === "account" || access === null || !isGranted ? null : countOf(access, layer);
    if (ability === undefined) return { layer, observe: "not offered", act: false, seen: null };
    if (granted !== null && !isGranted) return { layer, observe: "right missing", act: false, seen: null };
    return { layer, observe: ability.observe ? "yes" : "no", act: ability.act, seen };
  });
}

function countOf(access: readonly AccessRecord[], layer: AccessRecord["layer"]): number {
  return access.filter((row) => row.layer === layer).length;
}
