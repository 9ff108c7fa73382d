import type { Finding, Look, Target } from "../../contract.ts";
import { seen, unseen } from "../../kit/replies.ts";
import { type Accounts, isUnread, readAccounts, type Unread } from "./accounts.ts";
import { accountId, parseAccount } from "./keys.ts";
import { LAYER_READS, type LayerRead } from "./layers.ts";
import { isSafeName } from "./parse.ts";
import type { LinuxSession } from "./shell.ts";

/** Reads the whole layer of the account anew, and looks for the one access in it. */
export function observe(session: LinuxSession, target: Target, signal: AbortSignal): Promise<Look> {
  const sought = `${target.layer} ${target.nativeKey} of account ${target.accountNativeId}`;
  return session.look(signal, async (shell) => {
    const blind = ({ failure, finding }: Unread) => unseen(sought, shell.exchanges, failure, finding ? [finding] : []);
    const accounts = await readAccounts(shell);
    if (isUnread(accounts)) return blind(accounts);
    const { uid, name } = parseAccount(target.accountNativeId);
    const account = accounts.rows.find((row) => row.uid === uid && row.name === name);
    if (account === undefined) return goneOrRenamed(accounts, target, sought, shell.exchanges);
    if (target.layer === "account") {
      const presence = accounts.ended.has(name) ? "disabled" : "active";
      return seen(sought, shell.exchanges, { presence, completeness: "lookup" });
    }
    const read = LAYER_READS[target.layer];
    if (read === undefined || !isSafeName(name)) return unseen(sought, shell.exchanges, null);
    const layer = await read(shell, account);
    return isUnread(layer) ? blind(layer) : inLayer(layer, target, sought, shell.exchanges);
  });
}

function inLayer(layer: LayerRead, target: Target, sought: string, exchanges: Look["exchanges"]): Look {
  const { rows, complete, findings } = layer;
  if (rows.some(({ nativeKey }) => nativeKey === target.nativeKey)) {
    return seen(sought, exchanges, { presence: "active", completeness: "lookup", findings });
  }
  if (!complete) return unseen(sought, exchanges, null, findings);
  return seen(sought, exchanges, { presence: "absent", completeness: "complete" });
}

/** The number without the name may be the same person's under a new name: that is no absence. */
function goneOrRenamed(accounts: Accounts, target: Target, sought: string, exchanges: Look["exchanges"]): Look {
  const { uid, name } = parseAccount(target.accountNativeId);
  const renamed = accounts.rows.find((row) => row.uid === uid);
  if (renamed !== undefined) {
    const detail = `The number ${uid} is now ${renamed.name}'s: renamed, or given to somebody else.`;
    const finding: Finding = { code: "reply_contradicts", detail };
    return unseen(sought, exchanges, null, [finding]);
  }
  const again = accounts.rows.find((row) => row.name === name);
  const facts = again !== undefined && target.layer === "account" ? { recreatedAs: accountId(again) } : {};
  return seen(sought, exchanges, { presence: "absent", completeness: "complete", facts });
}
