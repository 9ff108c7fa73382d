import { createHash } from "node:crypto";
import type { Stage } from "./stage.ts";

interface EntryRow {
  readonly caseId: string | null;
  readonly number: number | null;
  readonly body: string;
  readonly leaf: string;
}

interface LeafBody {
  readonly case: { readonly id: string; readonly number: number; readonly previous: string | null } | null;
  readonly entries: readonly {
    readonly kind: string;
    readonly data: { readonly claim?: string; readonly observation?: string };
  }[];
}

/** Everything that is wrong with the ledger and with what it should prove, in words: must always be empty. */
export async function ledgerFaults(stage: Stage): Promise<string[]> {
  const { entries, ends, claims, looks } = await readLedger(stage);
  return [...hashFaults(entries), ...chainFaults(entries, ends), ...factFaults(entries, claims, looks)];
}

/** All of one moment: a worker that goes on writing between two reads would look like a broken chain. */
async function readLedger(stage: Stage) {
  return await stage.db.superuser.sql.begin("isolation level repeatable read read only", async (sql) => ({
    entries: await sql<EntryRow[]>`
      select case_id as "caseId", case_entry as number, convert_from(body, 'UTF8') as body, encode(leaf_hash, 'hex') as leaf
      from entry order by case_id, case_entry, id`,
    ends: await sql<{ id: string; count: number; last: string | null }[]>`
      select id, entry_count as count, last_leaf as last from leaver_case`,
    claims: await sql<{ id: string }[]>`select id from claim`,
    looks: await sql<{ id: string }[]>`select id from observation`,
  }));
}

function hashFaults(entries: readonly EntryRow[]): string[] {
  return entries
    .filter(({ body, leaf }) => createHash("sha256").update("\u0000").update(body).digest("hex") !== leaf)
    .map(({ caseId, number }) => `leaf ${caseId} ${number} is not the hash of its bytes`);
}

/** Per case: numbers without a gap, each naming the leaf before it, and the case's own row naming the last. */
function chainFaults(
  entries: readonly EntryRow[],
  ends: readonly { readonly id: string; readonly count: number; readonly last: string | null }[],
): string[] {
  const faults: string[] = [];
  const chains = new Map<string, { count: number; last: string | null }>();
  for (const { caseId, number, body, leaf } of entries) {
    const link = parse(body).case;
    if (caseId === null) {
      if (link !== null) faults.push("an entry outside any case names one");
      continue;
    }
    const end = chains.get(caseId) ?? { count: 0, last: null };
    const fits =
      number === end.count + 1 && link?.number === number && link.id === caseId && link.previous === end.last;
    if (!fits) faults.push(`entry ${number} of ${caseId} does not follow ${end.count}`);
    chains.set(caseId, { count: end.count + 1, last: leaf });
  }
  for (const { id, count, last } of ends) {
    const chain = chains.get(id);
    if (chain?.count !== count || chain.last !== last) faults.push(`case ${id} ends elsewhere than its chain`);
  }
  return faults;
}

/** Every claim and every look has its entry, and no entry speaks of one that is not there. */
function factFaults(
  entries: readonly EntryRow[],
  claims: readonly { readonly id: string }[],
  looks: readonly { readonly id: string }[],
): string[] {
  const bodies = entries.flatMap(({ body }) => parse(body).entries);
  const intents = bodies.filter(({ kind }) => kind === "step.attempted").length;
  const claimed = bodies.flatMap(({ kind, data }) => (kind === "claim.recorded" ? (data.claim ?? []) : []));
  const looked = bodies.flatMap(({ kind, data }) => (kind === "observation.recorded" ? (data.observation ?? []) : []));
  const faults: string[] = [];
  if (intents + claimed.length !== claims.length) {
    faults.push(`${claims.length} claims, ${intents} intents and ${claimed.length} claims in the ledger`);
  }
  if (!subset(claimed, new Set(claims.map(({ id }) => id)))) faults.push("the ledger names a claim that is not there");
  const known = new Set(looks.map(({ id }) => id));
  if (looked.length !== known.size || !subset(looked, known)) faults.push("looks and their entries differ");
  return faults;
}

function subset(some: readonly string[], all: ReadonlySet<string>): boolean {
  return some.every((id) => all.has(id));
}

function parse(body: string): LeafBody {
  // Written by the product in this shape; what does not fit shows as a fault.
  return JSON.parse(body) as LeafBody;
}

/** Tables outside those that may be deleted in which one of `values` stands anywhere, as text or as bytes. */
export async function placesOf(stage: Stage, values: readonly string[]): Promise<string[]> {
  const { sql } = stage.db.superuser;
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      and table_name !~ '^(profile_|disclosure|raw_blob)'`;
  const patterns = values
    .flatMap((value) => [value, Buffer.from(value, "utf8").toString("hex")])
    .map((text) => `%${text}%`);
  const places: string[] = [];
  for (const { schema, name } of tables) {
    const found = await sql<{ row: string }[]>`
      select t::text as row from ${sql(schema)}.${sql(name)} t where t::text ilike any(${patterns}) limit 1`;
    for (const { row } of found) places.push(`${schema}.${name}: ${row.slice(0, 200)}`);
  }
  return places;
}
