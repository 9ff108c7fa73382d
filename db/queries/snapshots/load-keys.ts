import type { Tx } from "../../tx.ts";

/** One person as rows are matched with them. */
export interface PersonRow {
  /** They leave, or left and are still watched; null: they stay. */
  readonly leaving: { readonly identityId: string; readonly keysDigest: string } | null;
  /** Some engagement of theirs goes on. */
  readonly stays: boolean;
  readonly personKey: string;
  readonly emails: readonly string[];
  readonly userNames: readonly string[];
}

const ROWS_AT_ONCE = 5000;
const BETWEEN = "\u001F";

/** Everybody by their keys, as they come: however many there are, they are never all in memory. */
export async function* loadPeople(tx: Tx): AsyncGenerator<PersonRow[]> {
  const stream = await tx.sql`
    copy (
      select case when c.identity_id is not null
          then p.identity_id || ' ' || md5(row(p.person_key, p.emails, p.user_names)::text) else '' end,
        (p.identity_id in (select identity_id from engagement where ended_at is null or ended_at > now()))::int,
        p.person_key, array_to_string(p.emails, E'\x1f'), array_to_string(p.user_names, E'\x1f')
      from profile_identity p
      left join (select distinct identity_id from leaver_case where state not in ('cancelled', 'archived')) c
        on c.identity_id = p.identity_id) to stdout`.readable();
  let carry = "";
  stream.setEncoding("utf8");
  for await (const text of stream) {
    const lines = `${carry}${text}`.split("\n");
    carry = lines.pop() ?? "";
    yield lines.map(personOf);
  }
}

function personOf(line: string): PersonRow {
  const [leaving = "", stays = "", personKey = "", emails = "", userNames = ""] = line.split("\t");
  const [identityId = "", keysDigest = ""] = leaving.split(" ");
  return {
    leaving: leaving === "" ? null : { identityId, keysDigest },
    stays: stays === "1",
    personKey: plain(personKey),
    emails: listed(emails),
    userNames: listed(userNames),
  };
}

function listed(text: string): readonly string[] {
  return text === "" ? NOTHING : plain(text).split(BETWEEN);
}
const NOTHING: readonly string[] = [];

const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** Text as COPY writes it: a tab or a line feed in a value stands behind a backslash. */
function plain(text: string): string {
  return text.includes("\\") ? text.replace(/\\(.)/g, (_all, one: string) => ESCAPED[one] ?? one) : text;
}

/** How many people there are, roughly: room is made for them at once. */
export async function countPeople(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ people: number }[]>`
    select greatest(reltuples, 0)::int as people from pg_class where oid = 'profile_identity'::regclass`;
  return row?.people ?? 0;
}

/** Native ids of the accounts known in a system. */
export function loadAccountIds(tx: Tx, systemId: string): AsyncIterable<{ nativeId: string }[]> {
  return tx.sql<{ nativeId: string }[]>`
    select native_id as "nativeId" from profile_account where system_id = ${systemId}`.cursor(ROWS_AT_ONCE);
}
