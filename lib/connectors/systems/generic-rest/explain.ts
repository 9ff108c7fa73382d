import type { FieldRead } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AccessDefinition, AccountsDefinition, ListDefinition, PresenceDefinition } from "./definition.ts";
import { textAt, valueAt, valuesAt } from "./field-path.ts";
import { presenceOf } from "./map.ts";

/** A field of a row as the definition names it. */
export interface MappedField {
  readonly field: string;
  readonly path: string;
  /** Without it a row says nothing. */
  readonly needed: boolean;
  readonly presence?: PresenceDefinition;
}

/** Where whoever tries a definition is told what was read. */
interface Explained {
  readonly redact?: (text: string) => string;
}

const VALUE_MAX = 200;
const NAMES_MAX = 12;
const NOWHERE = "Nothing found here.";

export function accountFields(fields: AccountsDefinition["fields"]): readonly MappedField[] {
  const { id, userName, displayName, emails, externalId, presence } = fields;
  return [
    { field: "id", path: id, needed: true },
    { field: "userName", path: userName, needed: true },
    ...(displayName === undefined ? [] : [{ field: "displayName", path: displayName, needed: false }]),
    ...emails.map((path) => ({ field: "emails", path, needed: false })),
    ...(externalId === undefined ? [] : [{ field: "externalId", path: externalId, needed: false }]),
    { field: "presence", path: presence.at, needed: true, presence },
  ];
}

export function accessFields({ presence, ...fields }: AccessDefinition["fields"]): readonly MappedField[] {
  const named = Object.entries(fields).flatMap(([field, path]) =>
    path === undefined ? [] : [{ field, path, needed: field === "id" || field === "account" }],
  );
  return presence === undefined ? named : [...named, { field: "presence", path: presence.at, needed: true, presence }];
}

/** Says of a page of a list what stood where the definition looks. Nothing where nobody asked. */
export function explainList(
  { redact }: Explained,
  trail: Trail,
  answer: Answer,
  list: ListDefinition,
  mapped: readonly MappedField[],
): void {
  if (redact === undefined) return;
  const json = redacted(answer.json, redact);
  const rows = valueAt(json, list.rows);
  const isList = Array.isArray(rows);
  const head = isList
    ? { value: count(rows.length), note: "", fits: true }
    : { value: null, note: `No list is here. ${namesIn(json)}`, fits: false };
  const fields = isList && rows.length > 0 ? mapped.map((one) => fieldRead(rows, one)) : [];
  trail.explain(answer, [{ field: "rows", path: list.rows, ...head }, ...fields, ...pagingRead(json, list)]);
}

/** The same of an answer that holds one row. */
export function explainRow(
  { redact }: Explained,
  trail: Trail,
  answer: Answer,
  path: string,
  mapped: readonly MappedField[],
): void {
  if (redact === undefined) return;
  const json = redacted(answer.json, redact);
  const row = valueAt(json, path);
  const isRow = typeof row === "object" && row !== null;
  const missing = { field: "row", path, value: null, note: `Nothing is here. ${namesIn(json)}`, fits: false };
  trail.explain(answer, isRow ? mapped.map((one) => fieldRead([row], one)) : [missing]);
}

/** The answer as it is kept: a mapping that points at a credential shows none. */
function redacted(json: unknown, redact: (text: string) => string): unknown {
  try {
    return JSON.parse(redact(JSON.stringify(json ?? null)));
  } catch {
    // A number that is the credential leaves no JSON behind.
    return undefined;
  }
}

function fieldRead(rows: readonly unknown[], { field, path, needed, presence }: MappedField): FieldRead {
  const values = valuesAt(rows[0], path);
  const without = rows.filter((row) => valuesAt(row, path).length === 0).length;
  const shown = { field, path, value: values.length === 0 ? null : values.map(text).join(", ") };
  if (values.length === 0) {
    const others =
      rows.length > 1 && without < rows.length ? ` It is missing in ${without} of ${rows.length} rows.` : "";
    return { ...shown, note: `${NOWHERE}${others} ${namesIn(rows[0])}`, fits: !needed };
  }
  const missing = without === 0 ? "" : `Missing in ${without} of ${rows.length} rows.`;
  if (presence !== undefined) {
    const means = presenceOf(rows[0], presence);
    const said = means === "unknown" ? "Named nowhere in the definition: reads unknown." : `Means ${means}.`;
    return { ...shown, note: `${said} ${missing}`.trim(), fits: means !== "unknown" && without === 0 };
  }
  if (needed && textAt(rows[0], path) === null)
    return { ...shown, note: "It is no text and no whole number.", fits: false };
  return { ...shown, note: missing, fits: !needed || without === 0 };
}

function pagingRead(json: unknown, { paging }: ListDefinition): readonly FieldRead[] {
  const total = paging.total === undefined ? [] : [totalRead(valueAt(json, paging.total), paging.total)];
  const at = paging.by === "cursor" || paging.by === "link" ? paging.at : undefined;
  if (at === undefined) return total;
  const next = valueAt(json, at);
  const isLast = next === undefined || next === null || next === "";
  const note = isLast ? "No next page: the list ends here." : "The next page.";
  return [...total, { field: "paging.at", path: at, value: isLast ? null : text(next), note, fits: true }];
}

function totalRead(total: unknown, path: string): FieldRead {
  const fits = typeof total === "number";
  const value = total === undefined ? null : text(total);
  return { field: "paging.total", path, value, note: fits ? "" : "It must be a number.", fits };
}

function text(value: unknown): string {
  const whole = JSON.stringify(value);
  return whole.length > VALUE_MAX ? `${whole.slice(0, VALUE_MAX)}…` : whole;
}

function count(rows: number): string {
  return rows === 1 ? "1 row" : `${rows} rows`;
}

/** Which names could have been meant. */
function namesIn(json: unknown): string {
  if (Array.isArray(json)) return "The answer is a list itself.";
  if (typeof json !== "object" || json === null) return "There are no fields at all.";
  const names = Object.keys(json);
  if (names.length === 0) return "There are no fields at all.";
  const more = names.length > NAMES_MAX ? `, and ${names.length - NAMES_MAX} more` : "";
  return `There is ${names.slice(0, NAMES_MAX).join(", ")}${more}.`;
}
