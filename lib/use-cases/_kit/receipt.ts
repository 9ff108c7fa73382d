import { findReceipt } from "#db/queries/receipt/find-receipt.ts";
import { recordReceipt } from "#db/queries/receipt/record-receipt.ts";
import type { Tx } from "#db/tx.ts";
import type { Sha256 } from "#lib/core/evidence/bytes.ts";
import { stableJson } from "./input.ts";

/** What the receipts say about this key: never used, used for the same, or used for something else. */
export type Earlier =
  | { readonly kind: "none" }
  | { readonly kind: "same"; readonly result: unknown }
  | { readonly kind: "other" };

/** A command under an idempotency key. */
export interface Keyed {
  readonly holder: string;
  readonly key: string;
  readonly command: string;
  readonly inputHash: string;
}

/** SHA-256 (hex) of the parsed input together with the version the caller named. */
export function hashInput(input: unknown, expectedVersion: number | null, sha256: Sha256): string {
  const text = stableJson({ input, expectedVersion });
  return Buffer.from(sha256(new TextEncoder().encode(text))).toString("hex");
}

/** Takes the key for this transaction and looks what was done under it before. */
export async function earlier(tx: Tx, keyed: Keyed): Promise<Earlier> {
  const receipt = await findReceipt(tx, keyed.holder, keyed.key);
  if (receipt === undefined) return { kind: "none" };
  const same = receipt.command === keyed.command && receipt.inputHash === keyed.inputHash;
  return same ? { kind: "same", result: receipt.result } : { kind: "other" };
}

/** Keeps the answer, in the transaction of the change. */
export async function keep(tx: Tx, keyed: Keyed, result: unknown): Promise<void> {
  await recordReceipt(tx, keyed.holder, keyed.key, {
    command: keyed.command,
    inputHash: keyed.inputHash,
    result: JSON.stringify(result ?? null),
  });
}
