import { Attribute, Change } from "ldapts";

/** One change of one attribute. `delete` without values takes all of them. */
export interface LdapChange {
  readonly operation: "add" | "delete" | "replace";
  readonly attribute: string;
  readonly values: readonly (string | Buffer)[];
  /** The values are secrets: they are sent and never kept. */
  readonly isSecret?: boolean;
}

export function modificationOf({ operation, attribute, values }: LdapChange): Change {
  const buffers = values.map((value) => (typeof value === "string" ? Buffer.from(value) : value));
  return new Change({ operation, modification: new Attribute({ type: attribute, values: buffers }) });
}

/** A change as it is kept. */
export function shownChange({ operation, attribute, values, isSecret }: LdapChange): Readonly<Record<string, unknown>> {
  const shown = values.map((value) => (typeof value === "string" ? value : `base64:${value.toString("base64")}`));
  return { operation, attribute, values: isSecret === true ? values.map(() => "[redacted]") : shown };
}
