import type { Finding } from "../../contract.ts";
import { isUnread, output, type Unread, unread } from "./accounts.ts";
import { READ } from "./commands.ts";
import { type KeyRow, type PasswdRow, parseKeys, parseSshd } from "./parse.ts";
import type { Shell } from "./shell.ts";

export interface KeyFiles {
  readonly keys: readonly (KeyRow & { readonly file: string })[];
  readonly complete: boolean;
  readonly findings: readonly Finding[];
}

/** Every key that sshd itself would accept for this account, from every file that its settings name. */
export async function readKeyFiles(shell: Shell, account: PasswdRow): Promise<KeyFiles | Unread> {
  const settings = await output(shell, READ.sshd(account.name));
  if (isUnread(settings)) return settings;
  const rules = parseSshd(settings, account);
  if (rules === null) return { keys: [], complete: false, findings: [ODD_PATH] };
  const keys: (KeyRow & { readonly file: string })[] = [];
  for (const file of rules.keyFiles) {
    const command = READ.keys(account.name, file);
    const ran = await shell.run("QUERY", command);
    const missing = ran.code !== null && /No such file or directory|Not a directory/.test(ran.error);
    if (ran.code !== 0 && !missing) return unread(ran, command);
    keys.push(...parseKeys(ran.out).map((key) => ({ ...key, file })));
  }
  return { keys, complete: !rules.elsewhere, findings: rules.elsewhere ? [FROM_ELSEWHERE] : [] };
}

const ODD_PATH: Finding = {
  code: "unreadable_rows",
  detail: "sshd names no file of keys that could be read safely. Keys of this account cannot be seen.",
};

const FROM_ELSEWHERE: Finding = {
  code: "unreadable_rows",
  detail: "sshd takes keys from a command or certificates of an authority as well. Those cannot be seen here.",
};
