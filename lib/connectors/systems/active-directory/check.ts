import type { CheckReport } from "../../contract.ts";
import type { LdapCall } from "../../kit/ldap/call.ts";
import { foldedDn } from "../../kit/ldap/dn.ts";
import { readRoot } from "../../kit/ldap/root.ts";
import { unreachable } from "../../kit/ldap/unreachable.ts";
import type { ActiveDirectoryConfig } from "./config.ts";
import { membershipsOf } from "./groups.ts";
import { kindOf, presenceOf } from "./map.ts";
import type { Opened } from "./session.ts";

/** Signs in as who looks and as who acts, and asks what each may see. Only reads. */
export async function check(opened: Opened, signal: AbortSignal): Promise<CheckReport> {
  const says: string[] = [];
  const looked = await opened.look(signal, async (call) => {
    const dialect = call.failure === null ? await learn(opened, call, says) : null;
    if (dialect === null && says.length === 0) says.push(unreachable(call).sentence);
    return { dialect, exchanges: call.exchanges, reachable: call.failure === null || unreachable(call).reachable };
  });
  const acts = await opened.act(signal, async (call) => {
    const { failure, exchanges } = call;
    return { failure, exchanges, sentence: unreachable(call).sentence };
  });
  const mayAct = acts.failure === null;
  if (!mayAct && looked.dialect !== null) says.push(`Who acts cannot sign in. ${acts.sentence}`);
  const { reachable, dialect, exchanges } = looked;
  const all = [...exchanges, ...acts.exchanges];
  const authorised = dialect !== null && mayAct;
  return { reachable, authorised, findings: says, dialect: { ...dialect }, exchanges: all, retryAfter: null };
}

async function learn(
  opened: Opened,
  call: LdapCall,
  says: string[],
): Promise<{ readonly controlAccountId: string | null } | null> {
  const { directory, config } = opened;
  const root = await readRoot(call, ["defaultNamingContext"]);
  if (root !== null && !root.isActiveDirectory) {
    says.push("This is no Active Directory. Connect it as an LDAP directory.");
    return null;
  }
  const domain = root?.entry.text("defaultNamingContext") ?? null;
  if (domain !== null && foldedDn(domain) !== foldedDn(config.baseDn)) {
    says.push(
      `The server's domain is ${domain}. Enter it as the domain; accounts outside of ${config.baseDn} are not read.`,
    );
  }
  const { accounts: filter, accountsBase: base, attributes } = directory;
  const samples = await call.readSome({ base, scope: "sub", filter, attributes });
  if (call.failure !== null) return null;
  const people = samples.filter((entry) => kindOf(entry) === null);
  const [one] = people.length > 0 ? people : samples;
  if (one === undefined) {
    says.push("No account is shown. Grant who looks the right to read accounts.");
    return { controlAccountId: null };
  }
  if (samples.every((entry) => presenceOf(entry) === "unknown")) {
    says.push("Accounts come without userAccountControl. Grant who looks the right to read account restrictions.");
  }
  if (!(await membershipsOf(opened, call, one)).complete) {
    says.push("Groups cannot be read whole. Grant who looks the right to read tokenGroups and the members of groups.");
  }
  if ((await opened.ticketLife(call, one)) === null) {
    says.push(
      "How long tickets live could not be read, so they cannot be waited for. Open port 88 of the server to Closeout.",
    );
  }
  if (config.encryption === "off") says.push("Without encryption no password can be set when an account is disabled.");
  says.push(ofBound(config));
  return { controlAccountId: directory.idOf(one) };
}

function ofBound({ ldapConnectionHoursMax: hours }: ActiveDirectoryConfig): string {
  const end =
    hours === undefined
      ? "It reads Cannot check until the longest time that one stays open is stated in the settings or, on tiers 2 and 3, two people say that it ended."
      : `It is waited for: ${hours} h from the end of the last ticket, as stated in the settings.`;
  return `An LDAP connection bound before its account was disabled goes on until it is ended, and no controller lists it. ${end}`;
}
