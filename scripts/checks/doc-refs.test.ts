import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenReferences } from "./doc-refs.mjs";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "closeout-doc-refs-"));
beforeAll(() => {
  fs.mkdirSync(path.join(root, "lib/core/access"), { recursive: true });
  fs.mkdirSync(path.join(root, "app/[id]"), { recursive: true });
  fs.writeFileSync(path.join(root, "lib/core/access/verdict.ts"), "");
  fs.writeFileSync(path.join(root, "app/[id]/page.tsx"), "");
});
afterAll(() => fs.rmSync(root, { recursive: true }));

const broken = (text: string) => brokenReferences(root, "docs/x.md", text, new Set(["start", "check"]));

describe("a document that names what is gone is found", () => {
  it.each([
    ["a path", "see `lib/core/gone.ts`"],
    ["one of two spellings", "see `lib/core/{access,gone}`"],
    ["a link", "see [this](../lib/gone.md)"],
    ["a picture", "![leaver](images/leaver.png)"],
    ["a pattern that matches nothing", "see `lib/use-cases/<noun>/`"],
    ["an npm script", "run npm run gone"],
  ])("%s", (_what, text) => {
    expect(broken(text)).toHaveLength(1);
  });

  it.each([
    ["a path", "see `lib/core/access/verdict.ts`, `#lib/core` and `lib/core/<noun>/*.ts`"],
    ["a path with brackets", "see `app/[id]/page.tsx`"],
    ["a link out", "see [RFC](https://example.org/x.md) and [below](#below)"],
    ["an npm script", "npm start, npm run check"],
    ["a block of output", "```\n`lib/core/gone.ts`\n```"],
  ])("%s that is there is not", (_what, text) => {
    expect(broken(text)).toEqual([]);
  });
});
