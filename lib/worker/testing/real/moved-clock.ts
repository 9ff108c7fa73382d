import { createTestDatabase, type TestDatabase } from "#db/testing.ts";

/** A database whose clock a test can move ahead: nothing waits ten hours for a ticket to end. */
export interface ClockedDatabase {
  readonly database: TestDatabase;
  /** @param hours how far ahead of this machine's clock it is from now on */
  moveTo(hours: number): Promise<void>;
}

/**
 * The product reads time from its database alone, by functions that are found along the search path: others stand before
 * them there. Only connections that are opened afterwards find them, so nothing may have used the database yet.
 */
export async function clockedDatabase(): Promise<ClockedDatabase> {
  const database = await createTestDatabase();
  const { sql } = database.superuser;
  await sql.unsafe(`
    create schema moved;
    create table moved.ahead (by interval not null);
    insert into moved.ahead values ('0');
    create function moved.clock_timestamp() returns timestamptz volatile language sql
      as 'select pg_catalog.clock_timestamp() + (select by from moved.ahead)';
    create function moved.now() returns timestamptz stable language sql
      as 'select pg_catalog.now() + (select by from moved.ahead)';
    grant usage on schema moved to public;
    grant select on moved.ahead to public;`);
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  await sql.unsafe(`alter database ${row?.name} set search_path = moved, pg_catalog, public`);
  return {
    database,
    moveTo: async (hours) => void (await sql`update moved.ahead set by = ${hours} * interval '1 hour'`),
  };
}
