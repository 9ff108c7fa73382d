import { codePoints } from "#lib/core/sheet/cells.ts";
import { type Face, type FontFile, filesOf } from "./typefaces.ts";

/** A piece of text that one font file can set. */
export interface Run {
  readonly file: FontFile;
  readonly text: string;
}

/** What every first file has: most of a sheet, which so need not be looked up character by character. */
const PRINTABLE = /^[ -~]*$/;

/** Characters that combine into one shape: together they are set, or together they are spelled. */
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * `text` with every character that the typeface lacks named by its number, `[U+0645 U+062D]`: a name is never lost and
 * never replaced by a box.
 */
export function spelled(text: string, face: Face): string {
  if (PRINTABLE.test(text)) return text;
  let out = "";
  let lacking = "";
  const flush = () => {
    if (lacking !== "") out += codePoints(lacking);
    lacking = "";
  };
  for (const { segment } of graphemes.segment(text)) {
    if (fileFor(segment, face) === null) {
      lacking += segment;
    } else {
      flush();
      out += segment;
    }
  }
  flush();
  return out;
}

/** Runs of `text`, which holds nothing that the typeface lacks: see `spelled`. */
export function runsOf(text: string, face: Face): readonly Run[] {
  const [first] = filesOf(face);
  if (first !== undefined && PRINTABLE.test(text)) return text === "" ? [] : [{ file: first, text }];
  const runs: { readonly file: FontFile; text: string }[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const last = runs.at(-1);
    const file = last !== undefined && holds(last.file, segment) ? last.file : fileFor(segment, face);
    if (file === null) throw new Error("a character was not spelled before it was set");
    if (last?.file === file) last.text += segment;
    else runs.push({ file, text: segment });
  }
  return runs;
}

function fileFor(segment: string, face: Face): FontFile | null {
  return filesOf(face).find((file) => holds(file, segment)) ?? null;
}

function holds(file: FontFile, segment: string): boolean {
  return Array.from(segment).every((character) => file.has(character.codePointAt(0) ?? 0));
}
