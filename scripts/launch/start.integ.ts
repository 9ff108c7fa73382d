import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../start.mjs", import.meta.url));
let folder: string;
let server: Server;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "closeout-start-"));
});

afterEach(() => {
  server?.close();
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>, args: string[] = []): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SCRIPT, ...args], {
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        PORT: "0",
        CLOSEOUT_DATA: path.join(folder, "data"),
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
    child.on("exit", (code) => resolve({ code, said: said.trim() }));
  });
}

/** A server on a free port that does with each connection what it is told. */
function serve(onConnection: (socket: Socket) => void): Promise<number> {
  server = createServer(onConnection);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address.port);
    });
  });
}

const message = (type: string, body: Buffer) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** Speaks just enough of PostgreSQL's protocol to be asked for its version. */
function oldPostgres(socket: Socket) {
  const ready = message("Z", Buffer.from("I"));
  const column = Buffer.from("\0\u0001version\0\0\0\0\0\0\0\0\0\0\u0019\uffff\uffff\0\0\0\0\0\0", "latin1");
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 6]), Buffer.from("140012")]);
  const answer = [message("T", column), message("D", row), message("C", Buffer.from("SELECT 1\0")), ready];
  let greeted = false;
  socket.on("data", (data) => {
    if (!greeted) socket.write(Buffer.concat([message("R", Buffer.from([0, 0, 0, 0])), ready]));
    else if (data[0] === 0x51) socket.write(Buffer.concat(answer));
    greeted = true;
  });
}

test("a port that is taken: one sentence, exit code 1", async () => {
  const port = await serve((socket) => socket.end());
  const { code, said } = await start({ PORT: String(port) });
  expect(code).toBe(1);
  expect(said).toBe(
    `Closeout: Port ${port} on 127.0.0.1 is taken by another program: end that, or choose another port, as in PORT=${port + 1} npm start.`,
  );
});

test.each([
  [
    "a DATABASE_URL that is no address",
    { DATABASE_URL: "closeout" },
    /DATABASE_URL is not the address of a PostgreSQL/,
  ],
  ["a DATABASE_URL of another system", { DATABASE_URL: "mysql://a:b@127.0.0.1/x" }, /DATABASE_URL is not the address/],
  [
    "a DATABASE_URL nobody answers at",
    { DATABASE_URL: "postgres://a:b@127.0.0.1:1/x" },
    /127\.0\.0\.1:1 cannot be reached/,
  ],
  ["a PORT that is no number", { PORT: "http" }, /PORT is "http"/],
  ["a HOST of another machine", { HOST: "192.0.2.1" }, /HOST is "192\.0\.2\.1", which is no address of this machine/],
])("%s: one sentence, exit code 1", async (_name, env, sentence) => {
  const { code, said } = await start(env);
  expect(code).toBe(1);
  expect(said.split("\n")).toHaveLength(1);
  expect(said).toMatch(sentence);
});

test("a sentence about DATABASE_URL does not print its password", async () => {
  const { said } = await start({ DATABASE_URL: "postgres://a:hunter2@127.0.0.1:1/x" });
  expect(said).not.toContain("hunter2");
});

test("a server older than PostgreSQL 15 is refused by name", async () => {
  const port = await serve(oldPostgres);
  const { code, said } = await start({ DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/x` });
  expect(said).toBe(
    `Closeout: The server at 127.0.0.1:${port} is PostgreSQL 14 and Closeout needs 15 or newer: upgrade it, or unset DATABASE_URL to use the embedded one.`,
  );
  expect(code).toBe(1);
});

test("a data folder closed to its owner: one sentence, exit code 1, also for root", async () => {
  chmodSync(folder, 0o000);
  const { code, said } = await start({ CLOSEOUT_DATA: folder });
  expect(code).toBe(1);
  expect(said).toBe(
    `Closeout: ${folder} cannot be read and written by this user: give it to the user who starts Closeout, or set CLOSEOUT_DATA to a folder of your own.`,
  );
});

test("a data folder that is a file: one sentence, exit code 1", async () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "kept");
  for (const data of [file, path.join(file, "below")]) {
    const { code, said } = await start({ CLOSEOUT_DATA: data });
    expect(code).toBe(1);
    expect(said).toBe(`Closeout: ${data} cannot be used as a folder: set CLOSEOUT_DATA to one that can be created.`);
  }
});

test("an argument that is not known is refused, not passed over", async () => {
  const { code, said } = await start({}, ["--dmeo"]);
  expect(code).toBe(1);
  expect(said).toContain("--dmeo is not known here.");
});
