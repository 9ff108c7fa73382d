import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { create } from "fontkit";
import { sfntOf } from "./sfnt-of.ts";

/** How a text is set. */
export type Face = "plain" | "strong" | "mono";

/** One file of a typeface: a part of Unicode. */
export interface FontFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly has: (codePoint: number) => boolean;
}

const SCRIPTS = ["latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"] as const;

const NAMES: Readonly<Record<Face, readonly string[]>> = {
  plain: SCRIPTS.map((script) => `inter/files/inter-${script}-400-normal.woff`),
  strong: SCRIPTS.map((script) => `inter/files/inter-${script}-600-normal.woff`),
  mono: SCRIPTS.filter((script) => script !== "greek-ext").map(
    (script) => `jetbrains-mono/files/jetbrains-mono-${script}-400-normal.woff`,
  ),
};

// From the folder of the project, not from this file: a bundler moves it.
const project = createRequire(join(process.cwd(), "package.json"));
const opened = new Map<string, FontFile>();

/** The files of a typeface in the order in which they are asked for a character. Read once a process. */
export function filesOf(face: Face): readonly FontFile[] {
  return NAMES[face].map((name) => opened.get(name) ?? open(name));
}

function open(name: string): FontFile {
  const bytes = sfntOf(readFileSync(project.resolve(`@fontsource/${name}`)));
  const font = create(bytes);
  if (!("hasGlyphForCodePoint" in font)) throw new Error(`${name} holds more than one font`);
  const file = { name, bytes, has: (codePoint: number) => font.hasGlyphForCodePoint(codePoint) };
  opened.set(name, file);
  return file;
}
