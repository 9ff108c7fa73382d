import type { ItemView } from "#lib/core/views/item.ts";
import { readFile, type SentFile } from "./read-file.ts";

/** What a person saw of an item, as it is sent. */
export interface SightingInput {
  readonly itemId: string;
  readonly leaverId: string;
  readonly saw: string;
  readonly seenAt: string;
  readonly zone: string;
  readonly statement: string;
  readonly file?: SentFile;
  readonly reference?: string;
}

/** Reads the form about `item`. */
export async function readSighting(item: ItemView, form: FormData): Promise<SightingInput> {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const file = await readFile(form.get("file"));
  const reference = text("reference");
  const said = { saw: text("saw"), seenAt: text("seenAt"), zone: text("zone"), statement: text("statement") };
  const attached = { ...(file === undefined ? {} : { file }), ...(reference === "" ? {} : { reference }) };
  return { itemId: item.id, leaverId: item.leaverId, ...said, ...attached };
}
