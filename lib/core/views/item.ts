import type { ClaimSource, ClaimState } from "../access/claim.ts";
import type { Goal } from "../access/goal.ts";
import type { Layer, Tier } from "../access/layer.ts";
import type { Completeness, Independence, Presence } from "../access/observation.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import type { ArtefactKind } from "../evidence/artefact-kind.ts";
import type { DurationMicros } from "../instant.ts";
import type { DeadlineView } from "./exposure.ts";
import type { OwnerView, SuggestedOwnerView } from "./owner.ts";
import type { IsoUtc } from "./time.ts";

/** Where a fact stands in the evidence ledger. */
export interface EvidenceView {
  /** Number in the tree; null until the sequencer has numbered it. */
  readonly leafIndex: number | null;
  /** SHA-256 of the leaf, 64 hex digits. */
  readonly leafHash: string;
}

export interface ObservationView {
  readonly presence: Presence;
  /** What was found, in words: "Active, last used today". */
  readonly found: string;
  readonly startedAtIso: IsoUtc;
  readonly tookMicros: DurationMicros;
  /** Connector and version, or the person. */
  readonly readBy: string;
  /** Name of the credential used, never its value; null for a person. */
  readonly credential: string | null;
  readonly independence: Independence;
  /** What the tier asks for. */
  readonly minIndependence: Independence;
  readonly completeness: Completeness;
  readonly evidence: EvidenceView | null;
}

export interface ClaimView {
  readonly state: ClaimState;
  readonly source: ClaimSource;
  /** Who says so: accountable human, tool or connector. */
  readonly actor: string;
  /** "revoked authorisation, answer 204 accepted". */
  readonly sentence: string;
  readonly atIso: IsoUtc;
  /** Start of the first later observation that saw it usable after freshness; null when none did. */
  readonly contradictedAtIso: IsoUtc | null;
}

/** One request and its answer, redacted before it was stored. */
export interface ExchangeView {
  readonly purpose: "act" | "observe";
  readonly atIso: IsoUtc;
  readonly method: string;
  readonly url: string;
  readonly requestBody: string | null;
  /** null when no answer arrived. */
  readonly status: number | null;
  /** Why there was no usable answer, in words; null when there was one. */
  readonly failure: string | null;
  readonly body: string | null;
  /** Size of the answer as received; `body` may be shorter. */
  readonly bodyBytes: number;
  /** SHA-256 of the full body as received, hex. */
  readonly bodyDigest: string | null;
}

export interface VerdictChangeView {
  readonly key: VerdictKey;
  readonly atIso: IsoUtc;
  /** Later looks that came to the same verdict. */
  readonly seenSince: number;
}

/** A second person's word, with what they attached. Never drawn like an observation. */
export interface AttestationView {
  readonly id: string;
  readonly by: string;
  /** "gone", "disabled", "still usable". */
  readonly saw: string;
  readonly seenAtIso: IsoUtc;
  readonly recordedAtIso: IsoUtc;
  readonly statement: string;
  readonly artefact: {
    /** By which its file is downloaded; null for a reference, and once erased. */
    readonly id: string | null;
    /** null once erased. */
    readonly kind: ArtefactKind | null;
    readonly name: string;
    readonly bytes: number | null;
    readonly digest: string;
  };
}

/** Whether this reader may do something now; where they may not, why, when there is anything to say. */
export interface MayView {
  readonly may: boolean;
  readonly why: string | null;
}

/** A permission to leave it open: asked for, running, expired or refused. */
export interface PermissionView {
  readonly id: string;
  readonly state: "requested" | "running" | "expired" | "refused";
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAtIso: IsoUtc;
  readonly decidedBy: string | null;
  readonly untilIso: IsoUtc;
}

/** An order to keep it. */
export interface HoldView {
  readonly authority: string;
  readonly orderedAtIso: IsoUtc;
  readonly untilIso: IsoUtc;
}

export const ITEM_ACTIONS = [
  "dispatch_now",
  "verify_now",
  "report_removed",
  "assign_owner",
  "ask_exception",
  "order_hold",
] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

/** Everything known of one item: the drawer. */
export interface ItemView {
  readonly id: string;
  /** Version a command on this item must name. */
  readonly version: number;
  readonly leaverId: string;
  readonly systemId: string;
  readonly systemName: string;
  readonly systemVersion: number;
  readonly tier: Tier;
  readonly layer: Layer;
  readonly title: string;
  readonly goal: Goal;
  readonly verdict: VerdictKey;
  /** Why the verdict is what it is, in words. */
  readonly because: string;
  readonly untilIso: IsoUtc | null;
  readonly validUntilIso: IsoUtc | null;
  readonly deadline: DeadlineView | null;
  /** What was looked for, in words. */
  readonly sought: string;
  readonly lastObservation: ObservationView | null;
  /** Oldest first. */
  readonly claims: readonly ClaimView[];
  /** Of the last observation and the last act, oldest first. */
  readonly exchanges: readonly ExchangeView[];
  /** Oldest first. */
  readonly history: readonly VerdictChangeView[];
  readonly looks: number;
  /** Oldest first. */
  readonly attestations: readonly AttestationView[];
  readonly attest: MayView;
  /** Whether this reader may say what they saw with their own eyes. */
  readonly look: MayView;
  /** Who may check next, where the last look came from too close; null otherwise. */
  readonly nextCheck: string | null;
  /** Exceptions asked for, oldest first. */
  readonly exceptions: readonly PermissionView[];
  /** Latest last: that one counts. */
  readonly holds: readonly HoldView[];
  readonly owner: OwnerView | null;
  readonly suggestedOwner: SuggestedOwnerView | null;
  /** The open step behind the item; null when none is open. */
  readonly stepId: string | null;
  readonly stepVersion: number | null;
  /** What this reader may do now. */
  readonly actions: readonly ItemAction[];
  readonly zone: string;
  readonly asOfIso: IsoUtc;
}
