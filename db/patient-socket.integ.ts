import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "./client.ts";
import { patientSockets } from "./patient-socket.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const TIMES = 10;

it("a pool whose connections are cut in the middle of transactions rejects them, does not end the process, and goes on", async () => {
  const pool = openDatabase({ url: db.urls.worker, connectionsMax: 4, applicationName: "cut" });
  const uncaught: unknown[] = [];
  const keep = (cause: unknown) => uncaught.push(cause);
  process.on("uncaughtException", keep);
  const { sql } = db.superuser;
  let rejected = 0;
  for (let time = 0; time < TIMES; time += 1) {
    const cut = pool.sql.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await Promise.all([sql`select pg_terminate_backend(${row?.pid ?? 0})`, tx`select pg_sleep(5)`]);
    });
    const [ended] = await Promise.allSettled([cut]);
    if (ended.status === "rejected") rejected += 1;
  }
  // A connection that is just going may still be handed out once.
  await Promise.allSettled(Array.from({ length: 16 }, () => pool.sql`select 1 as one`));
  const rows = await Promise.all(Array.from({ length: 16 }, () => pool.sql`select 1 as one`));
  process.off("uncaughtException", keep);
  expect(rejected).toBe(TIMES);
  expect(uncaught).toEqual([]);
  expect(rows.length).toBe(16);
  await pool.end();
});

it("what is written in one turn leaves in one packet, also over a connection made by the driver", async () => {
  const arrived: string[] = [];
  const server = createServer((peer) => {
    peer.on("data", (data) => {
      arrived.push(data.toString());
      peer.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server without a port");
  const socket = patientSockets()({ host: ["127.0.0.1"], port: [address.port] });
  // As the driver does: a lost connection is an error of the socket.
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write("one");
  socket.write("two");
  server.close();
  await once(server, "close");
  expect(arrived).toEqual(["onetwo"]);
});
