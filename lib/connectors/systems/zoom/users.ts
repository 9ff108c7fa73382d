import { z } from "zod";
import type { Presence } from "../../../core/access/observation.ts";
import { matchReason } from "../../../core/identity/match.ts";
import type { AccountRecord, CorrelationKeys, RevokeOutcome } from "../../contract.ts";
import { aroundMoves } from "../../kit/account-lists.ts";
import { findByReading, spellings } from "../../kit/find-accounts.ts";
import { reader, segment } from "../../kit/json.ts";
import { timesOf } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListReader } from "../../kit/read-list.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { ZoomConfig } from "./config.ts";

const text = z.string().min(1);
const maybe = z.string().nullish();

const user = z.object({
  id: text,
  email: text,
  status: text,
  type: z.number().nullish(),
  first_name: maybe,
  last_name: maybe,
  display_name: maybe,
  employee_unique_id: maybe,
  last_login_time: maybe,
  role_id: maybe,
  role_name: maybe,
  group_ids: z.array(z.string()).nullish(),
  im_group_ids: z.array(z.string()).nullish(),
});
export type ZoomUser = z.infer<typeof user>;
const readUser = reader(user);

/**
 * A pending account is opened by whoever holds the mail. A word that is not known says nothing.
 */
const PRESENCE: Readonly<Record<string, Presence>> = { active: "active", pending: "active", inactive: "disabled" };

export function userPath(account: string, below = ""): string {
  return `/v2/users/${segment(account)}${below}`;
}

/** How one of Zoom's lists is read: by a token, which is empty at the end. */
export function zoomReader<Row>(
  { pagesMax }: ZoomConfig,
  path: string,
  name: string,
  parse: (json: unknown) => Row | null,
  key: (row: Row) => string,
): ListReader<Row> {
  return {
    path,
    page: ({ json }) => {
      const rows: unknown = Reflect.get(Object(json), name);
      const token: unknown = Reflect.get(Object(json), "next_page_token") ?? "";
      if (!Array.isArray(rows) || typeof token !== "string") return null;
      const next = `${path}${path.includes("?") ? "&" : "?"}next_page_token=${encodeURIComponent(token)}`;
      return { rows, next: token === "" ? null : next };
    },
    parse,
    key,
    pagesMax,
  };
}

/** Each status is a list of its own, and somebody may be given another while they are read. */
export function usersLists(config: ZoomConfig): readonly ListReader<AccountRecord>[] {
  return aroundMoves([usersOf(config, "inactive"), usersOf(config, "pending")], usersOf(config, "active"));
}

/** Of somebody pending Zoom may show no id: those are found by their mail alone. */
export function usersOf(config: ZoomConfig, status: "active" | "inactive" | "pending"): ListReader<AccountRecord> {
  const parse = (json: unknown) => recordOf(readUser({ status, ...Object(json) }));
  const path = `/v2/users?status=${status}&page_size=300`;
  const list = zoomReader(config, path, "users", parse, ({ nativeId }) => nativeId);
  if (status !== "pending") return list;
  const page: ListReader<AccountRecord>["page"] = (answer, asked) => {
    const all = list.page(answer, asked);
    return all === null ? null : { ...all, rows: all.rows.filter((row) => Boolean(Reflect.get(Object(row), "id"))) };
  };
  return { ...list, page };
}

function recordOf(found: ZoomUser | null): AccountRecord | null {
  if (found === null) return null;
  const name = [found.first_name, found.last_name].filter((part) => part).join(" ");
  return {
    nativeId: found.id,
    userName: found.email,
    displayName: found.display_name || name || null,
    emails: [found.email],
    externalId: found.employee_unique_id || null,
    presence: presenceOf(found),
  };
}

function presenceOf({ status }: ZoomUser): Presence {
  return (Object.hasOwn(PRESENCE, status) ? PRESENCE[status] : undefined) ?? "unknown";
}

/** Everybody is read and compared here, and each mail is asked for: that shows an invitation without an id too. */
export async function findAccounts(
  keys: CorrelationKeys,
  trail: Trail,
  scan: () => Promise<AccountsRead>,
): Promise<AccountsRead> {
  const read = await findByReading(trail, keys, scan);
  const found = new Map(read.rows.map((row) => [row.nativeId, row]));
  const mails = spellings([...keys.userNames, ...keys.emails].filter((value) => value.includes("@")));
  for (const mail of new Set(mails.map((one) => one.toLowerCase()))) {
    if (!read.complete || trail.failure !== null) break;
    const answer = await trail.get(userPath(mail));
    if (answer.failure !== null || answer.status === 404) continue;
    const row = answer.status === 200 ? recordOf(readUser(answer.json)) : null;
    if (row === null) trail.fail("unexpected_shape");
    else if (matchReason(row, keys) !== null) found.set(row.nativeId, row);
  }
  return { rows: [...found.values()], complete: read.complete && trail.failure === null };
}

/** One user by id. Zoom also answers to a mail at this place: only the id asked for is taken. */
export async function userById(account: string, trail: Trail): Promise<ZoomUser | "missing" | null> {
  const answer = await trail.get(userPath(account));
  if (answer.failure !== null) return null;
  if (answer.status === 404) return "missing";
  const found = answer.status === 200 ? readUser(answer.json) : null;
  if (found?.id === account) return found;
  trail.fail("unexpected_shape");
  return null;
}

export async function lookAtAccount(account: string, trail: Trail): Promise<AccountSeen> {
  const found = await userById(account, trail);
  if (found === null) return { kind: "unreadable" };
  if (found === "missing") return { kind: "missing" };
  return { kind: "seen", presence: presenceOf(found), facts: timesOf({ lastUsedAt: found.last_login_time }) };
}

/**
 * Deactivates. To somebody pending Zoom says yes and does nothing (SailPoint, limitations of pending users), so their
 * invitation is taken back instead: then there is no account.
 */
export async function endAccount(account: string, trail: Trail): Promise<RevokeOutcome> {
  const current = await trail.get(userPath(account));
  const known = outcomeOf(current, (json) => readUser(json)?.id === account);
  if (known.kind !== "accepted") return known;
  const status = readUser(current.json)?.status;
  if (status === "inactive") return { kind: "already_absent" };
  const answer =
    status === "pending"
      ? await trail.send("DELETE", userPath(account, "?action=disassociate"))
      : await trail.send("PUT", userPath(account, "/status"), { action: "deactivate" });
  return outcomeOf(answer, () => false);
}
