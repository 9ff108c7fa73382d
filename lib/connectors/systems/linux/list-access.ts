import type { AccessRecord, Finding, Listing } from "../../contract.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { isUnread, readAccounts, type Unread } from "./accounts.ts";
import { parseAccount } from "./keys.ts";
import { LAYER_READS, type LayerRead, whole } from "./layers.ts";
import { isSafeName, type PasswdRow } from "./parse.ts";
import type { LinuxSession, Shell } from "./shell.ts";

/** Everything that the host shows of these accounts, account by account on one connection. */
export function listAccess(
  session: LinuxSession,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const sought = `sessions, credentials, groups, sudo rules and jobs of ${ids.length} accounts`;
  return session.look(signal, async (shell) => {
    const accounts = await readAccounts(shell);
    if (isUnread(accounts)) return listedInPart(sought, shell.exchanges, accounts.failure, asList(accounts.finding));
    const rows: AccessRecord[] = [];
    const findings: Finding[] = [];
    let complete = true;
    for (const id of ids) {
      const { uid, name } = parseAccount(id);
      const account = accounts.rows.find((row) => row.uid === uid && row.name === name);
      const read: AllLayers = account === undefined ? whole([]) : await readAll(shell, account);
      rows.push(...read.rows);
      if (isUnread(read.stopped)) {
        return listedInPart(sought, shell.exchanges, read.stopped.failure, asList(read.stopped.finding), rows);
      }
      findings.push(...read.findings);
      complete &&= read.complete;
    }
    if (complete) return listed(sought, shell.exchanges, rows);
    return listedInPart(sought, shell.exchanges, null, findings, rows);
  });
}

type AllLayers = LayerRead & { readonly stopped?: Unread };

/** Every layer of one account, up to the first that could not be read at all. */
async function readAll(shell: Shell, account: PasswdRow): Promise<AllLayers> {
  if (!isSafeName(account.name)) {
    const detail = `The name of account ${account.uid} is not put on a command line.`;
    return { rows: [], complete: false, findings: [{ code: "unreadable_rows", detail }] };
  }
  const rows: AccessRecord[] = [];
  const findings: Finding[] = [];
  let complete = true;
  for (const read of Object.values(LAYER_READS)) {
    const layer = await read(shell, account);
    if (isUnread(layer)) return { rows, complete: false, findings, stopped: layer };
    rows.push(...layer.rows);
    findings.push(...layer.findings);
    complete &&= layer.complete;
  }
  return { rows, complete, findings };
}

function asList(finding: Finding | null): readonly Finding[] {
  return finding === null ? [] : [finding];
}
