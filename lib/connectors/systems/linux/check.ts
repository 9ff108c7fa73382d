import type { CheckReport } from "../../contract.ts";
import { type Command, READ } from "./commands.ts";
import { parseSshd } from "./parse.ts";
import type { LinuxSession, Ran, Shell, Trouble } from "./shell.ts";

const TROUBLE: Readonly<Record<Trouble, string>> = {
  other_key:
    "The host shows another key than the one that was written down. Nothing was sent to it. Ask who runs it before you enter the new fingerprint.",
  refused_user:
    "The host refuses the account or its key. Check the account's authorized_keys and that it is not locked.",
  blocked: "This address is private or not allowed as a target. The operator can allow its range.",
  name_unknown: "The host's name is not known.",
  nobody_listens: "Nothing listens on this port.",
  no_ssh: "The connection ended before SSH answered. Check host and port.",
};

const NONE: readonly string[] = [];

/** Reading commands that sudo must allow, tried on the account that looks. */
const TRIED = (name: string): readonly Command[] => [
  READ.ends,
  READ.passwords,
  READ.processes,
  READ.sudo(name),
  READ.sshd(name),
];

/** Only reads, with both accounts. Names each command that sudo does not allow. */
export async function check(session: LinuxSession, signal: AbortSignal): Promise<CheckReport> {
  const looking = await session.look(signal, (shell) =>
    tried(shell, session.config.observeUser ?? session.config.user),
  );
  const acting = await session.act(signal, async (shell) => ({
    first: await shell.run("QUERY", READ.now),
    findings: NONE,
    exchanges: shell.exchanges,
  }));
  const base = { exchanges: [...looking.exchanges, ...acting.exchanges], retryAfter: null, dialect: {} };
  for (const { first } of [looking, acting]) {
    if (first.code === 0) continue;
    const reachable = first.trouble === "other_key" || first.trouble === "refused_user" || first.code !== null;
    return { ...base, reachable, authorised: false, findings: [sentence(first)] };
  }
  return { ...base, reachable: true, authorised: true, findings: looking.findings };
}

async function tried(shell: Shell, name: string) {
  const first = await shell.run("QUERY", READ.now);
  const findings: string[] = [];
  for (const command of first.code === 0 ? TRIED(name) : []) {
    const ran = await shell.run("QUERY", command);
    const line = command.slice(command.indexOf("--") + 1).join(" ");
    if (ran.code !== 0) findings.push(`sudo does not allow ${line}, or it failed. Add it to the rules of the account.`);
    if (command[3] === "/usr/sbin/sshd" && parseSshd(ran.out, { name, home: "/nowhere" })?.elsewhere === true) {
      findings.push("sshd takes keys from a command or certificates as well; credentials cannot be seen whole here.");
    }
  }
  return { first, findings, exchanges: shell.exchanges };
}

function sentence(ran: Ran): string {
  if (ran.trouble !== null) return TROUBLE[ran.trouble];
  if (ran.failure === "timeout") return "The host did not answer in time.";
  return `A first command failed on the host (${ran.code}): ${ran.error.trim().slice(0, 200)}`;
}
