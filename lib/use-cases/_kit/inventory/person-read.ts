import type { AccessRecord, AccountRecord } from "#lib/connectors/contract.ts";

/** What one read of a system found of one person, however it was made: by a connector or from a file. */
export interface PersonRead {
  readonly step: { readonly systemId: string; readonly caseId: string | null };
  /** `because`: why the account is the person's. */
  readonly accounts: readonly (AccountRecord & { readonly because: string })[];
  readonly access: readonly AccessRecord[];
  /** Everything was read to its end: only then can anything be said not to exist. */
  readonly complete: boolean;
}
