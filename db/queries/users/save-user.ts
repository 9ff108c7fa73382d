import type { Tx } from "../../tx.ts";

/** Adds a user, or gives a known one its role. */
export async function saveUser(
  tx: Tx,
  user: { readonly id: string; readonly identityId: string | null; readonly role: string; readonly name: string },
): Promise<void> {
  await tx.sql`
    insert into app_user (id, identity_id, role, name, created_at)
    values (${user.id}, ${user.identityId}, ${user.role}, ${user.name}, clock_timestamp())
    on conflict (id) do update set role = excluded.role`;
}
