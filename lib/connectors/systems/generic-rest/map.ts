import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import type { AccountRecord } from "../../contract.ts";
import { timeOf } from "../../kit/json.ts";
import type { AccessDefinition, AccountsDefinition, PresenceDefinition } from "./definition.ts";
import { textAt, valueAt, valuesAt } from "./field-path.ts";

/** What a row's state means. Compared to the letter and by type: "false" is not false, and what is not named is unknown. */
export function presenceOf(row: unknown, { at, active, disabled, absent }: PresenceDefinition): Presence {
  const values = valuesAt(row, at);
  const [value] = values;
  const is = (words: readonly unknown[]) => values.length === 1 && words.includes(value);
  if (is(active)) return "active";
  if (is(disabled)) return "disabled";
  return is(absent) ? "absent" : "unknown";
}

/** An account as the target shows it; null where identifier or name cannot be read. */
export function accountRecord(row: unknown, fields: AccountsDefinition["fields"]): AccountRecord | null {
  const nativeId = textAt(row, fields.id);
  const userName = textAt(row, fields.userName);
  const mails: readonly unknown[] = fields.emails.flatMap((path) => valuesAt(row, path)).flat();
  if (nativeId === null || userName === null || !isMails(mails)) return null;
  return {
    nativeId,
    userName,
    displayName: fields.displayName === undefined ? null : textAt(row, fields.displayName),
    emails: mails.filter((mail): mail is string => mail !== null && mail !== ""),
    externalId: fields.externalId === undefined ? null : textAt(row, fields.externalId),
    presence: presenceOf(row, fields.presence),
  };
}

/** An address that is no text might be the person's: such a row cannot be read. None at all is an answer. */
function isMails(values: readonly unknown[]): values is readonly (string | null)[] {
  return values.every((value) => value === null || typeof value === "string");
}

/** One access as a list shows it. */
export interface AccessRow {
  readonly key: string;
  readonly label: string;
  /** Whose it is, where rows say so. */
  readonly account: string | null;
  readonly presence: Presence;
  readonly facts: ObservedFacts;
}

export function accessRow(row: unknown, fields: AccessDefinition["fields"]): AccessRow | null {
  const key = textAt(row, fields.id);
  const account = fields.account === undefined ? null : textAt(row, fields.account);
  if (key === null || (fields.account !== undefined && account === null)) return null;
  const label = fields.label === undefined ? null : textAt(row, fields.label);
  const presence = fields.presence === undefined ? "active" : presenceOf(row, fields.presence);
  return { key, label: label ?? key, account, presence, facts: factsOf(row, fields) };
}

function factsOf(row: unknown, fields: AccessDefinition["fields"]): ObservedFacts {
  const facts = Object.entries({
    issuedAt: fields.issuedAt,
    expiresAt: fields.expiresAt,
    lastUsedAt: fields.lastUsedAt,
  }).flatMap(([name, path]) => {
    const value = path === undefined ? undefined : valueAt(row, path);
    const time = typeof value === "string" ? timeOf(value) : undefined;
    return time === undefined ? [] : [[name, time]];
  });
  return Object.fromEntries(facts);
}
