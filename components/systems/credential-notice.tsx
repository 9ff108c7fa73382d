import type { CredentialOwnerView } from "#lib/core/views/inventory.ts";
import { credentialSentence } from "./system-words.ts";

/** Before anything is acted on: the connector's own credential belongs to somebody who is leaving or has left. */
export function CredentialNotice({ credential }: { credential: CredentialOwnerView | null }) {
  const sentence = credentialSentence(credential);
  return sentence === null ? null : (
    <p className="notice notice-alarm" role="note">
      {sentence}
    </p>
  );
}
