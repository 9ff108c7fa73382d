import type { CredentialOwnerView, LastLookView } from "#lib/core/views/inventory.ts";
import type { SystemRowView } from "#lib/core/views/system-list.ts";
import { formatDuration, formatRelative, spanBetween } from "../time/format-duration.ts";
import { formatClock, formatFull } from "../time/format-instant.ts";

export const ACTING_WORD = { on: "Acting", off: "Observe only" } as const;

/** When the connector last reached the system, and that it did not where it did not. */
export function lastCheckWords(system: SystemRowView, asOfIso: string): string {
  if (system.connector === null) return "By hand";
  if (system.lastCheckIso === null) return "Never";
  return system.lastCheckOk
    ? formatRelative(system.lastCheckIso, asOfIso)
    : `Failed ${formatClock(system.lastCheckIso, "UTC")}`;
}

/** Whether nothing is known of the system by itself. */
export function isCheckBad(system: SystemRowView): boolean {
  return system.connector !== null && system.lastCheckOk !== true;
}

/** Age of the newest look or list: `12 min`, `By hand`, `Never`. */
export function lastLookWords({ atIso, byHand }: LastLookView, asOfIso: string): string {
  if (atIso === null) return "Never";
  return byHand ? "By hand" : formatDuration(spanBetween(atIso, asOfIso));
}

/** The same in a sentence, for the tooltip. */
export function lastLookSentence({ atIso, byHand, isOverdue }: LastLookView, tier: number): string {
  if (atIso === null) return "Nobody and nothing has looked here yet.";
  const who = byHand ? "Somebody last attested to what they saw" : "The newest look, reading or list is of";
  const late = isOverdue ? ` That is longer ago than tier ${tier} allows.` : "";
  return `${who} ${formatFull(atIso, "UTC")}.${late}`;
}

/** Which tools skip a system, in as few words as there are. */
export function skippedWords(skippedBy: readonly string[], tools: readonly string[]): string {
  if (skippedBy.length === 0) return "–";
  return skippedBy.length > 1 && skippedBy.length === tools.length ? "All tools" : skippedBy.join(", ");
}

/** Why it says so. */
export function skippedSentence(skippedBy: readonly string[], tools: readonly string[]): string {
  if (tools.length === 0) return "No automation's claims have been brought in, so nobody knows whether it skips this.";
  if (skippedBy.length === 0) return "All automation whose claims were brought in has spoken of it.";
  const verb = skippedBy.length === 1 ? "speaks" : "speak";
  return `${skippedBy.join(", ")} ${verb} of other systems in the claims brought in, and never of this one.`;
}

/** Why the credential of a connector must be replaced; null where it need not be. */
export function credentialSentence(credential: CredentialOwnerView | null): string | null {
  if (credential === null) return null;
  const { owner, standing, leaverId, leavesAtIso } = credential;
  const who = leaverId === null ? owner.name : `${owner.name} (${leaverId})`;
  if (standing === "left")
    return `Its connector signs in with the credential of ${who}, who has left. Replace it and name its new owner: when it ends, Closeout can neither act here nor look, and until then it still works.`;
  if (standing === "leaves" && leavesAtIso !== null)
    return `Its connector signs in with the credential of ${who}, who leaves ${formatFull(leavesAtIso, "UTC")}. Replace it and name its new owner first: acting on them ends what Closeout looks with.`;
  return null;
}
