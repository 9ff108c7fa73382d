import { z } from "zod";
import type { Look, Target } from "../../contract.ts";
import { seen, unseen } from "../../kit/replies.ts";
import type { SqlAnswer, SqlLine, SqlValue } from "../../kit/sql-line.ts";
import { CANNOT_BELIEVE, isBelievable, NO_STATS } from "./control.ts";
import { accountId, nameOf, oidOf, parseCustody, parseEntitlement, sessionKey } from "./keys.ts";
import * as schema from "./schema.ts";
import type { PgSession } from "./session.ts";
import { CONTROL, HELD, OWNER, PASSWORDS, ROLE_BY_ID, SESSIONS, SHARES } from "./statements.ts";

/** Looks at one access by the server's own identifiers, beside a control read on the same connection. */
export function observe(session: PgSession, target: Target, signal: AbortSignal): Promise<Look> {
  return session.look(signal, async (line) => {
    const sought = `${target.layer} ${target.nativeKey} of role ${target.accountNativeId}`;
    const first = await line.query(CONTROL);
    const control = schema.parseOne(schema.controlRow, first.rows);
    if (control === null) return unseen(sought, [first.exchange], first.failure ?? "unexpected_shape");
    if (!isBelievable(control)) return unseen(sought, [first.exchange], null, [CANNOT_BELIEVE]);
    return new Looker(line, target, control, sought, first).look();
  });
}

const heldRow = z.object({ held: z.boolean(), direct: z.boolean() });
const ownerRow = z.object({ id: z.string(), name: z.string(), active: z.boolean() });

class Looker {
  readonly #line: SqlLine;
  readonly #target: Target;
  readonly #control: schema.ControlRow;
  readonly #sought: string;
  readonly #answers: SqlAnswer[];
  readonly #oid: string;

  constructor(line: SqlLine, target: Target, control: schema.ControlRow, sought: string, first: SqlAnswer) {
    this.#line = line;
    this.#target = target;
    this.#control = control;
    this.#sought = sought;
    this.#answers = [first];
    this.#oid = oidOf(target.accountNativeId);
  }

  look(): Promise<Look> {
    switch (this.#target.layer) {
      case "account":
        return this.#account();
      case "session":
        return this.#session();
      case "credential":
        return this.#password();
      case "group":
        return this.#membership();
      case "entitlement":
        return this.#entitlement();
      case "custody":
        return this.#custody();
      default:
        return Promise.resolve(this.#blind(null));
    }
  }

  async #account(): Promise<Look> {
    const roles = await this.#rows(schema.roleRow, ROLE_BY_ID, [this.#oid, nameOf(this.#target.accountNativeId)]);
    if (roles === null) return this.#blind();
    const same = roles.find(({ id }) => id === this.#oid);
    const other = roles.find(({ id }) => id !== this.#oid);
    if (same !== undefined) return this.#seen(same.login ? "active" : "disabled");
    // Somebody else's role under the leaver's name: they came back, or a name was given a second time.
    return this.#seen("absent", other === undefined ? {} : { recreatedAs: accountId(other) });
  }

  async #session(): Promise<Look> {
    const sessions = await this.#rows(schema.sessionRow, SESSIONS, [[this.#oid]]);
    if (sessions === null) return this.#blind();
    const found = sessions.find(
      ({ pid, started }) => started !== null && sessionKey(pid, started) === this.#target.nativeKey,
    );
    const issuedAt = schema.instantOf(found?.started ?? null);
    if (found !== undefined) return this.#seen("active", issuedAt === null ? {} : { issuedAt });
    return this.#control.stats ? this.#seen("absent", {}, "complete") : this.#blind(null, [NO_STATS]);
  }

  async #password(): Promise<Look> {
    const passwords = await this.#rows(schema.passwordRow, PASSWORDS, [[this.#oid]]);
    if (passwords === null) return this.#blind();
    const [password] = passwords;
    if (password === undefined) return this.#seen("absent");
    const expiresAt = schema.instantOf(password.validUntil);
    return this.#seen("active", expiresAt === null ? {} : { expiresAt });
  }

  /** By any way: taken directly, or through another role that holds it. */
  async #membership(): Promise<Look> {
    const rows = await this.#rows(heldRow, HELD, [this.#oid, this.#target.nativeKey]);
    const [row] = rows ?? [];
    if (row === undefined) return this.#blind();
    return this.#seen(row.held ? "active" : "absent", { effective: true });
  }

  async #entitlement(): Promise<Look> {
    const key = parseEntitlement(this.#target.nativeKey);
    if (key === null) return this.#blind(null);
    if (key.kind === "grants") {
      const shares = await this.#rows(schema.sharesRow, SHARES, [[this.#oid]]);
      if (shares === null) return this.#blind();
      const granted = shares.find(({ database }) => database === key.database)?.granted ?? 0;
      return this.#seen(granted > 0 ? "active" : "absent");
    }
    const roles = await this.#rows(schema.roleRow, ROLE_BY_ID, [this.#oid, ""]);
    if (roles === null) return this.#blind();
    return this.#seen(roles.some((role) => role[key.attribute]) ? "active" : "absent");
  }

  /** Owned by the leaver still, or by whom; absent when one object by which to tell is no more. */
  async #custody(): Promise<Look> {
    const { database, marker } = parseCustody(this.#target.nativeKey);
    const shares = await this.#rows(schema.sharesRow, SHARES, [[this.#oid]]);
    if (shares === null) return this.#blind();
    if (shares.some((share) => share.database === database && share.owned > 0)) {
      return this.#seen("active", { owner: this.#target.accountNativeId, ownerActive: true });
    }
    const owners = await this.#rows(ownerRow, OWNER, [database, marker]);
    if (owners === null) return this.#blind();
    const [owner] = owners;
    if (owner === undefined) return this.#seen("absent");
    return this.#seen("active", { owner: accountId(owner), ownerActive: owner.active });
  }

  async #rows<T>(row: z.ZodType<T>, statement: string, values: readonly SqlValue[]): Promise<readonly T[] | null> {
    const answer = await this.#line.query(statement, values);
    this.#answers.push(answer);
    return schema.parseRows(row, answer.rows);
  }

  #seen(
    presence: "active" | "disabled" | "absent",
    facts: Look["facts"] = {},
    by: Look["completeness"] = "lookup",
  ): Look {
    return seen(this.#sought, this.#exchanges(), { presence, completeness: by, facts });
  }

  #blind(
    failure: Look["failure"] = this.#answers.at(-1)?.failure ?? "unexpected_shape",
    findings: Look["findings"] = [],
  ): Look {
    return unseen(this.#sought, this.#exchanges(), failure, findings);
  }

  #exchanges() {
    return this.#answers.map(({ exchange }) => exchange);
  }
}
