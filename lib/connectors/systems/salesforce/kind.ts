import type { z } from "zod";
import type { Layer } from "../../../core/access/layer.ts";
import type { RevokeOutcome } from "../../contract.ts";
import { reader } from "../../kit/json.ts";
import { kindRead, ownRows } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { ListRead } from "../../kit/read-list.ts";
import type { AccessKind, FoundAccess } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { SalesforceConfig } from "./config.ts";
import { type Permission, seesOthers } from "./permissions.ts";
import { quoted, recordPath, soqlList } from "./soql.ts";

/** One object whose rows are accesses of a user. */
export interface Held<Row> {
  readonly name: string;
  readonly layer: Layer;
  readonly words: string;
  readonly right: string;
  readonly object: string;
  /** Asked for beside the record's id and the field that says whose it is. */
  readonly fields: string;
  /** The field that says whose row it is. */
  readonly owner: string;
  /** A further condition. */
  readonly where?: string;
  /** What Salesforce leaves out without a word unless the connection may see others'. */
  readonly needs?: Permission;
  readonly schema: z.ZodType<Row>;
  found(row: Row): FoundAccess;
  /** Default: its record is deleted. null = there is no lever. */
  readonly end?: ((config: SalesforceConfig, row: Row, trail: Trail) => Promise<RevokeOutcome>) | null;
}

/**
 * A kind of access out of one object. It is found by what it is (a group, a permission set), not by the record that
 * says it: a record made anew has another id.
 */
export function heldKind<Row>(config: SalesforceConfig, held: Held<Row>): AccessKind {
  const { needs } = held;
  const parse = reader(held.schema);
  const rowsOf = async (account: string, trail: Trail): Promise<ListRead<Row>> => {
    const more = held.where === undefined ? "" : ` AND ${held.where}`;
    const question = `SELECT ${held.fields}, ${held.owner} FROM ${held.object} WHERE ${held.owner} = ${quoted(account)}${more}`;
    const read = await soqlList(config, trail, question, parse, (row) => held.found(row).key);
    const isOwn = (row: Row) => Reflect.get(Object(row), held.owner) === account;
    const own = ownRows(read, isOwn, "Salesforce", trail);
    // One row that is shown says nothing of another that is not.
    if (!own.complete || needs === undefined) return own;
    return (await seesOthers(config, needs, trail)) ? own : { ...own, complete: false };
  };
  const end: AccessKind["end"] = async (account, key, trail) => {
    const read = await rowsOf(account, trail);
    const row = read.rows.find((one) => held.found(one).key === key);
    if (row !== undefined) return (held.end ?? deleted(held.object))(config, row, trail);
    return read.complete ? { kind: "already_absent" } : { kind: "unknown", cause: trail.failure ?? "unexpected_shape" };
  };
  const kind: AccessKind = {
    name: held.name,
    layer: held.layer,
    words: held.words,
    right: held.right,
    observable: true,
    list: async (account, trail) => kindRead(await rowsOf(account, trail), (row) => held.found(row)),
    ...(needs === undefined ? {} : { probe: (trail: Trail) => seesOthers(config, needs, trail) }),
  };
  return held.end === null ? kind : { ...kind, end };
}

function deleted(object: string) {
  return async (config: SalesforceConfig, row: unknown, trail: Trail): Promise<RevokeOutcome> => {
    const path = recordPath(config, object, String(Reflect.get(Object(row), "Id")));
    return outcomeOf(await trail.send("DELETE", path), () => false);
  };
}
