import { addDisclosures, type NewDisclosure } from "#db/queries/evidence/add-disclosures.ts";
import type { Tx } from "#db/tx.ts";
import { base64url } from "#lib/core/evidence/bytes.ts";
import { commit, SALT_BYTES } from "#lib/core/evidence/commitment.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** Collects salted commitments to personal values of one transaction, so that their openings are kept in one insert. */
export interface Commitments {
  /** Commits to one value of `subjectId`; the digest may stand in evidence. */
  add(subjectId: string, name: string, value: string): string;
  /** Keeps the openings. Call before the run ends: a digest whose opening is lost proves nothing to anybody. */
  keep(tx: Tx): Promise<void>;
}

export function commitments(ctx: Pick<Ctx, "randomBytes" | "sha256">): Commitments {
  const rows: NewDisclosure[] = [];
  return {
    add(subjectId, name, value) {
      const salt = ctx.randomBytes(SALT_BYTES);
      const { digest } = commit(salt, name, value, ctx.sha256);
      rows.push({ digest, subjectId, salt: base64url(salt), name, value });
      return digest;
    },
    keep: (tx) => addDisclosures(tx, rows),
  };
}
