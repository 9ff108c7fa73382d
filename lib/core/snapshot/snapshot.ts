import type { Layer } from "../access/layer.ts";

/** What a file lists, one a row: accounts, memberships of groups, or keys and tokens. */
export const SNAPSHOT_KINDS = ["users", "groups", "keys"] as const;
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

/** What a column can mean to us. */
export const COLUMN_ROLES = [
  "account_id",
  "user_name",
  "email",
  "display_name",
  "person_key",
  "status",
  "role",
  "last_used",
  "group",
  "key_id",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Columns by what they mean: places in the header, from 0. Mail addresses may stand in several. */
export type ColumnMapping = Readonly<Partial<Record<ColumnRole, readonly number[]>>>;

/**
 * Layers of the system that a file of `kind` with these columns shows. A list of users without a role column says
 * nothing about entitlements, and no list of users says anything about groups or keys.
 */
export function layersShown(kind: SnapshotKind, columns: ColumnMapping): readonly Layer[] {
  switch (kind) {
    case "users":
      return columns.role === undefined ? ["account"] : ["account", "entitlement"];
    case "groups":
      return ["group"];
    case "keys":
      return ["credential"];
  }
}
