import type { Instant } from "../instant.ts";

/** What is known of whoever owns the credential a connector signs in with. */
export interface CredentialOwnerFacts {
  /** An employment of theirs is running; of a service account or bot, its service. */
  readonly isPresent: boolean;
  /** Earliest effective end of a leaving of theirs that is under way; null when there is none. */
  readonly leavesAt: Instant | null;
}

/** Whether the credential of a connector outlasts its owner. */
export type CredentialStanding = "not_named" | "stays" | "leaves" | "left";

/**
 * Whether a connector may go on by its credential. A credential that belongs to a leaver ends with the leaver's account,
 * often by Closeout's own act, and then nothing here can be looked at any more; and while it works the leaver still has it.
 */
export function credentialStanding(owner: CredentialOwnerFacts | null, now: Instant): CredentialStanding {
  if (owner === null) return "not_named";
  const { isPresent, leavesAt } = owner;
  if (leavesAt !== null) return leavesAt > now ? "leaves" : "left";
  return isPresent ? "stays" : "left";
}

/** Whether the credential must be replaced before anything is acted on. */
export function mustReplaceCredential(standing: CredentialStanding): boolean {
  return standing === "leaves" || standing === "left";
}
