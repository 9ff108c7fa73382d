// Proves that the import law bites: plants one violation of every rule in a copy of the code
// and expects the very command that guards the code to name that rule for that file.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { codeFiles } from "../source/files.mjs";

const home = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const { forbidden } = createRequire(import.meta.url)(path.join(home, "dependency-cruiser.cjs"));

/** rule → planted files: path → text. The first path is the one that the rule must name. */
const PLANTS = {
  "core-is-pure": [
    { "lib/core/planted/reach.ts": 'import "#db/tx.ts";' },
    { "lib/core/planted/reach.test.ts": 'import "#db/tx.ts";' },
  ],
  "core-no-packages": [
    { "lib/core/planted/npm.ts": 'import { z } from "zod"; export const schema = z.string();' },
    { "lib/core/planted/node.ts": 'export const read = () => import("node:fs");' },
  ],
  "db-knows-core": [{ "db/planted/up.ts": 'import "#lib/use-cases/planted-a/verb.ts";' }],
  "use-cases-shell": [
    { "lib/use-cases/planted-a/shell.ts": 'import type { X } from "../../connectors/planted.ts"; export type Y = X;' },
    { "lib/use-cases/planted-a/schema.ts": 'export type Row = import("#db/schema/planted.ts").Row;' },
  ],
  "use-cases-apart": [{ "lib/use-cases/planted-a/apart.ts": 'export * from "../planted-b/verb.ts";' }],
  "kit-knows-no-verb": [{ "lib/use-cases/_kit/planted.ts": 'import "../planted-b/verb.ts";' }],
  "connectors-know-core": [{ "lib/connectors/planted-db.ts": 'import "#db/tx.ts";' }],
  "connectors-apart": [
    {
      "lib/connectors/systems/planted-a/x.ts": 'import "../planted-b/x.ts";',
      "lib/connectors/systems/planted-b/x.ts": "",
    },
  ],
  "transport-thin": [{ "lib/transport/planted.ts": 'import "#db/tx.ts";' }],
  "worker-thin": [{ "lib/worker/planted.ts": 'import "#db/tx.ts";' }],
  "print-knows-core": [{ "lib/print/planted.ts": 'import "#db/tx.ts";' }],
  "cli-thin": [{ "lib/cli/planted.ts": 'import "../transport/planted.ts";' }],
  "auth-narrow": [{ "lib/auth/planted.ts": 'import "../use-cases/planted-a/verb.ts";' }],
  "runtime-composes": [{ "lib/runtime/planted.ts": 'import "../use-cases/planted-a/verb.ts";' }],
  "ui-narrow": [{ "lib/ui/planted.ts": 'import "../runtime/planted.ts";' }],
  "components-no-server": [
    { "components/planted.tsx": 'import { tx } from "#db/tx.ts"; export const Planted = () => <b>{String(tx)}</b>;' },
  ],
  "app-through-transport": [
    { "app/planted/page.tsx": 'import { tx } from "#db/tx.ts"; export default () => <b>{String(tx)}</b>;' },
    { "app/planted/route.ts": 'import "#lib/connectors/planted.ts";' },
  ],
  "tools-stay-out": [{ "lib/worker/planted-tool.ts": 'import "#scripts/planted.mjs";', "scripts/planted.mjs": "" }],
  "tests-stay-out": [
    {
      "lib/runtime/planted-liar.ts": 'import "../connectors/testing/planted.ts";',
      "lib/connectors/testing/planted.ts": "",
    },
  ],
  "next-at-the-edge": [{ "lib/use-cases/planted-a/next.ts": 'import { cookies } from "next/headers"; cookies();' }],
  "sql-only-in-db": [{ "lib/use-cases/planted-a/sql.ts": 'import postgres from "postgres"; postgres();' }],
  "tables-in-schema": [
    {
      "lib/connectors/systems/postgresql/planted.ts":
        'import { sql } from "drizzle-orm"; export const now = sql`now()`;',
    },
  ],
  "mysql-in-its-connector": [
    { "lib/worker/planted-mysql.ts": 'import { createConnection } from "mysql2"; createConnection("");' },
  ],
  "ssh-in-its-connector": [{ "lib/worker/planted-ssh.ts": 'import { Client } from "ssh2"; new Client();' }],
  "ldap-in-its-kit": [
    { "lib/use-cases/planted-a/ldap.ts": 'import { Client } from "ldapts"; new Client({ url: "" });' },
  ],
  "calls-only-in-connectors": [{ "lib/use-cases/planted-a/call.ts": 'import { request } from "undici"; request("");' }],
  "paper-only-in-print": [
    { "lib/use-cases/planted-a/paper.ts": 'import PDFDocument from "pdfkit"; new PDFDocument();' },
  ],
  "no-dev-packages": [{ "lib/runtime/planted-dev.ts": 'import fc from "fast-check"; fc.integer();' }],
  resolvable: [{ "lib/ui/planted-nowhere.ts": 'import "#lib/nowhere/at-all.ts";' }],
  "top-folders-by-name": [{ "lib/use-cases/planted-a/relative.ts": 'import "../../../db/tx.ts";' }],
  "no-cycles": [
    {
      "lib/core/planted/a.ts": 'import type { B } from "./b.ts"; export type A = B;',
      "lib/core/planted/b.ts": 'import type { A } from "./a.ts"; export type B = A;',
    },
  ],
  "no-orphans": [{ "lib/core/planted/orphan.ts": "export const alone = 1;" }],
};

/** What plants aim at, so that a plant breaks its own rule and not merely `resolvable`. */
const GROUND = {
  "lib/use-cases/planted-a/verb.ts": "",
  "lib/use-cases/planted-b/verb.ts": "",
  "lib/connectors/planted.ts": "export type X = 1;",
  "db/schema/planted.ts": "export type Row = 1;",
  "db/tx.ts": "export const tx = 1;",
};

function copyWithPlants(target) {
  for (const name of codeFiles(home)) {
    fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    fs.copyFileSync(path.join(home, name), path.join(target, name));
  }
  fs.copyFileSync(path.join(home, "package.json"), path.join(target, "package.json"));
  fs.symlinkSync(fs.realpathSync(path.join(home, "node_modules")), path.join(target, "node_modules"), "junction");
  for (const files of [GROUND, ...Object.values(PLANTS).flat()]) {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
      fs.writeFileSync(path.join(target, name), text);
    }
  }
}

function guard(root) {
  const command = path.join(home, "scripts/boundaries/check.mjs");
  const run = spawnSync(process.execPath, [command, "--root", root, "--json"], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (run.stdout === "") throw new Error(`the guard said nothing: ${run.stderr}`);
  return { status: run.status, ...JSON.parse(run.stdout) };
}

const copy = fs.mkdtempSync(path.join(os.tmpdir(), "closeout-planted-"));
try {
  copyWithPlants(copy);
  const { status, violations } = guard(copy);
  const missing = [];
  for (const { name } of forbidden)
    if (!(name in PLANTS)) missing.push(`${name}: no violation is planted for this rule`);
  for (const [rule, plants] of Object.entries(PLANTS)) {
    for (const plant of plants) {
      const file = Object.keys(plant)[0];
      const fired = violations.some((violation) => violation.rule === rule && violation.from === file);
      if (!fired) missing.push(`${rule}: did not fire on the violation planted in ${file}`);
    }
  }
  if (status === 0) missing.push("the guard let a planted tree pass");
  for (const line of missing) console.log(line);
  const planted = Object.values(PLANTS).flat().length;
  console.log(`${planted} violations planted for ${forbidden.length} rules, ${missing.length} not caught`);
  process.exitCode = missing.length === 0 ? 0 : 1;
} finally {
  fs.rmSync(copy, { recursive: true, force: true });
}
