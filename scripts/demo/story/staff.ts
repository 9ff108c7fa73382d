import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Client, clientOf } from "./client.ts";
import type { Notebook } from "./notebook.ts";

/** People of the company who work with Closeout, each with the least role that does it. */
const STAFF = {
  hr: { role: "analyst", person: "H-1006" },
  access: { role: "analyst", person: "H-1026" },
  engineering: { role: "administrator", person: "H-1003" },
  finance: { role: "administrator", person: "H-1004" },
  customs: { role: "owner", person: "H-1007" },
  operations: { role: "owner", person: "H-1002" },
  yard: { role: "owner", person: "H-1052" },
  builds: { role: "owner", person: "H-1009" },
} as const;

export type Member = keyof typeof STAFF;

// Object.keys widens to string; the keys of STAFF are exactly its members.
export const STAFF_MEMBERS = Object.keys(STAFF) as readonly Member[];

const run = promisify(execFile);

/** An API client for whoever sets the installation up: nobody is recorded yet whose token it could be. */
export async function installer(url: string, notebook: Notebook): Promise<Client> {
  return clientOf(url, await tokenOf("setup", ["--role", "administrator", "--name", "Demo"], notebook));
}

/** An API client for a member of the staff: the token carries the human behind it. */
export async function member(url: string, who: Member, notebook: Notebook): Promise<Client> {
  const { role, person } = STAFF[who];
  return clientOf(url, await tokenOf(who, ["--role", role, "--name", `Halden ${who}`, "--person", person], notebook));
}

async function tokenOf(who: string, args: readonly string[], notebook: Notebook): Promise<string> {
  const known = notebook.token(who);
  if (known !== undefined) return known;
  const { stdout } = await run(process.execPath, ["lib/cli/main.ts", "token", "create", ...args]);
  const token = stdout.trim();
  notebook.keepToken(who, token);
  return token;
}
