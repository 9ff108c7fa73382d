import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../..");
const exec = promisify(execFile);

/** Runs a `closeout` command beside the product under test and gives what it printed. */
export async function closeout(...args: string[]): Promise<string> {
  const demo = process.env["CLOSEOUT_E2E_DEMO"] ? ["--demo"] : [];
  const { stdout } = await exec(process.execPath, [join(ROOT, "scripts/closeout.mjs"), ...args, ...demo], {
    cwd: ROOT,
  });
  return stdout.trim();
}

export interface Api {
  /** POSTs JSON and gives the answer. @throws Error with the body when the answer is no success. */
  post(path: string, body: unknown): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

/** The product's API under a token of its own. */
export async function openApi(baseUrl: string): Promise<Api> {
  const token = await closeout("token", "create", "--role", "administrator", "--name", "Browser tests");
  const call = async (path: string, init: RequestInit) => {
    const answer = await fetch(new URL(path, baseUrl), {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as unknown;
  };
  return {
    post: (path, body) => call(path, { method: "POST", body: JSON.stringify(body) }),
    get: (path) => call(path, { method: "GET" }),
  };
}
