import type { Tx } from "../../tx.ts";
import type { Receipt } from "./find-receipt.ts";

/** Keeps a command's answer in its own transaction. `receipt.result` is JSON text. */
export async function recordReceipt(
  tx: Tx,
  actor: string,
  key: string,
  receipt: Omit<Receipt, "result"> & { readonly result: string },
): Promise<void> {
  await tx.sql`
    insert into command_receipt (actor, idempotency_key, command, input_hash, result)
    values (${actor}, ${key}, ${receipt.command}, ${receipt.inputHash}, ${receipt.result}::text::jsonb)`;
}
