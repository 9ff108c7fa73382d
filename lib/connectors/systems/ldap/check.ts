import type { CheckReport } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { anyOf, present } from "../../kit/ldap/filter.ts";
import { readRoot } from "../../kit/ldap/root.ts";
import { unreachable } from "../../kit/ldap/unreachable.ts";
import { seesPasswords } from "./credentials.ts";
import type { Dialect } from "./dialect.ts";
import { anyGroup } from "./groups.ts";
import type { Opened } from "./session.ts";

const PASSWORD_POLICY = "1.3.6.1.4.1.42.2.27.8.5.1";

/** Signs in as who looks and as who acts, and asks what each may see. Only reads. */
export async function check(opened: Opened, signal: AbortSignal): Promise<CheckReport> {
  const says: string[] = [];
  const looked = await opened.look(signal, async (call) => {
    const dialect = call.failure === null ? await learn(opened, call, says) : null;
    if (dialect === null && says.length === 0) says.push(unreachable(call).sentence);
    return { dialect, exchanges: call.exchanges, reachable: call.failure === null || unreachable(call).reachable };
  });
  const acting = await opened.act(signal, async (call) => {
    if (call.failure !== null && looked.dialect !== null)
      says.push(`Who acts cannot sign in. ${unreachable(call).sentence}`);
    return { exchanges: call.exchanges, authorised: call.failure === null };
  });
  return {
    reachable: looked.reachable,
    authorised: looked.dialect !== null && acting.authorised,
    findings: says,
    dialect: { ...looked.dialect },
    exchanges: [...looked.exchanges, ...acting.exchanges],
    retryAfter: null,
  };
}

async function learn(opened: Opened, call: LdapCall, says: string[]): Promise<Dialect | null> {
  const { config, directory } = opened;
  const root = await readRoot(call);
  if (root?.isActiveDirectory === true) {
    says.push("This is an Active Directory. Connect it as one: its accounts are switched off in another way.");
    return null;
  }
  if (root !== null && !root.serves(config.baseDn)) says.push(`The server holds nothing at the base ${config.baseDn}.`);
  if (config.disableBy === "ppolicy" && root !== null && !root.hasControl(PASSWORD_POLICY)) {
    says.push("The server announces no password policy, so its lock switches nobody off. Choose another way.");
  }
  const { accounts: filter, accountsBase: base, attributes } = directory;
  const samples = await call.readSome({ base, scope: "sub", filter, attributes });
  if (call.failure !== null) return null;
  const ids = samples.map((entry) => directory.idOf(entry));
  if (samples.length === 0)
    says.push(`No account of the class ${config.accountClass} is shown. Check base, class and rights.`);
  else if (ids.every((id) => id === null)) {
    says.push(`Accounts come without ${config.idAttribute}. Grant who looks the right to read it, or choose another.`);
  }
  const groups = await call.readSome({
    base: config.groupBaseDn ?? base,
    scope: "sub",
    filter: anyGroup(),
    attributes: [config.idAttribute],
  });
  const members = anyOf([present("member"), present("uniqueMember"), present("memberUid")]);
  const open = await call.readSome({
    base: config.groupBaseDn ?? base,
    scope: "sub",
    filter: members,
    attributes: ["1.1"],
  });
  if (groups.length > 0 && open.length === 0)
    says.push("Groups show no members. Grant who looks the right to search member, uniqueMember and memberUid.");
  const passwords = await seesPasswords(opened, call, null);
  if (!passwords) {
    says.push(
      "Who looks cannot see whether others have a password (the right to search userPassword). Credentials are not covered until it can.",
    );
  }
  return { controlAccountId: ids.find((id) => id !== null) ?? null, passwords };
}
