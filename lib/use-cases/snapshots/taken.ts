import type { Layer } from "#lib/core/access/layer.ts";
import type { DomainError } from "#lib/core/errors.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { SnapshotFindingCode } from "#lib/core/snapshot/finding.ts";
import type { NamedColumns } from "#lib/core/snapshot/map-columns.ts";
import type { FileFormat } from "../_kit/files/table.ts";

/** A list as it was read: what it looks like, and what stands out. Nothing of it is believed yet. */
export interface SnapshotTaken {
  readonly snapshotId: string;
  readonly systemId: string;
  readonly kind: string;
  readonly digest: string;
  readonly format: FileFormat;
  readonly titles: readonly string[];
  readonly mapping: NamedColumns;
  /** The first rows, as a person checks the mapping by them; kept nowhere. */
  readonly firstRows: readonly (readonly string[])[];
  readonly layers: readonly Layer[];
  readonly rows: number;
  readonly broken: number;
  readonly stated: number | null;
  readonly matched: number;
  /** Rows of leavers and of accounts known of the system. */
  readonly concerned: number;
  readonly rowsBefore: number | null;
  readonly complete: boolean;
  readonly findings: readonly SaidFinding[];
}

interface SaidFinding {
  readonly code: SnapshotFindingCode;
  readonly weight: string;
  readonly sentence: string;
  readonly count: number;
  readonly lines: readonly number[];
}

/** What came of supplying a list. */
export type Taken =
  | { readonly ok: true; readonly value: SnapshotTaken }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };
