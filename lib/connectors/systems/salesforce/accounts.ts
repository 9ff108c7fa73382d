import { z } from "zod";
import type { AccountKind } from "../../../core/access/account.ts";
import type { Goal } from "../../../core/access/goal.ts";
import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { findByKeys, inBatches } from "../../kit/find-accounts.ts";
import { reader } from "../../kit/json.ts";
import { timesOf } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import { type ListReader, readList } from "../../kit/read-list.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { SalesforceConfig } from "./config.ts";
import { seesOthers } from "./permissions.ts";
import { quoted, recordPath, soqlList, soqlReader } from "./soql.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();

const user = z.object({
  Id: text,
  Username: text,
  Name: maybe,
  Email: maybe,
  FederationIdentifier: maybe,
  EmployeeNumber: maybe,
  IsActive: z.boolean(),
  UserType: maybe,
  Profile: z.object({ UserLicense: z.object({ Name: maybe }).nullish() }).nullish(),
});
type SalesforceUser = z.infer<typeof user>;
const readUser = reader(user);
const readState = reader(z.object({ Id: text, IsActive: z.boolean(), LastLoginDate: maybe }));
const readLogin = reader(z.object({ Id: text, UserId: text, IsFrozen: z.boolean() }));

const FIELDS =
  "Id, Username, Name, Email, FederationIdentifier, EmployeeNumber, IsActive, UserType, Profile.UserLicense.Name";
/** Values in one question; longer addresses are refused. */
const VALUES_MAX = 20;

/** @param numbers of one person: of an account that carries two, the one that is theirs is shown */
export function usersReader(
  config: SalesforceConfig,
  where = "",
  numbers: readonly string[] = [],
): ListReader<AccountRecord> {
  const parse = (json: unknown) => {
    const row = readUser(json);
    return row === null ? null : accountRecord(row, numbers);
  };
  return soqlReader(config, `SELECT ${FIELDS} FROM User${where}`, parse, ({ nativeId }) => nativeId);
}

function accountRecord(row: SalesforceUser, numbers: readonly string[]): AccountRecord {
  const kind = kindOfUser(row);
  const carried = [row.EmployeeNumber, row.FederationIdentifier].flatMap((one) => (one ? [one] : []));
  return {
    nativeId: row.Id,
    userName: row.Username,
    displayName: row.Name || null,
    emails: row.Email ? [row.Email] : [],
    externalId: carried.find((one) => numbers.includes(one)) ?? carried[0] ?? null,
    presence: row.IsActive ? "active" : "disabled",
    ...(kind === undefined ? {} : { kind }),
  };
}

function kindOfUser({ UserType: type, Profile: profile }: SalesforceUser): AccountKind | undefined {
  if (type === "AutomatedProcess" || type === "CloudIntegrationUser" || type === "Guest") return "system";
  return profile?.UserLicense?.Name === "Salesforce Integration" ? "service" : undefined;
}

/** By user name, mail, employee number and federation id. A user name looks like a mail and need not be one. */
export function findAccounts(config: SalesforceConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  const names = [...new Set([...keys.userNames, ...keys.emails].filter((value) => value.trim() !== ""))];
  const numbers = keys.externalIds.filter((value) => value.trim() !== "");
  const conditions = [
    ...inBatches(names, VALUES_MAX).map((batch) => among(["Username", "Email"], batch)),
    ...inBatches(numbers, VALUES_MAX).map((batch) => among(["EmployeeNumber", "FederationIdentifier"], batch)),
  ];
  const searches = conditions.map(
    (condition) => () => readList(trail, usersReader(config, ` WHERE ${condition}`, numbers)),
  );
  return findByKeys(trail, keys, searches, () => readList(trail, usersReader(config, "", numbers)));
}

function among(fields: readonly string[], values: readonly string[]): string {
  const list = values.map(quoted).join(", ");
  return fields.map((field) => `${field} IN (${list})`).join(" OR ");
}

/**
 * One user by id, and whether it is frozen. A frozen user signs in nowhere, as a deactivated one does not. Salesforce
 * deletes no user: one that it does not know is hidden by sharing, unless whoever asks sees all of them.
 */
export async function lookAtAccount(config: SalesforceConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const answer = await trail.get(`${recordPath(config, "User", account)}?fields=Id,IsActive,LastLoginDate`);
  if (answer.failure !== null) return { kind: "unreadable" };
  if (answer.status === 404) {
    const seesAll = await seesOthers(config, "PermissionsManageUsers", trail);
    return { kind: seesAll ? "missing" : "unreadable" };
  }
  const state = answer.status === 200 ? readState(answer.json) : null;
  if (state?.Id !== account) {
    trail.fail("unexpected_shape");
    return { kind: "unreadable" };
  }
  const facts = timesOf({ lastUsedAt: state.LastLoginDate });
  if (!state.IsActive) return { kind: "seen", presence: "disabled", facts };
  const login = await loginOf(config, account, trail);
  if (login === null) return { kind: "unreadable" };
  return { kind: "seen", presence: login === "none" || !login.IsFrozen ? "active" : "disabled", facts };
}

async function loginOf(config: SalesforceConfig, account: string, trail: Trail) {
  const question = `SELECT Id, UserId, IsFrozen FROM UserLogin WHERE UserId = ${quoted(account)}`;
  const read = await soqlList(config, trail, question, readLogin, ({ Id }) => Id);
  if (!read.complete) return null;
  return read.rows.find(({ UserId }) => UserId === account) ?? "none";
}

/** Deactivates or freezes. Users are never deleted; what stands in the way of a deactivation is Salesforce's to say. */
export async function endAccount(
  config: SalesforceConfig,
  account: string,
  goal: Goal,
  trail: Trail,
): Promise<RevokeOutcome> {
  if (goal === "disabled") {
    const path = recordPath(config, "User", account);
    return outcomeOf(await trail.send("PATCH", path, { IsActive: false }), () => false);
  }
  const login = await loginOf(config, account, trail);
  if (login === null) return { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
  if (login === "none") return { kind: "unsupported", reason: "Salesforce shows no sign-in of this user to freeze" };
  if (login.IsFrozen) return { kind: "already_absent" };
  const path = recordPath(config, "UserLogin", login.Id);
  return outcomeOf(await trail.send("PATCH", path, { IsFrozen: true }), () => false);
}
