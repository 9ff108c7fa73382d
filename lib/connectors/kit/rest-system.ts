import type { Goal } from "../../core/access/goal.ts";
import type { Layer } from "../../core/access/layer.ts";
import type { ObservedFacts, Presence } from "../../core/access/observation.ts";
import type {
  AccountPage,
  AccountRecord,
  CorrelationKeys,
  Manifest,
  PageRequest,
  RevokeOutcome,
  Target,
} from "../contract.ts";
import type { LoggedClaim, LogRequest, SeenUse } from "../contract-records.ts";
import type { HttpClient } from "../http/client.ts";
import type { Trail } from "./trail.ts";

/** One access of an account as the target shows it. */
export interface FoundAccess {
  /** The target's own identifier within its kind. */
  readonly key: string;
  readonly label: string;
  readonly facts?: ObservedFacts;
  /** Default active: it is listed, so it is there. */
  readonly presence?: Presence;
}

export interface KindRead {
  readonly rows: readonly FoundAccess[];
  /** Everything of this kind was read: only then is what is not in it gone. */
  readonly complete: boolean;
  /** Not complete, and for no want of a right: what the account had before is what nobody can read. */
  readonly pastUnknown?: boolean;
  /** The target says that it does not know the account (404). */
  readonly accountMissing: boolean;
}

/** One kind of access that hangs on an account, such as group memberships or OAuth grants. Several share a layer. */
export interface AccessKind {
  /** First part of the native key, before the colon. */
  readonly name: string;
  readonly layer: Layer;
  /** In words, plural, as the start of a sentence. */
  readonly words: string;
  /** The right that reading needs, and where it is granted. */
  readonly right: string;
  /** False where the target lets it be ended and shows nothing of it. */
  readonly observable: boolean;
  list(account: string, trail: Trail): Promise<KindRead>;
  /** Reads one access alone, where that is cheaper than the list: no row and complete = it is gone. */
  find?(account: string, key: string, trail: Trail): Promise<KindRead>;
  /** Whatever else looks at this kind will need; false = it cannot be read. */
  probe?(trail: Trail): Promise<boolean>;
  /** Facts that matter once it is gone, such as a rule that would grant it again. */
  gone?(account: string, key: string, trail: Trail): Promise<ObservedFacts>;
  end?(account: string, key: string, trail: Trail): Promise<RevokeOutcome>;
}

/** What a look-up of an account by its own identifier came to. */
export type AccountSeen =
  | { readonly kind: "seen"; readonly presence: Presence; readonly facts?: ObservedFacts }
  /** The target answers that there is none. Believed only beside another account that can be read. */
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable" };

export interface AccountsRead {
  readonly rows: readonly AccountRecord[];
  readonly complete: boolean;
}

/** Part of a vendor's records. Not complete: what was read counts, and the next read begins where this one did. */
export interface RecordsRead<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly more: boolean;
  readonly complete: boolean;
}

/** One vendor's API, as far as the kit needs it to make a connection of it. Holds no state of a call. */
export interface RestSystem {
  readonly manifest: Manifest;
  readonly kinds: readonly AccessKind[];
  readonly client: HttpClient;
  /** Goals an account can be brought to. */
  readonly accountGoals: readonly Goal[];
  /** Asks something cheap that says who answers. @returns why the system cannot be used, in a sentence; null = it can */
  greet(trail: Trail): Promise<string | null>;
  /** The right that reading accounts needs, and where it is granted. */
  readonly accountRight: string;
  findAccounts(keys: CorrelationKeys, trail: Trail): Promise<AccountsRead>;
  listAccounts(trail: Trail): Promise<AccountsRead>;
  /** Some accounts from the first page of the list; empty when none could be read. */
  someAccounts(trail: Trail): Promise<readonly string[]>;
  /** All accounts a page at a time, where the API pages. */
  pageAccounts?(request: PageRequest, trail: Trail): Promise<AccountPage>;
  lookAtAccount(account: string, trail: Trail): Promise<AccountSeen>;
  endAccount(account: string, goal: Goal, trail: Trail): Promise<RevokeOutcome>;
  readClaims?(request: LogRequest, trail: Trail): Promise<RecordsRead<LoggedClaim>>;
  readUse?(request: LogRequest, trail: Trail): Promise<RecordsRead<SeenUse>>;
  /** What cannot be seen in this system at all, in sentences for whoever connects it. */
  readonly limits: readonly string[];
}

/** The kind that a native key belongs to, and the key within it. */
export function kindOf(
  { kinds }: Pick<RestSystem, "kinds">,
  { layer, nativeKey }: Pick<Target, "layer" | "nativeKey">,
): { readonly kind: AccessKind; readonly key: string } | null {
  const kind = kinds.find((one) => one.layer === layer && nativeKey.startsWith(`${one.name}:`));
  return kind === undefined ? null : { kind, key: nativeKey.slice(kind.name.length + 1) };
}
