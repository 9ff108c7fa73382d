import { spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { folderId, requireSpace } from "./data-folder.mjs";
import { SHARED } from "./postgres-program.mjs";
import { fileSentence, Sentence } from "./sentence.mjs";

export const SUPERUSER = "closeout_admin";

/** @typedef {import("./postgres-program.mjs").Account} Account */

/**
 * Where the cluster's files stand. The server's account must be able to walk there; where it cannot walk into the data
 * folder (a home closed to others) they stand in a folder of their own under /var/lib/closeout, named by the data
 * folder's id, so that a data folder that was deleted and made anew never meets old data.
 * @param {string} data the data folder
 * @param {string} name which cluster
 * @param {Account | undefined} account who runs the server
 * @returns {string} the cluster's folder; it may not exist yet
 */
export function clusterFolder(data, name, account) {
  const inside = path.join(data, `pg-${name}`);
  if (account === undefined || canWalk(data, account)) return inside;
  return path.join(SHARED, folderId(data), `pg-${name}`);
}

function canWalk(folder, account) {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" }).status === 0;
}

/**
 * @param {string} folder the cluster's folder
 * @param {Account | undefined} account who would run a new one
 * @returns {Account | undefined} who must run the one there is
 * @throws {Sentence} when it belongs to somebody else
 */
export function clusterOwner(folder, account) {
  if (!existsSync(folder)) return account;
  const { uid, gid } = statSync(folder);
  if (account === undefined && uid !== process.getuid?.()) {
    throw new Sentence(
      `The database in ${folder} belongs to another user (id ${uid}): start Closeout as that user, or set CLOSEOUT_DATA to a folder of your own.`,
    );
  }
  return account === undefined ? undefined : { uid, gid };
}

/**
 * Makes the cluster on the first start. It is written beside its place and renamed: a killed start leaves no half one.
 * @param {{ native: string, folder: string, account: Account | undefined, password: string, sync: boolean }} cluster
 * @throws {Sentence} on a full disk, a folder that is no cluster, or a cluster of another PostgreSQL
 */
export function ensureCluster({ native, folder, account, password, sync }) {
  if (existsSync(folder)) {
    requireOurs(folder, native);
    return;
  }
  const parent = path.dirname(folder);
  const half = `${folder}.half`;
  const secret = path.join(parent, `${path.basename(folder)}.password`);
  try {
    mkdirSync(parent, { recursive: true, mode: 0o711 });
    requireSpace(parent, 300);
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { mode: 0o700 });
    writeFileSync(secret, password, { mode: 0o600 });
    if (account) for (const each of [half, secret]) chownSync(each, account.uid, account.gid);
    initialise({ native, half, secret, account, sync });
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw fileSentence(error, parent);
  } finally {
    rmSync(secret, { force: true });
  }
}

function initialise({ native, half, secret, account, sync }) {
  const args = ["-D", half, "-U", SUPERUSER, `--pwfile=${secret}`, "-A", "scram-sha-256", "-E", "UTF8"];
  // The built-in provider sorts the same on every machine and still knows the letters of Unicode.
  args.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  if (!sync) args.push("--no-sync");
  const done = spawnSync(path.join(native, "bin/initdb"), args, {
    ...account,
    cwd: "/",
    env: serverEnv(),
    encoding: "utf8",
  });
  if (done.status === 0) return;
  const said = `${done.stderr ?? ""}${done.error?.message ?? ""}`;
  if (/no space left|disk quota/i.test(said)) throw Object.assign(new Error(said), { code: "ENOSPC" });
  throw new Sentence(`The database could not be set up in ${path.dirname(half)}: ${said.trim().split("\n").pop()}`);
}

function requireOurs(folder, native) {
  const names = list(folder);
  if (!names.includes("PG_VERSION")) {
    throw new Sentence(`${folder} is not a PostgreSQL folder: move it away, or set CLOSEOUT_DATA to another folder.`);
  }
  const version = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  const said = spawnSync(path.join(native, "bin/postgres"), ["--version"], { cwd: "/", encoding: "utf8" }).stdout ?? "";
  const ours = /(\d+)\./.exec(said)?.[1];
  if (ours !== undefined && ours !== version) {
    throw new Sentence(
      `The database in ${folder} was made by PostgreSQL ${version} and this Closeout brings ${ours}: start the Closeout that made it and move the data over.`,
    );
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw fileSentence(error, folder);
  }
}

/** @returns {Record<string, string>} the server's environment: nothing of ours, so that no secret is inherited */
export function serverEnv() {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}
