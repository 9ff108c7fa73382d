import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { SheetBlockView } from "#lib/core/views/sheet.ts";
import { sheetPdf } from "#lib/print/sheet-pdf.ts";
import { bare, pagesOf } from "#lib/print/testing/text-of.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { exportSheet } from "./export-sheet.ts";
import { readSheet } from "./read-sheet.ts";
import { readExportedSheet } from "./read-sheet-export.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function exported(caseId: string) {
  const made = await execute(world.ctx(), exportSheet, { leaverId: caseId, demo: false }, { idempotencyKey: null });
  if (!made.ok) throw new Error(JSON.stringify(made.reasons));
  return made.result;
}

async function kept(leaver: string, id: string) {
  return await runQuery(world.ctx(), readExportedSheet, { leaver, export: id });
}

/** Every text of a part, line by line. */
function saidIn(block: SheetBlockView): readonly string[] {
  switch (block.kind) {
    case "facts":
      return block.facts.flatMap(({ name, value }) => [name, value]);
    case "lines":
      return block.lines;
    case "result":
      return [block.strong, block.text];
    case "table":
      return block.rows.flatMap(({ cells, under }) => [...cells.flatMap(({ lines }) => lines), under ?? ""]);
  }
}

test("an export's digest stands in the case's chain, and the file kept is the very one", async () => {
  const { caseId } = await world.item();
  const result = await exported(caseId);
  const [entry] = await db.superuser.sql`
    select convert_from(body, 'UTF8')::jsonb as body from entry where case_id = ${caseId} order by case_entry desc limit 1`;
  expect(entry?.["body"].entries).toMatchObject([
    { kind: "export.made", data: { export: result.exportId, rows: 1, digest: result.digest } },
  ]);
  const file = await kept(caseId, result.exportId);
  if (!file.ok) throw new Error("the file is not there");
  expect(sha256(file.value.pdf)).toBe(result.digest);
  expect((await pagesOf(file.value.pdf)).join("")).toContain(result.contentDigest);
});

test("what was exported stays as it was, whatever became true since; erased, it is gone and the digest stays", async () => {
  const { caseId } = await world.item();
  const first = await exported(caseId);
  await db.superuser.sql`update system set name = 'Renamed' where id = ${world.systemId}`;
  const second = await exported(caseId);
  await db.superuser.sql`update system set name = 'CRM' where id = ${world.systemId}`;
  expect(second.digest).not.toBe(first.digest);
  const file = await kept(caseId, first.exportId);
  expect(file.ok && (await pagesOf(file.value.pdf)).join("")).toContain("CRM");
  await db.superuser.sql`delete from sheet_export where id = ${first.exportId}`;
  expect(await kept(caseId, first.exportId)).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
});

test("a file is had under its own leaver alone, and only by who may export", async () => {
  const [one, other] = [await world.item(), await world.item()];
  const { exportId } = await exported(one.caseId);
  expect(await kept(other.caseId, exportId)).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
  const owner = world.ctx(userActor("owner", world.ownerId));
  expect(await runQuery(owner, readExportedSheet, { leaver: one.caseId, export: exportId })).toMatchObject({
    ok: false,
    reasons: [{ code: "not_permitted" }],
  });
});

test("the PDF says what the page says: every block, line, row and digest of the view", async () => {
  const { caseId } = await world.item();
  const read = await runQuery(world.ctx(), readSheet, { leaver: caseId, demo: true });
  if (!read.ok) throw new Error(JSON.stringify(read.reasons));
  const { content, digest } = read.value;
  const pages = await pagesOf(await sheetPdf(read.value));
  const text = pages.join("");
  const said = content.blocks.flatMap(saidIn);
  expect(said.length).toBeGreaterThan(80);
  for (const part of [content.title, content.person, ...said]) expect(text).toContain(bare(part));
  for (const page of pages) for (const part of [content.head, content.foot, digest]) expect(page).toContain(bare(part));
  expect(content.head).toContain("Demo company");
});
