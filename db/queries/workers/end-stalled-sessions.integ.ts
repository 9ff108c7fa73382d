import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PatientSocket } from "../../patient-socket.ts";
import { createTestDatabase, type TestDatabase } from "../../testing.ts";
import { endStalledSessions } from "./end-stalled-sessions.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** A socket that lets one more write through and swallows what follows: a process stopped between the two. */
class StoppingSocket extends PatientSocket {
  left = Number.POSITIVE_INFINITY;

  override write(chunk: Uint8Array | string, ...rest: unknown[]): boolean {
    this.left -= 1;
    return this.left < 0 ? true : super.write(chunk, ...rest);
  }
}

it("a worker stopped between a statement's text and its values gives its locks up; one that computes does not", async () => {
  const url = new URL(db.urls.worker);
  url.pathname = new URL(db.url).pathname;
  const socket = new StoppingSocket();
  const open = () => Object.assign(socket.connect(Number(url.port), url.hostname), { host: url.hostname });
  // An option of the driver that its types leave out.
  const stopped = postgres(url.href, { max: 1, ...({ socket: open } as object) });
  const sessions = () => db.superuser.sql`
    select state, wait_event from pg_stat_activity
    where datname = current_database() and usename = 'closeout_worker' and xact_start is not null`;
  const transaction = stopped.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(7)`;
    socket.left = 1;
    // A list, whose type the driver asks for before it sends the values.
    await sql`select unnest(${["never sent"]}::text[]) as value`;
  });
  const ended = transaction.catch((cause: unknown) => cause);
  const computing = db.worker.sql`select pg_sleep(7)`.execute();
  await expect.poll(sessions, { timeout: 20_000 }).toContainEqual({ state: "active", wait_event: "ClientRead" });
  expect(await endStalledSessions(db.worker)).toBe(0);
  await expect.poll(() => endStalledSessions(db.worker), { timeout: 20_000 }).toBe(1);
  // Free at once: this waits for the lock as another worker would.
  await db.worker.sql.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(7)`;
  });
  expect(await ended).toBeInstanceOf(Error);
  await computing;
  socket.destroy();
});
