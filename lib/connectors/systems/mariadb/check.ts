import type { CheckReport, Exchange } from "../../contract.ts";
import { parseRows } from "../../kit/rows.ts";
import type { SqlAnswer, SqlLine } from "../../kit/sql-line.ts";
import type { SqlSession } from "../../kit/sql-session.ts";
import { unreachable } from "../../kit/unreachable.ts";
import type { MariadbConfig } from "./config.ts";
import { type Server, seesRow, serverOf, variableRow } from "./facts.ts";
import { CONTROL, SEES_SESSIONS, statementsOf } from "./statements.ts";

/** Rights that the user that acts needs, as the server lists them for it. */
const RIGHTS = `select PRIVILEGE_TYPE as Variable_name, IS_GRANTABLE as Value from information_schema.user_privileges
where replace(GRANTEE, '\\'', '') = current_user()`;

/** Only reads, with both users. Says in words which right is missing. */
export async function check(session: SqlSession<MariadbConfig>, signal: AbortSignal): Promise<CheckReport> {
  const exchanges: Exchange[] = [];
  const findings: string[] = [];
  const keep = async (line: SqlLine, statement: string): Promise<SqlAnswer> => {
    const answer = await line.query(statement);
    exchanges.push(answer.exchange);
    return answer;
  };
  const looking = await session.look(signal, async (line) => {
    const first = await keep(line, CONTROL);
    const server = serverOf(parseRows(variableRow, first.rows));
    if (server === null) return first;
    findings.push(...aboutServer(server));
    const accounts = await keep(line, statementsOf(server.family).accounts.replace(/limit \d+$/, "limit 1"));
    if (accounts.rows === null) {
      findings.push("Accounts cannot be read. Grant the user that looks SELECT on mysql.*.");
    }
    const sees = parseRows(seesRow, (await keep(line, SEES_SESSIONS)).rows);
    if (sees?.[0]?.sees !== 1) findings.push("Sessions of others are hidden. Grant the user that looks PROCESS.");
    return null;
  });
  const base = { exchanges, retryAfter: null };
  const failed = (answer: SqlAnswer): CheckReport => {
    const { reachable, sentence } = unreachable(answer, "MariaDB or MySQL");
    return { ...base, reachable, authorised: false, findings: [sentence], dialect: {} };
  };
  if (looking !== null) return failed(looking);
  const acting = await session.act(signal, (line) => keep(line, RIGHTS));
  const rights = parseRows(variableRow, acting.rows);
  if (rights === null) return failed(acting);
  findings.push(...missing(new Set(rights.map((row) => row.Variable_name))));
  return { ...base, reachable: true, authorised: true, findings, dialect: {} };
}

function aboutServer({ family, version, isReplica, isNode }: Server): readonly string[] {
  return [
    ...(family === "mysql" ? [`This is MySQL ${version}: what Closeout does there was not yet seen on a server.`] : []),
    ...(isReplica ? ["This server is read-only, as a replica is. Enter the address of the primary."] : []),
    ...(isNode
      ? ["This is one node of a cluster: sessions on the other nodes are not seen, so none counts as ended."]
      : []),
  ];
}

function missing(rights: ReadonlySet<string>): readonly string[] {
  const has = (...names: readonly string[]) => names.some((name) => rights.has(name));
  return [
    ...(has("CREATE USER") ? [] : ["The user that acts may not change accounts. Grant it CREATE USER."]),
    ...(has("CONNECTION ADMIN", "CONNECTION_ADMIN", "SUPER")
      ? []
      : ["The user that acts may not end sessions. Grant it CONNECTION ADMIN."]),
    ...(has("PROCESS") ? [] : ["The user that acts does not see sessions of others. Grant it PROCESS."]),
  ];
}
