import { createHash } from "node:crypto";
import { GROUP, NAME, PATH } from "./commands.ts";

/** A line that a strict reader does not understand makes the whole output unreadable: null. */
function linesOf<T>(out: string, read: (line: string) => T | null): readonly T[] | null {
  const rows: T[] = [];
  for (const line of out.split("\n")) {
    if (line === "") continue;
    const row = read(line);
    if (row === null) return null;
    rows.push(row);
  }
  return rows;
}

export interface PasswdRow {
  readonly name: string;
  readonly uid: string;
  readonly gid: string;
  readonly fullName: string;
  readonly home: string;
}

/** `getent passwd`. */
export function parsePasswd(out: string): readonly PasswdRow[] | null {
  return linesOf(out, (line) => {
    const [name = "", , uid = "", gid = "", gecos = "", home = "", ...rest] = line.split(":");
    if (name === "" || rest.length !== 1 || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) return null;
    return { name, uid, gid, fullName: gecos.split(",")[0] ?? "", home };
  });
}

/** `cut -d: -f1,8 /etc/shadow`: the day since 1970 on which an account ends; null = none. */
export function parseEnds(out: string): ReadonlyMap<string, number | null> | null {
  const rows = linesOf(out, (line) => {
    const [name = "", day, ...rest] = line.split(":");
    if (name === "" || day === undefined || rest.length > 0 || !/^(?:-1|\d*)$/.test(day)) return null;
    return [name, day === "" || day === "-1" ? null : Number(day)] as const;
  });
  return rows === null ? null : new Map(rows);
}

export type PasswordState = "usable" | "locked" | "none";

/** `passwd -S -a`. */
export function parsePasswords(out: string): ReadonlyMap<string, PasswordState> | null {
  const rows = linesOf(out, (line) => {
    const [, name, state] = /^(\S+) (P|PS|L|LK|NP) /.exec(line) ?? [];
    if (name === undefined || state === undefined) return null;
    return [name, state === "NP" ? "none" : state.startsWith("L") ? "locked" : "usable"] as const;
  });
  return rows === null ? null : new Map(rows);
}

export interface GroupRow {
  readonly name: string;
  readonly gid: string;
  readonly members: readonly string[];
}

/** `getent group`. */
export function parseGroups(out: string): readonly GroupRow[] | null {
  return linesOf(out, (line) => {
    const [name = "", , gid = "", members, ...rest] = line.split(":");
    if (name === "" || !/^\d+$/.test(gid) || members === undefined || rest.length > 0) return null;
    return { name, gid, members: members === "" ? [] : members.split(",") };
  });
}

export interface ProcessRow {
  readonly pid: string;
  readonly session: string;
  readonly uid: string;
  readonly command: string;
}

/** `ps` as it is asked. */
export function parseProcesses(out: string): readonly ProcessRow[] | null {
  return linesOf(out, (line) => {
    const [, pid, session, uid, command] = /^\s*(\d+)\s+(\d+|-)\s+(\d+)\s+(.+)$/.exec(line) ?? [];
    if (pid === undefined || session === undefined || uid === undefined || command === undefined) return null;
    return { pid, session, uid, command };
  });
}

/** `sudo -l -U`: the rules as sudo prints them; none where it says so; null where it says neither. */
export function parseSudo(out: string): readonly string[] | null {
  if (/^User \S+ is not allowed to run sudo on /m.test(out)) return [];
  const lines = out.split("\n");
  const start = lines.findIndex((line) => /^User \S+ may run the following commands on /.test(line));
  if (start < 0) return null;
  return lines.slice(start + 1).flatMap((line) => (/^\s+\S/.test(line) ? [line.trim().replace(/\s+/g, " ")] : []));
}

export interface SshdRules {
  readonly keyFiles: readonly string[];
  /** Keys come from elsewhere too: a command, or certificates of an authority. */
  readonly elsewhere: boolean;
}

/** `sshd -T`: where this account's keys are read from. null where a path is not one that can be read safely. */
export function parseSshd(out: string, account: { readonly name: string; readonly home: string }): SshdRules | null {
  const value = (key: string) => new RegExp(`^${key} (.+)$`, "m").exec(out)?.[1];
  const files = value("authorizedkeysfile");
  if (files === undefined) return null;
  const paths = files === "none" ? [] : files.split(" ").map((file) => expanded(file, account));
  if (!paths.every((path) => PATH.test(path))) return null;
  const given = (key: string) => (value(key) ?? "none") !== "none";
  return { keyFiles: [...new Set(paths)], elsewhere: given("authorizedkeyscommand") || given("trustedusercakeys") };
}

function expanded(file: string, { name, home }: { readonly name: string; readonly home: string }): string {
  const full = file.replace(/%([hu%])/g, (_, token) => (token === "h" ? home : token === "u" ? name : "%"));
  return full.startsWith("/") ? full : `${home}/${full}`;
}

export interface KeyRow {
  readonly type: string;
  readonly blob: string;
  readonly fingerprint: string;
  readonly comment: string;
}

/** Lines of an authorized_keys file that hold a key, whatever options stand before it; sshd skips all others. */
export function parseKeys(out: string): readonly KeyRow[] {
  return out.split("\n").flatMap((line): KeyRow[] => {
    const [, type, blob, comment = ""] =
      /(?:^|\s)((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[A-Za-z0-9@.-]+)\s+([A-Za-z0-9+/]{16,8192}={0,2})(?:\s+(.*))?$/.exec(
        line,
      ) ?? [];
    if (line.trimStart().startsWith("#") || type === undefined || blob === undefined) return [];
    const digest = createHash("sha256").update(Buffer.from(blob, "base64")).digest("base64");
    return [{ type, blob, fingerprint: `SHA256:${digest.replace(/=+$/, "")}`, comment: comment.trim() }];
  });
}

/** `atq`: jobs by number and account. */
export function parseJobs(out: string): readonly { readonly id: string; readonly name: string }[] | null {
  return linesOf(out, (line) => {
    const [, id, name] = /^(\d+)\t.+\s(\S+)$/.exec(line) ?? [];
    return id === undefined || name === undefined ? null : { id, name };
  });
}

/** Names that may reach a command line. */
export function isSafeName(name: string): boolean {
  return NAME.test(name);
}

export function isSafeGroup(name: string): boolean {
  return GROUP.test(name);
}
