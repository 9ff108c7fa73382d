import { domainError } from "#lib/core/errors.ts";

const SENTENCE =
  "Somebody else is recorded with this e-mail, and accounts could not be told apart. The row is not taken. Take the e-mail from the other one first, or use the key they are recorded under.";

/** Who has which mail, by person key, kept true while the rows of one request are gone through. */
export class EmailHolders {
  readonly #holders = new Map<string, Set<string>>();

  constructor(found: readonly { readonly email: string; readonly personKey: string }[]) {
    for (const { email, personKey } of found) this.#of(email).add(personKey);
  }

  /** Why a person cannot have this mail; null: nobody else has it. Mails of two people would make accounts ambiguous. */
  refusal(email: string, personKey: string, path: string) {
    const others = [...this.#of(email)].some((key) => key !== personKey);
    return others ? domainError("identity_ambiguous", { path, sentence: SENTENCE }) : null;
  }

  /** A person has other mails from here on. */
  move(personKey: string, before: readonly string[], after: readonly string[]): void {
    for (const email of before) this.#of(email).delete(personKey);
    for (const email of after) this.#of(email).add(personKey);
  }

  #of(email: string): Set<string> {
    const holders = this.#holders.get(email) ?? new Set<string>();
    this.#holders.set(email, holders);
    return holders;
  }
}
