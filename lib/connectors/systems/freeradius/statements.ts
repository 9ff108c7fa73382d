import { z } from "zod";
import type { FreeradiusConfig } from "./config.ts";

/** Most rows that one answer may have; a listing that reaches it is not the whole list. */
export const ROWS_MAX = 100_000;

/** A time in whole microseconds since 1970, as text: JSON has no room for all of them. */
const micros = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint::text`;

export const accountRow = z.object({
  name: z.string(),
  rejected: z.boolean(),
  contradicted: z.boolean(),
  standby: z.boolean(),
});
export type AccountRow = z.infer<typeof accountRow>;

export const controlRow = z.object({ standby: z.boolean(), others: z.boolean(), opens: z.boolean() });
export const credentialRow = z.object({ account: z.string(), attribute: z.string() });
export const groupRow = z.object({ account: z.string(), name: z.string() });
export const sessionRow = z.object({
  id: z.string(),
  account: z.string().nullable(),
  number: z.string(),
  nas: z.string(),
  caller: z.string().nullable(),
  started: z.string().nullable(),
  heard: z.string().nullable(),
  stopped: z.string().nullable(),
  cause: z.string().nullable(),
  now: z.string(),
});
export type SessionRow = z.infer<typeof sessionRow>;

/**
 * Every statement, for the schema that holds FreeRADIUS's tables and for the default profile (both names have passed the
 * settings' own check). An account is a name that any of the three tables of users holds: FreeRADIUS has no table of
 * accounts.
 */
export function statementsFor({ schema, defaultProfile }: Pick<FreeradiusConfig, "schema" | "defaultProfile">) {
  const at = (table: string) => `"${schema}".${table}`;
  const names = `select username::text as name from ${at("radcheck")}
    union select username::text from ${at("radreply")} union select username::text from ${at("radusergroup")}`;
  /** Groups of a name that set an attribute: after the user's own rows, so that they overrule them. */
  const setBy = (name: string, attribute = "auth-type") => `select from ${at("radusergroup")} g
      join ${at("radgroupcheck")} k on k.groupname = g.groupname
      where g.username = ${name} and lower(k.attribute) = '${attribute}'`;
  const ofProfile = setBy(`'${defaultProfile}'`);
  const reject = "c.attribute = 'Auth-Type' and c.op = ':=' and c.value = 'Reject'";
  const accounts = `select n.name,
    exists (select from ${at("radcheck")} c where c.username = n.name and ${reject}) as rejected,
    exists (select from ${at("radcheck")} c where c.username = n.name and lower(c.attribute) = 'auth-type' and not (${reject}))
    or exists (${setBy("n.name")}) or exists (${ofProfile})
    or exists (select from ${at("radcheck")} c where c.username = n.name and lower(c.attribute) = 'user-profile')
    or exists (${setBy("n.name", "user-profile")}) as contradicted,
    pg_is_in_recovery() as standby
  from (${names}) n where n.name <> ''`;
  const sessions = `select a.acctuniqueid::text as id, a.username::text as account, a.acctsessionid::text as number,
    host(a.nasipaddress) as nas, a.callingstationid::text as caller, ${micros("a.acctstarttime")} as started,
    ${micros("greatest(a.acctstarttime, a.acctupdatetime)")} as heard, ${micros("a.acctstoptime")} as stopped,
    a.acctterminatecause::text as cause,
    ${micros("clock_timestamp()")} as now
  from ${at("radacct")} a`;
  const passwords = `select username::text as account, attribute::text as attribute from ${at("radcheck")}
    where username = any($1) and lower(attribute) ~ 'password(-with-header)?$' group by 1, 2 order by 1, 2`;
  return {
    accounts: `${accounts} order by 1 limit ${ROWS_MAX}`,
    account: `${accounts} and n.name = $1`,
    /** $1 name: whether the tables show anybody else, so that an empty answer can be believed. */
    control: `select pg_is_in_recovery() as standby, exists (select from (${names}) n where n.name <> $1) as others,
      exists (${ofProfile}) as opens`,
    credentials: `${passwords} limit ${ROWS_MAX}`,
    groups: `select username::text as account, groupname::text as name from ${at("radusergroup")}
      where username = any($1) group by 1, 2 order by 1, 2 limit ${ROWS_MAX}`,
    /** One that began or was heard of after its stop was opened again: FreeRADIUS leaves the old stop where it is. */
    sessions: `${sessions} where (a.acctstoptime is null or greatest(a.acctstarttime, a.acctupdatetime) > a.acctstoptime)
      and a.username = any($1) order by a.acctstarttime limit ${ROWS_MAX}`,
    /** $1 unique id, $2 the device's own number: several numbers may share one id. */
    session: `${sessions} where a.acctuniqueid = $1 and a.acctsessionid = $2`,
    reject: `insert into ${at("radcheck")} (username, attribute, op, value)
      select $1, 'Auth-Type', ':=', 'Reject' where exists (select from (${names}) n where n.name = $1)
        and not exists (select from ${at("radcheck")} c where c.username = $1 and ${reject}) returning true as changed`,
    deleteCredential: `delete from ${at("radcheck")} where username = $1 and attribute = $2 returning true as changed`,
    deleteGroup: `delete from ${at("radusergroup")} where username = $1 and groupname = $2 returning true as changed`,
    deleteAccount: `with c as (delete from ${at("radcheck")} where username = $1 returning 1),
      r as (delete from ${at("radreply")} where username = $1 returning 1),
      g as (delete from ${at("radusergroup")} where username = $1 returning 1)
      select true as changed from (select from c union all select from r union all select from g) x limit 1`,
    /** What a role may do with the tables. */
    rights: `select pg_is_in_recovery() as standby, ${[
      "radcheck",
      "radreply",
      "radusergroup",
      "radgroupcheck",
      "radacct",
    ]
      .map((table) => `coalesce(has_table_privilege(to_regclass('"${schema}".${table}'), 'select'), false)`)
      .join(" and ")} as reads,
      coalesce(has_table_privilege(to_regclass('"${schema}".radcheck'), 'insert, delete')
        and has_table_privilege(to_regclass('"${schema}".radusergroup'), 'delete'), false) as writes`,
  };
}

export type Statements = ReturnType<typeof statementsFor>;
