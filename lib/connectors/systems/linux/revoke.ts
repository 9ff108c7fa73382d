import type { Goal } from "../../../core/access/goal.ts";
import type { Layer } from "../../../core/access/layer.ts";
import type { RevokeOutcome, RevokeResult, Target } from "../../contract.ts";
import { acted, unsupported } from "../../kit/replies.ts";
import { isUnread, readAccounts } from "./accounts.ts";
import { ACT, type Command, PATH } from "./commands.ts";
import { readKeyFiles } from "./key-files.ts";
import { PASSWORD_KEY, parseAccount, parseSshKeyId } from "./keys.ts";
import { LAYER_READS } from "./layers.ts";
import { isSafeGroup, isSafeName, type PasswdRow } from "./parse.ts";
import type { LinuxSession, Ran, Shell } from "./shell.ts";

const GOALS_OF: Partial<Readonly<Record<Layer, readonly Goal[]>>> = {
  account: ["disabled", "suspended"],
  session: ["invalidated"],
  credential: ["invalidated"],
  group: ["absent"],
  machine_identity: ["absent"],
};

/** Ends one access, after reading that the account is still the one that was meant. */
export async function revoke(
  session: LinuxSession,
  target: Target,
  goal: Goal,
  signal: AbortSignal,
): Promise<RevokeResult> {
  const goals = GOALS_OF[target.layer];
  if (goals === undefined) return unsupported(`there is no lever for the layer ${target.layer} on a host`);
  if (!goals.includes(goal)) return unsupported(`this can only be ${goals.join(" or ")}, not ${goal}`);
  const { uid, name } = parseAccount(target.accountNativeId);
  if (!isSafeName(name)) return unsupported("the account's name is not put on a command line");
  const { user, observeUser } = session.config;
  if (name === user || name === observeUser || uid === "0") {
    return unsupported("this is root, or the account with which Closeout signs in");
  }
  return session.act(signal, async (shell) => {
    const accounts = await readAccounts(shell);
    const result = (outcome: RevokeOutcome) => acted(outcome, shell.exchanges);
    if (isUnread(accounts)) return result({ kind: "unknown", cause: accounts.failure });
    const account = accounts.rows.find((row) => row.uid === uid && row.name === name);
    if (account === undefined) return result({ kind: "already_absent" });
    const command = await commandFor(shell, account, target, goal);
    if (!isCommand(command)) return result(command);
    return result(outcomeOf(await shell.run("EXEC", command), target.layer));
  });
}

function isCommand(planned: Command | RevokeOutcome): planned is Command {
  return Array.isArray(planned);
}

/** The command for one access, or the outcome where none is run. */
async function commandFor(
  shell: Shell,
  account: PasswdRow,
  target: Target,
  goal: Goal,
): Promise<Command | RevokeOutcome> {
  const { name } = account;
  if (target.layer === "account") return goal === "suspended" ? ACT.suspend(name) : ACT.close(name);
  if (target.layer === "credential") return credential(shell, account, target);
  const read = await LAYER_READS[target.layer]?.(shell, account);
  if (read === undefined) return { kind: "unknown", cause: "unexpected_shape" };
  if (isUnread(read)) return { kind: "unknown", cause: read.failure };
  const found = read.rows.find(({ nativeKey }) => nativeKey === target.nativeKey);
  if (found === undefined) return { kind: "already_absent" };
  if (target.layer === "session") return ACT.endSession(name, target.nativeKey);
  if (target.layer === "group") return group(name, found.nativeKey, found.label);
  if (found.nativeKey === "crontab") return ACT.removeCrontab(name);
  return found.nativeKey === "linger" ? ACT.stopLingering(name) : ACT.removeJob(found.nativeKey.slice("at:".length));
}

function group(name: string, key: string, label: string): Command | RevokeOutcome {
  if (key.startsWith("primary:")) {
    return { kind: "unsupported", reason: "every account has a primary group: a person names another" };
  }
  return isSafeGroup(label)
    ? ACT.leave(name, label)
    : { kind: "unsupported", reason: "the group's name is not put on a command line" };
}

async function credential(shell: Shell, account: PasswdRow, target: Target): Promise<Command | RevokeOutcome> {
  if (target.nativeKey === PASSWORD_KEY) return ACT.lockPassword(account.name);
  const { fingerprint, file } = parseSshKeyId(target.nativeKey);
  const files = await readKeyFiles(shell, account);
  if (isUnread(files)) return { kind: "unknown", cause: files.failure };
  const key = files.keys.find((one) => one.fingerprint === fingerprint && one.file === file);
  if (key === undefined)
    return files.complete ? { kind: "already_absent" } : { kind: "unknown", cause: "unexpected_shape" };
  if (!PATH.test(file)) return { kind: "unsupported", reason: "the file's path is not put on a command line" };
  return ACT.removeKey(account.name, key.blob, file);
}

/** pkill ends with 1 where no process was left to end. */
function outcomeOf(ran: Ran, layer: Layer): RevokeOutcome {
  if (ran.failure !== null) return { kind: "unknown", cause: ran.failure };
  if (ran.code === 0) return { kind: "accepted" };
  if (layer === "session" && ran.code === 1 && ran.error === "") return { kind: "already_absent" };
  const words = ran.error.trim() || ran.out.trim();
  return { kind: "refused", reason: `the command ended with ${ran.code}: ${words.slice(0, 300)}` };
}
