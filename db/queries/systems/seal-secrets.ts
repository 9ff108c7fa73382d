import type { Tx } from "../../tx.ts";

/** Keeps sealed secrets, in the place of those of the same name. Bytes go out as hex. */
export async function sealSecrets(
  tx: Tx,
  systemId: string,
  secrets: readonly { readonly name: string; readonly sealed: Uint8Array }[],
): Promise<void> {
  if (secrets.length === 0) return;
  const names = secrets.map((secret) => secret.name);
  // Not an update: web may not read what stands there.
  await tx.sql`delete from system_secret where system_id = ${systemId} and name = any(${names}::text[])`;
  await tx.sql`
    insert into system_secret (system_id, name, sealed, created_at)
    select ${systemId}, name, decode(sealed, 'hex'), clock_timestamp()
    from unnest(${names}::text[], ${secrets.map((secret) => Buffer.from(secret.sealed).toString("hex"))}::text[]) as t(name, sealed)`;
}
