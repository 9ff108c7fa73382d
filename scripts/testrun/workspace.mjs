import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LOCAL } from "../launch/data-folder.mjs";
import { removePostgres } from "../launch/postgres.mjs";
import { lives, lookAt } from "../launch/processes.mjs";

const HOME = path.join(LOCAL, "test");

/**
 * A folder for one test run, with its clusters and reports. What a killed run left is ended and removed first.
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function openWorkspace() {
  mkdirSync(HOME, { recursive: true, mode: 0o711 });
  for (const name of readdirSync(HOME)) {
    const folder = path.join(HOME, name);
    if (!lives(Number(name), startedOf(folder))) await removeWorkspace(folder);
  }
  const folder = path.join(HOME, String(process.pid));
  for (const each of [folder, path.join(folder, "product"), path.join(folder, "tmp")]) mkdirSync(each, { mode: 0o711 });
  // The database's own user and the browser write into it as well.
  chmodSync(path.join(folder, "tmp"), 0o1777);
  writeFileSync(path.join(folder, "started"), lookAt(process.pid)?.started ?? "");
  return { folder, remove: () => removeWorkspace(folder) };
}

function startedOf(folder) {
  const file = path.join(folder, "started");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

async function removeWorkspace(folder) {
  await removePostgres({ dataDir: folder, name: "test" });
  await removePostgres({ dataDir: path.join(folder, "product"), name: "main" });
  rmSync(folder, { recursive: true, force: true });
}
