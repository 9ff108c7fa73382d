import type { AccessRecord, Finding, Listing } from "../../contract.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { SqlLook } from "../../kit/sql-look.ts";
import type { SqlSession } from "../../kit/sql-session.ts";
import type { MariadbConfig } from "./config.ts";
import { NO_PROCESS, ONE_NODE, REPLICA } from "./control.ts";
import * as facts from "./facts.ts";
import { parseAccount } from "./keys.ts";
import { credentialRecords, defaultRoleRecord, grantRecords, roleRecord, sessionRecord } from "./map.ts";
import { CONTROL, GLOBAL_GRANTS, PLACE_GRANTS, SEES_SESSIONS, SESSIONS, statementsOf } from "./statements.ts";

/** Everything the server shows of these accounts. The tables are small, and are read whole and once. */
export function listAccess(
  session: SqlSession<MariadbConfig>,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const sought = `sessions, credentials, roles and grants of ${ids.length} accounts`;
  return session.look(signal, async (line) => {
    const look = new SqlLook(line, sought);
    const server = facts.serverOf(await look.rows(facts.variableRow, CONTROL));
    if (server === null) return listedInPart(sought, look.exchanges(), look.failure());
    if (server.isReplica) return listedInPart(sought, look.exchanges(), "unexpected_shape", [REPLICA]);
    const statements = statementsOf(server.family);
    const read = [
      await look.rows(facts.seesRow, SEES_SESSIONS),
      await look.rows(facts.sessionRow, SESSIONS),
      await look.rows(facts.accountRow, statements.accounts),
      await look.rows(facts.grantedRow, statements.grantedRoles),
      await look.rows(facts.defaultRow, statements.defaultRoles),
      await look.rows(facts.globalRow, GLOBAL_GRANTS),
      await look.rows(facts.placeRow, PLACE_GRANTS),
    ] as const;
    const [sees, sessions, accounts, granted, defaults, globals, places] = read;
    if (!sees || !sessions || !accounts || !granted || !defaults || !globals || !places) {
      return listedInPart(sought, look.exchanges(), look.failure());
    }
    const rows = ids.flatMap((id): readonly AccessRecord[] => {
      const account = parseAccount(id);
      const own = <Row extends { readonly user: string; readonly host: string }>(row: Row) => facts.isOf(row, account);
      return [
        ...sessions.filter(({ user }) => user === account.user).map((row) => sessionRecord(id, row)),
        ...accounts.filter(own).flatMap((row) => credentialRecords(id, row)),
        ...granted.filter(own).map((row) => roleRecord(id, row)),
        ...defaults.filter(own).map((row) => defaultRoleRecord(id, row)),
        ...grantRecords(id, globals.find((row) => row.grantee === facts.grantee(account))?.n ?? 0, places.filter(own)),
      ];
    });
    const findings: Finding[] = [];
    if (sees[0]?.sees !== 1) findings.push(NO_PROCESS);
    if (server.isNode) findings.push(ONE_NODE);
    if (findings.length > 0) return listedInPart(sought, look.exchanges(), null, findings, rows);
    return listed(sought, look.exchanges(), rows);
  });
}
