import type { AccountRecord } from "../../contract.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { ListDefinition } from "./definition.ts";
import { accountFields, explainList, explainRow } from "./explain.ts";
import { valueAt } from "./field-path.ts";
import { accountRecord } from "./map.ts";
import { walk } from "./pages.ts";
import { type Described, readListed } from "./system.ts";
import { filled, type Values } from "./template.ts";

/** Everybody, as far as the list goes. Who asks has an account as well: a list that shows nobody is not believed. */
export async function listAccounts(described: Described, trail: Trail): Promise<AccountsRead> {
  const read = await accountsIn(described, trail, described.definition.accounts.list, {});
  if (!read.complete || read.rows.length > 0) return read;
  trail.find("control_read_failed", "The list of accounts shows nobody at all, not even who asks.");
  return { rows: [], complete: false };
}

export async function accountsIn(
  described: Described,
  trail: Trail,
  list: ListDefinition,
  values: Values,
): Promise<AccountsRead> {
  const { fields } = described.definition.accounts;
  const parse = (json: unknown) => accountRecord(json, fields);
  const mapped = accountFields(fields);
  return readListed(described, trail, { list, values, mapped, parse, key: ({ nativeId }) => nativeId });
}

/** Accounts of the list's first page, for control reads. */
export async function firstAccounts(described: Described, trail: Trail): Promise<readonly AccountRecord[]> {
  const { accounts } = described.definition;
  const walked = walk(accounts.list, described.baseUrl, {});
  if (walked === null) return [];
  const answer = await trail.get(walked.first);
  const isRead = answer.failure === null && answer.status === 200;
  if (isRead) explainList(described, trail, answer, accounts.list, accountFields(accounts.fields));
  const page = isRead ? walked.page(answer) : null;
  return (page?.rows ?? []).map((row) => accountRecord(row, accounts.fields)).filter((row) => row !== null);
}

/** One account by its identifier. What answers under another identifier is not it. */
export async function lookAtAccount(described: Described, account: string, trail: Trail): Promise<AccountSeen> {
  const { look, fields } = described.definition.accounts;
  const path = filled(look, { account });
  if (path === null) return { kind: "unreadable" };
  const answer = await trail.get(path);
  const { failure, status, json } = answer;
  if (failure !== null || status === null) return { kind: "unreadable" };
  if (look.missing.some((one) => one === status)) return { kind: "missing" };
  if (status === 200) explainRow(described, trail, answer, look.row, accountFields(fields));
  const record = status === 200 ? accountRecord(valueAt(json, look.row), fields) : null;
  return record?.nativeId === account ? { kind: "seen", presence: record.presence } : { kind: "unreadable" };
}
