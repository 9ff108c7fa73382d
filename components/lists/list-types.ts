import type { Layer } from "#lib/core/access/layer.ts";
import type { SnapshotFinding, SnapshotFindingCode } from "#lib/core/snapshot/finding.ts";

/** A list that was read just now, as the API answers. */
export interface ListRead {
  readonly snapshotId: string;
  readonly titles: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly firstRows: readonly (readonly string[])[];
  readonly layers: readonly Layer[];
  readonly rows: number;
  readonly broken: number;
  readonly matched: number;
  readonly concerned: number;
  readonly complete: boolean;
  readonly findings: readonly SnapshotFinding[];
}

/** A list as it is kept. Instants in microseconds. */
export interface KeptList {
  readonly id: string;
  readonly kind: string;
  readonly state: "read" | "held" | "released" | "accepted";
  readonly extractedAt: number;
  readonly zone: string;
  readonly rows: number;
  readonly complete: boolean;
  readonly findings: readonly SnapshotFinding[];
  readonly query: string | null;
  readonly extractor: string | null;
}

/** What accepting came to. */
export interface ListAccepted {
  readonly state: "accepted" | "held";
  readonly because: readonly SnapshotFindingCode[];
  readonly leavers: number;
  readonly leaversFound: number;
  readonly ownCases: number;
}
