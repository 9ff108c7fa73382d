import { z } from "zod";

const text = z.string();
const flag = z.boolean();
const count = z.number().int().min(0);
const micros = z
  .string()
  .regex(/^-?\d{1,16}$/)
  .nullable();

/** A row of pg_roles. */
export const roleRow = z.object({
  id: text,
  name: text,
  login: flag,
  superuser: flag,
  createrole: flag,
  createdb: flag,
  replication: flag,
  bypassrls: flag,
  validUntil: micros,
});
export type RoleRow = z.infer<typeof roleRow>;

/** Answered beside every look: whether this server can be believed. */
export const controlRow = z.object({
  /** The role that asks sees itself among the roles. */
  sees: flag,
  /** A standby: it may lag, and shows its own sessions only. */
  standby: flag,
  /** Every session's times are shown, not only the own role's. */
  stats: flag,
});
export type ControlRow = z.infer<typeof controlRow>;

export const sessionRow = z.object({ role: text, pid: text, started: micros, database: text.nullable(), name: text });
export const passwordRow = z.object({ role: text, method: text, validUntil: micros });
export const membershipRow = z.object({ role: text, parent: text, name: text, mayGrant: flag });
export const sharesRow = z.object({
  role: text,
  database: text,
  databaseName: text.nullable(),
  owned: count,
  granted: count,
  marker: text.nullable(),
});
