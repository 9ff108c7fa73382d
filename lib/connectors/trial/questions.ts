import type { AccessRecord, AccountRecord, Connection, Exchange } from "../contract.ts";
import type { OnStep, TrialStep } from "./report.ts";

/** A person whom no system knows; the domain is reserved (RFC 2606). */
const STRANGER = "nobody-closeout-probe@probe.invalid";
const NOWHERE = "closeout-probe-never-there";

const STRANGERS =
  "What was found carries none of the keys asked for: the target shows somebody else's data, or ignores what it is asked.";

/** Some systems know people by what stands before the @. */
function carriesKey({ userName, emails }: AccountRecord, mail: string): boolean {
  const wanted = mail.toLowerCase();
  const names = [userName, ...emails].map((key) => key.toLowerCase());
  return names.some((name) => name === wanted || name === wanted.split("@")[0]);
}

/** The questions of a trial, each with an answer that must be. */
export class Questions {
  readonly steps: TrialStep[] = [];
  accounts: readonly AccountRecord[] = [];
  access: readonly AccessRecord[] | null = null;
  /** Of the accounts that were listed. */
  mails: readonly string[] = [];
  calls = 0;
  readonly #connection: Connection;
  readonly #listing: Connection;
  readonly #signal: AbortSignal;
  readonly #onStep: OnStep;
  #account: string | null = null;

  /** @param listing reads no further than the first pages, where the connector knows a cap. */
  constructor(connection: Connection, listing: Connection, signal: AbortSignal, onStep: OnStep) {
    this.#connection = connection;
    this.#listing = listing;
    this.#signal = signal;
    this.#onStep = onStep;
  }

  #take<Answer extends { readonly exchanges: readonly Exchange[] }>(answer: Answer | undefined): Answer | undefined {
    this.calls += answer?.exchanges.length ?? 0;
    return answer;
  }

  say(name: string, passed: boolean | null, otherwise: string, words = ""): void {
    const step = { name, passed, words: passed === true ? words : otherwise };
    this.steps.push(step);
    this.#onStep(step);
  }

  /** Who the person is here, how their account is seen, and what hangs on it. */
  async person(mail: string): Promise<void> {
    const keys = { userNames: [mail], emails: [mail], externalIds: [] };
    const found = this.#take(await this.#connection.findAccounts?.(keys, this.#signal));
    const rows = found?.rows ?? [];
    this.accounts = rows;
    const names = rows.map(({ userName, presence }) => `${userName} (${presence})`).join(", ");
    const why = found?.findings?.map(({ detail }) => detail).join(" ") || "No account carries this mail.";
    this.say("The person is found", rows.length > 0, why, names);
    const [first] = rows;
    if (first === undefined) return;
    if (!rows.some((row) => carriesKey(row, mail))) this.say("It is the person's own account", false, STRANGERS);
    this.#account = first.nativeId;
    const target = { layer: "account", accountNativeId: first.nativeId, nativeKey: first.nativeId } as const;
    const look = this.#take(await this.#connection.observe?.(target, this.#signal));
    const agrees = look !== undefined && look.presence !== "unknown" && look.presence === first.presence;
    const unlike = `The search says ${first.presence}, the look-up ${look?.presence ?? "nothing"}.`;
    this.say("The account reads the same by its id", agrees, unlike, look?.presence);
    const access = this.#take(await this.#connection.listAccess?.([first.nativeId], this.#signal));
    if (access === undefined) return;
    this.access = access.rows;
    const partly = `Only a part could be read${access.failure === null ? "" : ` (${access.failure})`}.`;
    this.say("All access of the person is read", access.complete, partly, `${access.rows.length} found`);
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
    this.say("What was listed is seen again by itself", lost.length === 0, words, `${asked} looked at`);
  }

  async lists(): Promise<void> {
    const listed = this.#take(await this.#listing.listAccounts?.(this.#signal));
    if (listed === undefined) return;
    this.mails = listed.rows.flatMap(({ emails }) => emails);
    const capped = !listed.complete && listed.failure === null;
    const isRead = listed.rows.length > 0 && (listed.complete || capped);
    const words = `${listed.rows.length} accounts${capped ? " on the first pages; the list was read no further" : ""}`;
    this.say("Accounts are listed", isRead, `The list could not be read (${listed.failure}).`, words);
    if (!listed.complete || this.#account === null) return;
    const has = listed.rows.some(({ nativeId }) => nativeId === this.#account);
    this.say("The list holds the person", has, "The person was found by search and is not in the list.");
  }

  /** What is nowhere must read as nowhere, completely: otherwise nobody could ever be proved gone. */
  async strangers(): Promise<void> {
    const keys = { userNames: [STRANGER], emails: [STRANGER], externalIds: [] };
    const found = this.#take(await this.#connection.findAccounts?.(keys, this.#signal));
    const isNone = found !== undefined && found.rows.length === 0 && found.complete;
    const why = found?.findings?.map(({ detail }) => detail).join(" ") || "The answer was not complete.";
    this.say("Somebody unknown is completely not found", isNone, why);
    const target = { layer: "account", accountNativeId: NOWHERE, nativeKey: NOWHERE } as const;
    const look = this.#take(await this.#connection.observe?.(target, this.#signal));
    const words = `It reads ${look?.presence ?? "nothing"}${look?.failure == null ? "" : ` (${look.failure})`}.`;
    this.say("An id that never was reads absent", look?.presence === "absent", words);
  }
}
