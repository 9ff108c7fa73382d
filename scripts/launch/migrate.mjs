import path from "node:path";
import { run } from "./child.mjs";
import { ROOT } from "./data-folder.mjs";
import { plainEnv } from "./env.mjs";
import { Sentence } from "./sentence.mjs";

/**
 * One address for each process; none of them is the migrator's.
 * @typedef {{ web: string, worker: string, sequencer: string, listen: string, missing: string[] }} Addresses
 */

/**
 * Brings the database to this version in a process of its own, the only one that sees the migrator's address.
 * @param {string} url the migrator's address
 * @param {string} passwordsFile where the role passwords are kept, 0600
 * @param {Record<string, string | undefined>} env may override addresses: DATABASE_URL_WEB, _WORKER, _SEQUENCER, _LISTEN
 * @returns {Promise<Addresses>}
 * @throws {Sentence} when a migration fails; what was there stays
 */
export async function migrate(url, passwordsFile, env) {
  const done = await run(process.execPath, [path.join(ROOT, "db/migrate.ts")], {
    cwd: ROOT,
    env: { ...plainEnv(env), DATABASE_URL: url, CLOSEOUT_ROLE_PASSWORDS_FILE: passwordsFile },
  });
  const line = done.stdout.trim().split("\n").pop() ?? "";
  if (done.code !== 0 || !line.startsWith("{")) throw failed(done.output);
  const addresses = JSON.parse(line);
  for (const each of ["web", "worker", "sequencer", "listen"]) {
    addresses[each] = env[`DATABASE_URL_${each.toUpperCase()}`] || addresses[each];
  }
  return addresses;
}

function failed(output) {
  if (/no space left|53100|disk full/i.test(output)) {
    return new Sentence("The database's disk is full: nothing was changed; free at least 300 MB and start again.");
  }
  const reason = /^\s*(?:\w*Error: )?(.*)$/m.exec(output.split("\n").find((each) => /error/i.test(each)) ?? "")?.[1];
  return new Sentence(
    `The database could not be brought to this version; it is as it was. ${reason ?? ""}\n${output.trim()}`,
  );
}
