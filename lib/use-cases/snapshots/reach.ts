import type { StagedSubject } from "#db/queries/snapshots/stage-rows.ts";
import { couldMatch, nearKey } from "#lib/core/snapshot/could-match.ts";
import type { SnapshotKind } from "#lib/core/snapshot/snapshot.ts";
import type { RowTaker } from "./row-taker.ts";
import type { Sought } from "./sought.ts";

/** Of whom a list that was read to its end can say that they are not in it. */
export interface Reach {
  readonly subjects: readonly StagedSubject[];
  /** Leavers who share no kind of key with the list. */
  readonly unreachable: number;
  /** Leavers whose person key stands in nobody's row, but for letter case or leading zeros. */
  readonly near: number;
}

/** Lists of groups and keys reach people through their accounts, not through their keys. */
export function reachOf(kind: SnapshotKind, sought: readonly Sought[], taker: RowTaker): Reach {
  let unreachable = 0;
  let near = 0;
  const subjects = sought.map(({ identityId, keysDigest, ...held }): StagedSubject => {
    if (kind !== "users") return { identityId, keysDigest, couldMatch: true };
    const isNear = taker.nearKeys.has(nearKey(held.personKey));
    const shares = couldMatch(taker.listed, held);
    near += Number(isNear);
    unreachable += Number(!isNear && !shares);
    return { identityId, keysDigest, couldMatch: shares && !isNear };
  });
  return { subjects, unreachable, near };
}
