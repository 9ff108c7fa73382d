import { z } from "zod";
import { seeAllRows } from "#db/queries/scope/see-all-rows.ts";
import { loadSnapshotSystem } from "#db/queries/snapshots/load-system.ts";
import {
  type LockedSnapshot,
  lockSnapshot,
  moveSnapshot,
  rememberMapping,
} from "#db/queries/snapshots/lock-snapshot.ts";
import { forgetRows } from "#db/queries/snapshots/stage-rows.ts";
import { keepListing } from "#db/queries/systems/listing-state.ts";
import type { Tx } from "#db/tx.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { keptColumns } from "#lib/core/snapshot/changed-columns.ts";
import {
  comparedWith,
  holding,
  SNAPSHOT_FINDING,
  type SnapshotFindingCode,
  unconfirmed,
} from "#lib/core/snapshot/finding.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { sharedKeys } from "../_kit/keys/key-sample.ts";
import { versionPassed } from "../_kit/version.ts";
import { believe } from "./believe.ts";

// Object.keys widens to string; the keys of SNAPSHOT_FINDING are exactly its codes.
const CODES = Object.keys(SNAPSHOT_FINDING) as [SnapshotFindingCode, ...SnapshotFindingCode[]];

/** What whoever accepts a list says, without the list it is said of. */
export const acceptBody = z.strictObject({
  confirm: z.array(z.enum(CODES)).max(CODES.length).default([]).meta({ description: "Findings that were looked at." }),
});

const input = acceptBody.extend({ systemId: z.uuid(), snapshotId: z.uuid() });

export interface SnapshotAccepted {
  readonly snapshotId: string;
  /** `held`: a second person must release it first; nothing of it is believed. */
  readonly state: "accepted" | "held";
  readonly because: readonly string[];
  readonly leavers: number;
  readonly leaversFound: number;
  readonly ownCases: number;
  readonly observations: number;
  readonly caseIds: readonly string[];
}

/**
 * Believes a list: what it shows of leavers and known accounts becomes observations, and cases get items from it. What
 * stands out must be confirmed; one that lost a large share, or looks like another system's, waits for a second person.
 */
export const acceptSnapshot = defineCommand<z.output<typeof input>, SnapshotAccepted>({
  name: "snapshot.accept",
  input,
  permission: "observation:record",
  touches: ({ systemId }, { caseIds }) => ["leavers", "systems", systemTag(systemId), ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { systemId, snapshotId, confirm }) => {
    const snapshot = await lockSnapshot(tx, systemId, snapshotId);
    if (snapshot === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, snapshot.version)) return refused(domainError("version_conflict"));
    const reason = reasonAgainst(snapshot);
    if (reason !== null) return refused(reason);
    const [first, ...rest] = unconfirmed(snapshot.findings, confirm).map(asRefusal);
    if (first !== undefined) return refused(first, ...rest);
    const held = snapshot.state === "released" ? [] : await heldBecause(tx, snapshot);
    if (held.length > 0) return hold(tx, ctx, snapshot, held);
    await seeAllRows(tx);
    const believed = await believe(tx, ctx, snapshot);
    await moveSnapshot(tx, snapshotId, "accepted", accountableText(ctx.actor));
    await rememberMapping(tx, snapshotId, keptColumns(snapshot.kind, snapshot.findings));
    await forgetRows(tx, snapshotId);
    if (provesAbsence(snapshot)) await keepListing(tx, systemId, snapshot.rowsRead, false);
    const { caseIds, leaversFound, ownCases, accounts, observations, entries } = believed;
    const counts = { leavers: caseIds.length, accounts, observations };
    const data = { snapshot: snapshotId, system: idOf<"system">(systemId), confirmed: confirm, ...counts };
    const result = {
      snapshotId,
      state: "accepted",
      because: [],
      leavers: caseIds.length,
      leaversFound,
      ownCases,
    } as const;
    const accepted = { kind: "snapshot.accepted", caseId: null, data } as const;
    return done({ ...result, observations, caseIds }, [accepted, ...entries], { wakes: caseIds.length > 0 });
  },
});

/** Only a whole list of users says of anybody that they have no account. */
function provesAbsence({ complete, kind }: LockedSnapshot): boolean {
  return complete && kind === "users";
}

function reasonAgainst(snapshot: LockedSnapshot): DomainError | null {
  if (snapshot.state === "accepted") return domainError("snapshot_settled");
  if (snapshot.state === "held") return domainError("listing_held", { sentence: HELD });
  return snapshot.whole ? null : domainError("snapshot_gone");
}

const HELD = "The list is held. Nothing of it is believed. A second person looks at it and releases it.";

function asRefusal(code: SnapshotFindingCode): DomainError {
  return domainError("snapshot_unconfirmed", { path: `confirm.${code}`, sentence: SNAPSHOT_FINDING[code].sentence });
}

/** What was found when it was read, and what is true now: another list may have been accepted meanwhile. */
async function heldBecause(tx: Tx, snapshot: LockedSnapshot): Promise<readonly SnapshotFindingCode[]> {
  const system = await loadSnapshotSystem(tx, snapshot.systemId, snapshot.kind);
  const before = system?.before ?? null;
  const now = { rows: snapshot.rowsRead, accounts: snapshot.accounts, complete: snapshot.complete };
  const compared =
    before === null || system === undefined
      ? []
      : comparedWith({ ...before, shared: sharedKeys(before, snapshot) }, now, system.removed);
  return [...new Set([...holding(snapshot.findings), ...compared])];
}

async function hold(tx: Tx, ctx: RunCtx, snapshot: LockedSnapshot, because: readonly SnapshotFindingCode[]) {
  await moveSnapshot(tx, snapshot.id, "held", accountableText(ctx.actor));
  // Until somebody has looked, no case with access there closes.
  if (provesAbsence(snapshot)) await keepListing(tx, snapshot.systemId, snapshot.rowsRead, true);
  const system = idOf<"system">(snapshot.systemId);
  const data = { snapshot: snapshot.id, system, because: [...because] };
  const nothing = { leavers: 0, leaversFound: 0, ownCases: 0, observations: 0, caseIds: [] };
  const result = { snapshotId: snapshot.id, state: "held", because, ...nothing } as const;
  return done(result, [{ kind: "snapshot.held", caseId: null, data }]);
}
