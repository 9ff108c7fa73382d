import type { Database } from "#db/client.ts";
import type { Connector } from "#lib/connectors/contract.ts";
import type { Sha256 } from "#lib/core/evidence/bytes.ts";
import type { IdentityId } from "#lib/core/ids.ts";
import type { Role } from "#lib/core/permissions.ts";

/**
 * Who is at the entrance, closed. Every one of them answers as somebody: a user and a token as the human behind them,
 * a job as the credential it acts with, an operator as the operator of this machine.
 */
export type Actor =
  | { readonly kind: "user"; readonly userId: string; readonly identityId: IdentityId | null; readonly role: Role }
  | {
      readonly kind: "apiKey";
      readonly tokenId: string;
      /** The human who answers for the token. */
      readonly userId: string;
      readonly identityId: IdentityId | null;
      readonly role: Role;
    }
  | {
      /** The owner of a system who answers by a confirm link, without a session. */
      readonly kind: "confirmLink";
      readonly linkId: string;
      readonly systemId: string;
      readonly identityId: IdentityId;
    }
  | { readonly kind: "job"; readonly credential: string }
  | { readonly kind: "operator"; readonly name: string };

/** The connectors this process knows. */
export interface ConnectorCatalogue {
  find(id: string): Connector | undefined;
  ids(): readonly string[];
}

/** Seals a connector secret so that only the worker can read it. Bound to its system and name. */
export type SealSecret = (systemId: string, name: string, secret: string) => Uint8Array;

/** Lines for operators. They hold codes, ids and references, never a personal value or a secret. */
export interface Logger {
  log(level: LogLevel, message: string, facts?: Readonly<Record<string, unknown>>): void;
}
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What a process supplies to every use case; built once, in `compose`. */
export interface Runtime {
  readonly database: Database;
  readonly connectors: ConnectorCatalogue;
  /** null where no public key is configured: systems with secrets cannot be registered there. */
  readonly seal: SealSecret | null;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly sha256: Sha256;
  readonly logger: Logger;
}

/** One call of one use case. Time is not in it: it is read from the database's clock inside the transaction. */
export interface Ctx extends Runtime {
  readonly actor: Actor;
  /** Reference that a person can quote and the log and the evidence carry. */
  readonly requestId: string;
}
