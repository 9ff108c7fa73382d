import type { Tx } from "../../tx.ts";

interface SealedSecret {
  readonly name: string;
  readonly sealed: Uint8Array;
}

/** Keeps sealed secrets of a system, or of the draft that it will be, in the place of those of the same name. */
export async function sealSecrets(
  tx: Tx,
  { systemId, draftId }: { readonly systemId: string; readonly draftId: string | null },
  secrets: readonly SealedSecret[],
): Promise<void> {
  if (secrets.length === 0) return;
  const names = secrets.map((secret) => secret.name);
  // Not an update: web may not read what stands there. Bytes go out as hex.
  await dropSecrets(tx, { systemId, draftId }, names);
  await tx.sql`
    insert into system_secret (system_id, draft_id, name, sealed, created_at)
    select ${systemId}, ${draftId}, name, decode(sealed, 'hex'), clock_timestamp()
    from unnest(${names}::text[], ${secrets.map((secret) => Buffer.from(secret.sealed).toString("hex"))}::text[]) as t(name, sealed)`;
}

/** Forgets secrets by their names. */
export async function dropSecrets(
  tx: Tx,
  { systemId, draftId }: { readonly systemId: string; readonly draftId: string | null },
  names: readonly string[],
): Promise<void> {
  await tx.sql`
    delete from system_secret where system_id = ${systemId} and draft_id is not distinct from ${draftId}
      and name = any(${[...names]}::text[])`;
}

/**
 * Secrets of a draft become the system's, in the place of those of the same name, or of all that it had. Nobody reads
 * them for that.
 */
export async function handOverSecrets(
  tx: Tx,
  { systemId, draftId, keeps }: { readonly systemId: string; readonly draftId: string; readonly keeps: boolean },
): Promise<void> {
  await tx.sql`
    delete from system_secret s where s.system_id = ${systemId} and s.draft_id is null
      and (not ${keeps} or exists (select from system_secret d where d.draft_id = ${draftId} and d.name = s.name))`;
  await tx.sql`update system_secret set draft_id = null where draft_id = ${draftId}`;
}

/** Names of the secrets that are kept of a system, and of a draft of it. */
export async function listSecretNames(
  tx: Tx,
  systemId: string,
  draftId: string | null,
): Promise<{ readonly ofSystem: readonly string[]; readonly ofDraft: readonly string[] }> {
  const rows = await tx.sql<{ name: string; draftId: string | null }[]>`
    select name, draft_id as "draftId" from system_secret where system_id = ${systemId} order by name`;
  return {
    ofSystem: rows.filter((row) => row.draftId === null).map(({ name }) => name),
    ofDraft: rows.filter((row) => row.draftId !== null && row.draftId === draftId).map(({ name }) => name),
  };
}
