// A process of its own that supplies a list as web does and has it accepted: its time and its memory are nobody else's.
import { createReadStream, readFileSync } from "node:fs";
import { compose, contextOf } from "#lib/runtime/compose.ts";
import { newId } from "#lib/runtime/ids.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { acceptSnapshot } from "#lib/use-cases/snapshots/accept-snapshot.ts";
import { takeSnapshot } from "#lib/use-cases/snapshots/take-snapshot.ts";
import { must } from "../harness/stage.ts";

const [url = "", system = "", file = "", statedRows = ""] = process.argv.slice(2);
const runtime = compose({ process: "web", databaseUrl: url, connectionsMax: 4, prepare: true, sealPublicKey: null });
const ctx = contextOf(runtime, { kind: "user", userId: newId(), identityId: null, role: "administrator" });
const stated = {
  system,
  kind: "users",
  extractor: "bench",
  query: "all users",
  extractedAt: new Date(Date.now() - 60_000).toISOString(),
  zone: "UTC",
  complete: true,
  statedRows: Number(statedRows),
};

// As long as it takes to open a connection is nothing that a list costs.
await runtime.database.sql`select 1`;
const began = performance.now();
const taken = await takeSnapshot(ctx, stated, createReadStream(file, { highWaterMark: 1 << 18 }), {
  idempotencyKey: null,
});
if (!taken.ok) throw new Error(JSON.stringify(taken.reasons));
const read = performance.now();
const { snapshotId, systemId, rows, matched, concerned } = taken.value;
const confirm = taken.value.findings.filter((one) => one.weight === "confirm").map((one) => one.code);
const accepted = must(await execute(ctx, acceptSnapshot, { systemId, snapshotId, confirm }, { idempotencyKey: null }));
const ended = performance.now();
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "latin1"));
const { state, leaversFound } = accepted;
process.stdout.write(
  `${JSON.stringify({ seconds: (ended - began) / 1000, readSeconds: (read - began) / 1000, rssMb: Number(peak?.[1]) / 1024, rows, matched, concerned, state, leaversFound })}\n`,
);
await runtime.database.end();
