/** A SCIM user as far as Closeout reads it. Every field was checked; what could not be read is null. */
export interface ScimUser {
  readonly id: string;
  readonly userName: string | null;
  /** Strict boolean only: "False", [] or nothing at all say nothing about the account. */
  readonly active: boolean | null;
  readonly displayName: string | null;
  readonly externalId: string | null;
  readonly emails: readonly string[];
}

/** A SCIM group. `members` is null when the attribute could not be read as a list of ids. */
export interface ScimGroup {
  readonly id: string;
  readonly displayName: string;
  readonly members: readonly string[] | null;
}

/** One page of a list. */
export interface ScimPage {
  readonly total: number;
  readonly resources: readonly unknown[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Own property by its SCIM name. SCIM attribute names are case-insensitive (RFC 7643 2.1);
 * inherited properties are never read.
 */
export function field(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  const folded = name.toLowerCase();
  const key = Object.keys(fields).find((candidate) => candidate.toLowerCase() === folded);
  return key === undefined ? undefined : fields[key];
}

/** A JSON object, or null for everything else. */
export function fieldsOf(json: unknown): Fields | null {
  // A JSON object that is no array has string keys and unknown values: the cast says exactly that.
  return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Fields) : null;
}

/** Reads a user; null when it carries no identifier or says that it is something else. */
export function parseUser(json: unknown): ScimUser | null {
  const fields = resource(json, "user");
  if (fields === null) return null;
  const active = field(fields.all, "active");
  return {
    id: fields.id,
    userName: text(field(fields.all, "userName")),
    active: typeof active === "boolean" ? active : null,
    displayName: text(field(fields.all, "displayName")) ?? formattedName(field(fields.all, "name")),
    externalId: text(field(fields.all, "externalId")),
    emails: values(field(fields.all, "emails")) ?? [],
  };
}

/** Reads a group; an absent member list is an empty one (RFC 7643 2.5), an unreadable one is null. */
export function parseGroup(json: unknown): ScimGroup | null {
  const fields = resource(json, "group");
  if (fields === null) return null;
  const members = field(fields.all, "members");
  return {
    id: fields.id,
    displayName: text(field(fields.all, "displayName")) ?? fields.id,
    members: members === undefined || members === null ? [] : values(members),
  };
}

/**
 * Reads a page of a list. `{}` is no empty list: without a total of its own nothing is known.
 * A total of zero with resources contradicts itself and is refused.
 */
export function parsePage(json: unknown): ScimPage | null {
  const fields = fieldsOf(json);
  if (fields === null) return null;
  const total = field(fields, "totalResults");
  const resources = field(fields, "Resources") ?? [];
  if (typeof total !== "number" || !Number.isSafeInteger(total) || total < 0 || !Array.isArray(resources)) return null;
  return total === 0 && resources.length > 0 ? null : { total, resources };
}

/** The identifier as text: some servers number their resources. */
function resource(json: unknown, kind: "user" | "group"): { readonly id: string; readonly all: Fields } | null {
  const all = fieldsOf(json);
  if (all === null) return null;
  const id = identifier(field(all, "id"));
  if (id === null) return null;
  const schemas = field(all, "schemas");
  const other = kind === "user" ? "core:2.0:group" : "core:2.0:user";
  const saysOther =
    Array.isArray(schemas) &&
    schemas.some((schema) => typeof schema === "string" && schema.toLowerCase().endsWith(other));
  return saysOther ? null : { id, all };
}

function identifier(value: unknown): string | null {
  if (typeof value === "string" && value !== "") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function formattedName(name: unknown): string | null {
  const fields = fieldsOf(name);
  if (fields === null) return null;
  const formatted = text(field(fields, "formatted"));
  const parts = [text(field(fields, "givenName")), text(field(fields, "familyName"))].filter((part) => part !== null);
  return formatted ?? (parts.length > 0 ? parts.join(" ") : null);
}

/** The `value` of each entry; null when one entry has none that can be read. */
function values(list: unknown): readonly string[] | null {
  if (!Array.isArray(list)) return null;
  const found: string[] = [];
  for (const entry of list) {
    const fields = fieldsOf(entry);
    const value = identifier(fields === null ? entry : field(fields, "value"));
    if (value === null) return null;
    found.push(value);
  }
  return found;
}
