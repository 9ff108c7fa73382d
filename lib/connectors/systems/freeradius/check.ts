import { z } from "zod";
import type { CheckReport, Exchange } from "../../contract.ts";
import { parseOne } from "../../kit/rows.ts";
import type { SqlLine } from "../../kit/sql-line.ts";
import { unreachable } from "../../kit/unreachable.ts";
import type { RadiusSession } from "./session.ts";

const rightsRow = z.object({ standby: z.boolean(), reads: z.boolean(), writes: z.boolean() });

/** Only reads, with both roles. Says in words which right is missing. No device is asked anything. */
export async function check(session: RadiusSession, signal: AbortSignal): Promise<CheckReport> {
  const exchanges: Exchange[] = [];
  const learn = async (line: SqlLine) => {
    const answer = await line.query(session.sql.rights);
    exchanges.push(answer.exchange);
    return { answer, rights: parseOne(rightsRow, answer.rows) };
  };
  const looking = await session.look(signal, learn);
  const acting = await session.act(signal, learn);
  const base = { exchanges, retryAfter: null, dialect: {} };
  for (const { answer, rights } of [looking, acting]) {
    if (rights !== null) continue;
    const { reachable, sentence } = unreachable(answer, "PostgreSQL");
    return { ...base, reachable, authorised: false, findings: [sentence] };
  }
  const findings = [
    ...(looking.rights?.reads
      ? []
      : [
          "The role that looks cannot read FreeRADIUS's tables. Grant it SELECT on radcheck, radreply, radusergroup, radgroupcheck and radacct, and check the schema.",
        ]),
    ...(acting.rights?.writes
      ? []
      : [
          "The role that acts cannot change users. Grant it INSERT and DELETE on radcheck, DELETE on radreply and radusergroup, and USAGE on radcheck_id_seq.",
        ]),
    ...(looking.rights?.standby
      ? ["This server is a standby. Enter the address of the primary: a standby proves nothing absent."]
      : []),
    ...(session.config.tablesOnly
      ? []
      : [
          "Whether users stand in the tables alone is not stated: a user that is in none of them then does not count as gone.",
        ]),
    ...(session.devices === null ? ["Without the secret that devices share, sessions are seen and not ended."] : []),
  ];
  return { ...base, reachable: true, authorised: looking.rights?.reads === true, findings };
}
