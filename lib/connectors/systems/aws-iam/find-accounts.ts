import { matchReason } from "../../../core/identity/match.ts";
import type { AccountRecord, CorrelationKeys } from "../../contract.ts";
import type { AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AwsIamConfig } from "./config.ts";
import { keysOnly } from "./credentials.ts";
import { listAccounts } from "./users.ts";

/**
 * The users of a person. One that nobody tagged, that has no password and signs by access keys alone is as likely a
 * machine's that carries the mail of whoever looks after it: then nobody knows, and nothing acts on it by itself.
 */
export async function findAccounts(config: AwsIamConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const { rows, complete } = await listAccounts(config, trail);
  const own = rows.filter((row) => matchReason(row, keys) !== null);
  const known: AccountRecord[] = [];
  for (const row of own) {
    const isMachine = row.kind === undefined && (await keysOnly(config, row.nativeId, trail));
    known.push(isMachine ? { ...row, kind: "unknown" } : row);
  }
  return { rows: known, complete };
}
