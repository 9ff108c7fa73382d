import type { Layer } from "../../../core/access/layer.ts";
import type { AccessRecord, Finding } from "../../contract.ts";
import { isUnread, output, UNREADABLE, type Unread, unread } from "./accounts.ts";
import { type Command, READ } from "./commands.ts";
import { readKeyFiles } from "./key-files.ts";
import { accountId, PASSWORD_KEY, sshKeyId } from "./keys.ts";
import { type PasswdRow, parseGroups, parseJobs, parsePasswords, parseProcesses, parseSudo } from "./parse.ts";
import type { Shell } from "./shell.ts";

/** Everything that one layer of one account holds, or as much of it as could be read. */
export interface LayerRead {
  readonly rows: readonly AccessRecord[];
  readonly complete: boolean;
  readonly findings: readonly Finding[];
}

type Read = (shell: Shell, account: PasswdRow) => Promise<LayerRead | Unread>;

/** How each layer is read. The same reading serves the inventory and every later look. */
export const LAYER_READS: Partial<Readonly<Record<Layer, Read>>> = {
  session: readSessions,
  credential: readCredentials,
  group: readGroups,
  entitlement: readSudo,
  machine_identity: readMachines,
};

export function whole(rows: readonly AccessRecord[]): LayerRead {
  return { rows, complete: true, findings: [] };
}

function record(account: PasswdRow, layer: Layer, nativeKey: string, label: string): AccessRecord {
  return { accountNativeId: accountId(account), layer, nativeKey, label, facts: {} };
}

/** Sessions as the kernel counts them, in which a process of the account runs: sign-ins and what outlives them. */
async function readSessions(shell: Shell, account: PasswdRow): Promise<LayerRead | Unread> {
  const out = await output(shell, READ.processes);
  if (isUnread(out)) return out;
  const processes = parseProcesses(out);
  // Without the first process the list shows only one's own.
  if (processes === null || !processes.some(({ pid }) => pid === "1")) return UNREADABLE;
  const own = Map.groupBy(
    processes.filter(({ uid }) => uid === account.uid),
    ({ session }) => session,
  );
  const label = (commands: readonly { readonly command: string }[]) =>
    [...new Set(commands.map(({ command }) => command))].slice(0, 5).join(", ");
  return whole([...own].map(([id, list]) => record(account, "session", id, label(list))));
}

async function readCredentials(shell: Shell, account: PasswdRow): Promise<LayerRead | Unread> {
  const out = await output(shell, READ.passwords);
  if (isUnread(out)) return out;
  const state = parsePasswords(out)?.get(account.name);
  const files = await readKeyFiles(shell, account);
  if (isUnread(files)) return files;
  const keys = files.keys.map((key) =>
    record(account, "credential", sshKeyId(key.fingerprint, key.file), `${key.type} ${key.comment}`.trim()),
  );
  const password = { usable: ["Password"], none: ["Signs in without a password"], locked: [] }[state ?? "locked"];
  return {
    rows: [...password.map((label) => record(account, "credential", PASSWORD_KEY, label)), ...keys],
    // An account of a directory has no line here: its password is the directory's.
    complete: state !== undefined && files.complete,
    findings: state === undefined ? [...files.findings, ELSEWHERE] : files.findings,
  };
}

const ELSEWHERE: Finding = {
  code: "control_read_failed",
  detail: "The account has no password line on this host; a directory may hold one.",
};

async function readGroups(shell: Shell, account: PasswdRow): Promise<LayerRead | Unread> {
  const out = await output(shell, READ.groups);
  if (isUnread(out)) return out;
  const groups = parseGroups(out);
  if (groups === null || !groups.some(({ gid }) => gid === "0")) return UNREADABLE;
  const held = groups.filter(({ members }) => members.includes(account.name));
  // A group of the account's own name is no group of anybody's.
  const primary = groups.filter(({ gid, name }) => gid === account.gid && name !== account.name);
  return whole([
    ...held.map(({ gid, name }) => record(account, "group", gid, name)),
    ...primary.map(({ gid, name }) => record(account, "group", `primary:${gid}`, `${name} (primary group)`)),
  ]);
}

async function readSudo(shell: Shell, account: PasswdRow): Promise<LayerRead | Unread> {
  const out = await output(shell, READ.sudo(account.name));
  if (isUnread(out)) return out;
  const rules = parseSudo(out);
  if (rules === null) return UNREADABLE;
  return whole([...new Set(rules)].map((rule) => record(account, "entitlement", rule, `sudo ${rule}`)));
}

/** A list that need not exist: its tool may not be installed, or there may be none of the account. */
async function optional(shell: Shell, command: Command, none: RegExp, kept?: (out: string) => string) {
  const ran = await shell.run("QUERY", command, kept);
  if (ran.code === 0) return ran.out;
  return ran.failure === null && none.test(ran.error) ? "" : unread(ran, command);
}

async function readMachines(shell: Shell, account: PasswdRow): Promise<LayerRead | Unread> {
  const { name } = account;
  // Jobs hold passwords now and then: only their number is kept.
  const lines = (out: string) => `${out.split("\n").filter((line) => /^\s*[^#\s]/.test(line)).length} lines`;
  const crontab = await optional(shell, READ.crontab(name), /no crontab for|command not found/, lines);
  if (isUnread(crontab)) return crontab;
  const queue = await optional(shell, READ.atJobs, /command not found/);
  if (isUnread(queue)) return queue;
  const lingering = await optional(shell, READ.lingering, /No such file or directory/);
  if (isUnread(lingering)) return lingering;
  const jobs = parseJobs(queue);
  if (jobs === null) return UNREADABLE;
  const own = jobs.filter((job) => job.name === name);
  return whole([
    ...(lines(crontab) === "0 lines"
      ? []
      : [record(account, "machine_identity", "crontab", `Crontab, ${lines(crontab)}`)]),
    ...own.map(({ id }) => record(account, "machine_identity", `at:${id}`, `Job ${id} of at`)),
    ...(lingering.split("\n").includes(name)
      ? [record(account, "machine_identity", "linger", "Services that run without a sign-in (lingering)")]
      : []),
  ]);
}
