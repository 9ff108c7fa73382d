import type { Layer } from "../access/layer.ts";
import type { Presence } from "../access/observation.ts";
import type { OwnerView } from "./owner.ts";
import type { IsoUtc } from "./time.ts";

/** A setting as a form asks for it. */
export interface SettingView {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  /** `list`: several texts, one a line. */
  readonly kind: "text" | "url" | "number" | "choice" | "switch" | "list" | "document";
  readonly required: boolean;
  readonly choices: readonly string[];
  readonly initial: string | number | boolean | null;
}

/** A credential as a form asks for it. Its value never comes back. */
export interface SecretView {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly required: boolean;
  readonly multiline: boolean;
}

/** A kind of system that can be connected. */
export interface ConnectorView {
  readonly id: string;
  readonly name: string;
  readonly layers: readonly { readonly layer: Layer; readonly act: boolean; readonly observe: boolean }[];
  /** What it was run against, a phrase each. */
  readonly runAgainst: readonly string[];
  /** What nobody has run it against yet, in a sentence; null: the vendor's own was seen. */
  readonly notSeen: string | null;
  readonly settings: readonly SettingView[];
  readonly secrets: readonly SecretView[];
}

/** One question of a trial and its answer. `passed` null: it could not be asked. */
export interface TrialStepView {
  readonly name: string;
  readonly passed: boolean | null;
  readonly words: string;
}

/** A field that a definition names, and what stood there in an answer. */
export interface TrialFieldView {
  readonly field: string;
  readonly path: string;
  /** As JSON; null: nothing was found at the path. */
  readonly value: string | null;
  readonly note: string;
  /** false: what depends on it cannot be known by this answer. */
  readonly fits: boolean;
}

/** One request of a trial and its answer, without secrets. */
export interface TrialExchangeView {
  readonly method: string;
  readonly url: string;
  readonly requestBody: string | null;
  /** null: no answer arrived. */
  readonly status: number | null;
  readonly failure: string | null;
  /** Size of the whole answer. */
  readonly bodyBytes: number;
  readonly body: string | null;
  /** More was kept of the answer than is shown. */
  readonly isCut: boolean;
  /** What was read out of it, where the connector goes by a definition. */
  readonly read: readonly TrialFieldView[];
}

/** One question of a trial with its requests and what was concluded from them. */
export interface TrialQuestionView {
  readonly asked: string;
  readonly concluded: readonly string[];
  readonly exchanges: readonly TrialExchangeView[];
  /** Shown or not. */
  readonly exchangesTotal: number;
  /** null: not measured. */
  readonly tookMs: number | null;
}

/** How a layer stands with this credential. */
export interface TrialLayerView {
  readonly layer: Layer;
  readonly observe: "yes" | "no" | "not offered" | "right missing";
  readonly act: boolean;
  readonly seen: number | null;
}

/** What a check of a connection came to. */
export interface ConnectionCheckView {
  readonly reachable: boolean;
  readonly authorised: boolean;
  /** In words: what is missing and where it is granted. */
  readonly findings: readonly string[];
  readonly steps: readonly TrialStepView[];
  readonly layers: readonly TrialLayerView[];
  readonly calls: number;
  readonly requests: readonly TrialQuestionView[];
}

/** What looking for one person came to. Nothing was changed for it. */
export interface PersonTrialView {
  readonly mail: string;
  readonly accounts: readonly {
    readonly userName: string;
    readonly displayName: string | null;
    readonly emails: readonly string[];
    readonly presence: Presence;
  }[];
  readonly access: readonly { readonly layer: Layer; readonly label: string }[];
  readonly accessTotal: number;
  readonly steps: readonly TrialStepView[];
  readonly layers: readonly TrialLayerView[];
  readonly calls: number;
  readonly requests: readonly TrialQuestionView[];
}

/** The trial that is under way, or was last. */
export interface TrialView {
  readonly state: "asked" | "running" | "ended";
  /** null: the connection itself is checked. */
  readonly mail: string | null;
  readonly askedIso: IsoUtc;
  readonly endedIso: IsoUtc | null;
  readonly steps: readonly TrialStepView[];
}

/** A connection that is about to be made or changed. */
export interface ConnectionDraftView {
  readonly id: string;
  /** The system whose connection it changes; null: a new one. */
  readonly changes: { readonly slug: string; readonly name: string } | null;
  readonly connector: ConnectorView;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Names of secrets that are kept; none of them is ever shown. */
  readonly secretsKept: readonly string[];
  readonly trial: TrialView | null;
  readonly check: ConnectionCheckView | null;
  readonly found: PersonTrialView | null;
  /** Who can be asked to answer for the system. */
  readonly people: readonly OwnerView[];
  readonly asOfIso: IsoUtc;
}

/** The connection of a system that is there, as it can be changed. */
export interface ConnectionView {
  readonly systemId: string;
  readonly slug: string;
  readonly name: string;
  readonly connector: ConnectorView;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secretsKept: readonly string[];
}
