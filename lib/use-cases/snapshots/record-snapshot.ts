import { z } from "zod";
import { addSnapshot } from "#db/queries/snapshots/add-snapshot.ts";
import { loadSnapshotSystem } from "#db/queries/snapshots/load-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { instant } from "#lib/core/instant.ts";
import { refused } from "#lib/core/result.ts";
import type { SnapshotFinding } from "#lib/core/snapshot/finding.ts";
import { SNAPSHOT_KINDS } from "#lib/core/snapshot/snapshot.ts";
import { systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";

const count = z.int().min(0);

/** A list that was read to its end. The rows that concern somebody were kept under its id while it was read. */
const input = z.strictObject({
  id: z.uuid(),
  systemId: z.uuid(),
  kind: z.enum(SNAPSHOT_KINDS),
  extractor: z.string(),
  query: z.string(),
  extractedAt: z.int(),
  zone: z.string(),
  matchedAt: z.int(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  byteCount: count,
  format: z.record(z.string(), z.string().nullable()),
  rowsRead: count.min(1),
  rowsBroken: count,
  rowsStated: count.nullable(),
  rowsMatched: count,
  accounts: count,
  rowsKept: count,
  subjectsKept: count,
  complete: z.boolean(),
  layers: z.array(z.string()),
  dates: z.record(z.string(), z.unknown()),
  // Made by `findingsOf`, whose codes are closed.
  findings: z.array(z.custom<SnapshotFinding>()),
  sample: z.array(z.number()),
  titles: z.array(z.string()).max(2000),
  mapping: z.record(z.string(), z.string()),
});

export interface SnapshotRecorded {
  readonly snapshotId: string;
}

/** Records that a list was supplied and what it looks like. Nothing of it is believed yet. */
export const recordSnapshot = defineCommand<z.output<typeof input>, SnapshotRecorded>({
  name: "snapshot.record",
  input,
  permission: "observation:record",
  // The same file with the same statements is the same request: its id, and when it was read, are made anew each time.
  receiptInput: ({ systemId, kind, digest, extractedAt, zone, complete, mapping }) => ({
    systemId,
    kind,
    digest,
    extractedAt,
    zone,
    complete,
    mapping,
  }),
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, ctx, snapshot) => {
    const { id, systemId, kind, digest, extractedAt, rowsRead, rowsBroken, rowsStated, rowsMatched, complete } =
      snapshot;
    if ((await loadSnapshotSystem(tx, systemId, kind)) === undefined) return refused(domainError("not_found"));
    await addSnapshot(tx, { ...snapshot, suppliedBy: accountableText(ctx.actor) });
    const said = commitments(ctx);
    const data = {
      snapshot: id,
      system: idOf<"system">(systemId),
      listed: kind,
      digest,
      extractedAt: instant(extractedAt),
      rows: rowsRead,
      broken: rowsBroken,
      stated: rowsStated,
      matched: rowsMatched,
      complete,
      findings: snapshot.findings.map(({ code }) => code),
      said: [said.add(id, "extractor", snapshot.extractor), said.add(id, "query", snapshot.query)],
    };
    await said.keep(tx);
    return done({ snapshotId: id }, [{ kind: "snapshot.read", caseId: null, data }]);
  },
});
