import { execFile, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { removePostgres } from "../../scripts/launch/postgres.mjs";

const ROOT = join(import.meta.dirname, "../..");
const exec = promisify(execFile);

/** A product of its own, as `npm start` leaves it: nobody has left, and no system is known. */
export interface FreshProduct {
  readonly url: string;
  /** One-time sign-in link of the administrator, as the start prints it. */
  readonly link: string;
  /** Its data folder. */
  readonly data: string;
  /** Runs a `closeout` command beside it. */
  readonly closeout: (...args: string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts a product with a data folder, a database and a port of its own, beside whatever else runs. */
export async function startFresh(): Promise<FreshProduct> {
  const data = await mkdtemp(join(process.env["CLOSEOUT_DATA"] ?? tmpdir(), "fresh-"));
  // The database's own user walks through it.
  await chmod(data, 0o711);
  const product = await start({ data, name: "main", port: 0, args: [] });
  const stop = async () => {
    await product.stop();
    await rm(data, { recursive: true, force: true });
  };
  return { ...product, stop };
}

/** Starts the demo as the second door says: the same folder, the next port. */
export function startDemoBeside({ data, url }: FreshProduct): Promise<FreshProduct> {
  return start({ data, name: "demo", port: Number(new URL(url).port) + 1, args: ["--demo"] });
}

interface Start {
  readonly data: string;
  readonly name: "main" | "demo";
  readonly port: number;
  readonly args: readonly string[];
}

async function start({ data, name, port, args }: Start): Promise<FreshProduct> {
  const env = { ...process.env, CLOSEOUT_DATA: data, PORT: String(port), HOST: "127.0.0.1" };
  const child = spawn(process.execPath, ["scripts/start.mjs", ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const greeting = await new Promise<{ url: string; link: string }>((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (text) => {
      printed += String(text);
      const url = /Closeout.*: (http\S+)/.exec(printed)?.[1];
      const link = /Sign in once with: (\S+)/.exec(printed)?.[1];
      if (url && link) resolve({ url, link });
    });
    void ended.then(() => reject(new Error(`the product ended while it started: ${printed}`)));
  });
  return {
    ...greeting,
    data,
    closeout: async (...command) => {
      const run = [process.execPath, ["scripts/closeout.mjs", ...command, ...args], { cwd: ROOT, env }] as const;
      return (await exec(...run)).stdout.trim();
    },
    stop: async () => {
      child.kill("SIGINT");
      await ended;
      await removePostgres({ dataDir: data, name });
    },
  };
}
