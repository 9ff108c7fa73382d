import type { AccountRecord, CallFailure, CorrelationKeys, Finding, Listing } from "../../contract.ts";
import { carriesKey } from "../../kit/carries-key.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { type Command, READ } from "./commands.ts";
import { accountId, isSystemAccount } from "./keys.ts";
import { type PasswdRow, parseEnds, parsePasswd } from "./parse.ts";
import type { LinuxSession, Ran, Shell } from "./shell.ts";

/** What a host shows of its accounts. */
export interface Accounts {
  readonly rows: readonly PasswdRow[];
  /** Names whose account has ended, by the host's own clock. An end that lies ahead is none yet. */
  readonly ended: ReadonlySet<string>;
}

/** Why something could not be read. */
export interface Unread {
  readonly failure: CallFailure;
  readonly finding: Finding | null;
}

const DAY_SECONDS = 86_400;

/** Runs a command that must end well; otherwise says why it did not, naming the rule that sudo lacks. */
export async function output(shell: Shell, command: Command): Promise<string | Unread> {
  const ran = await shell.run("QUERY", command);
  return ran.code === 0 ? ran.out : unread(ran, command);
}

export function unread(ran: Ran, command: Command): Unread {
  if (ran.failure !== null) return { failure: ran.failure, finding: null };
  const detail = `${command.join(" ")} ended with ${ran.code}: ${ran.error.trim().slice(0, 200)}`;
  return { failure: "unauthorised", finding: { code: "control_read_failed", detail } };
}

export const UNREADABLE: Unread = { failure: "unexpected_shape", finding: null };

export function isUnread(value: unknown): value is Unread {
  return typeof value === "object" && value !== null && "failure" in value && "finding" in value;
}

/** Reads all accounts and which of them have ended. root must be among them: a list without it is not the list. */
export async function readAccounts(shell: Shell): Promise<Accounts | Unread> {
  const passwd = await output(shell, READ.accounts);
  if (isUnread(passwd)) return passwd;
  const shadow = await output(shell, READ.ends);
  if (isUnread(shadow)) return shadow;
  const now = await output(shell, READ.now);
  if (isUnread(now)) return now;
  const [rows, ends] = [parsePasswd(passwd), parseEnds(shadow)];
  const today = Math.floor(Number(now) / DAY_SECONDS);
  if (rows === null || ends === null || !(today > 0) || !rows.some(({ uid }) => uid === "0")) return UNREADABLE;
  const ended = [...ends].filter(([, day]) => day !== null && day <= today).map(([name]) => name);
  return { rows, ended: new Set(ended) };
}

/** Every account that the host enumerates; a directory behind it may hold more than it enumerates. */
export function listAccounts(session: LinuxSession, signal: AbortSignal): Promise<Listing<AccountRecord>> {
  const sought = "all accounts that the host enumerates";
  return session.look(signal, async (shell) => {
    const accounts = await readAccounts(shell);
    if (isUnread(accounts)) {
      return listedInPart(sought, shell.exchanges, accounts.failure, accounts.finding ? [accounts.finding] : []);
    }
    return listed(
      sought,
      shell.exchanges,
      accounts.rows.map((row) => accountRecord(row, accounts.ended)),
    );
  });
}

export async function findAccounts(
  session: LinuxSession,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const all = await listAccounts(session, signal);
  const rows = all.rows.filter((row) => carriesKey(row, keys));
  return { ...all, sought: "accounts whose name is a key of the person", rows };
}

/** A locked password closes no account: a key signs in past it. Only an end of the account does. */
function accountRecord(row: PasswdRow, ended: ReadonlySet<string>): AccountRecord {
  return {
    nativeId: accountId(row),
    userName: row.name,
    displayName: row.fullName === "" ? null : row.fullName,
    emails: [],
    externalId: null,
    presence: ended.has(row.name) ? "disabled" : "active",
    ...(isSystemAccount(row.uid) ? { kind: "system" as const } : {}),
  };
}
