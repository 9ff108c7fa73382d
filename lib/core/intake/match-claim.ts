import type { Layer } from "../access/layer.ts";
import type { Instant } from "../instant.ts";
import { type CaseState, isLive } from "../leaver/case-state.ts";

/** Letters and digits of a name in lower case: `GitHub Enterprise`, `github-enterprise` and `GitHub_Enterprise` are one. */
export function systemKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** A system as far as a tool may name it. */
export interface NamedSystem {
  readonly id: string;
  /** Keys of its slug, name and aliases. */
  readonly keys: readonly string[];
}

/** Systems that `name` may mean: none is unknown, more than one is ambiguous. */
export function systemsNamed(name: string, systems: readonly NamedSystem[]): readonly string[] {
  const key = systemKey(name);
  return key === "" ? [] : systems.filter((one) => one.keys.includes(key)).map((one) => one.id);
}

/** Words of task titles, most telling first: the first that a title holds names its layer. */
const TITLE_WORDS: readonly (readonly [RegExp, Layer])[] = [
  [/\b(?:sessions?|refresh tokens?|sign[- ]?outs?|sign out)\b/i, "session"],
  [
    /\b(?:api|access|personal|ssh|deploy)[- ](?:keys?|tokens?)\b|\b(?:credentials?|certificates?|mfa|factors?)\b/i,
    "credential",
  ],
  [/\b(?:mailbox|delegat\w*|forwarding|consents?)\b/i, "delegation"],
  [/\b(?:service accounts?|bots?)\b/i, "machine_identity"],
  [/\b(?:ownership|approver|reviewer|on[- ]call)\b/i, "custody"],
  [/\b(?:licen[cs]es?|roles?|entitlements?|access packages?)\b/i, "entitlement"],
  [/\b(?:groups?|teams?)\b/i, "group"],
];

/** Layer that a task's title speaks of. A task that names none speaks of the account. */
export function layerOfTitle(title: string | null): Layer {
  if (title === null) return "account";
  return TITLE_WORDS.find(([words]) => words.test(title))?.[1] ?? "account";
}

/** An item that a claim may be about. */
export interface ClaimableItem {
  readonly id: string;
  readonly caseNumber: number;
  readonly systemId: string;
  readonly layer: Layer;
  /** What the target calls the access; null: not known, or the layer itself. */
  readonly label: string | null;
}

/** What a claim says it is about, in ids. */
export interface ClaimedPlace {
  readonly systemId: string;
  readonly layer: Layer;
  /** The one access it is about; null: all of the layer. */
  readonly accessName: string | null;
}

/** A leaving of the person a claim names. */
export interface ClaimableCase {
  readonly number: number;
  readonly state: CaseState;
  readonly effectiveAt: Instant;
  readonly openedAt: Instant;
  /** When the engagement that ends by it began; null where nobody told. */
  readonly engagedAt: Instant | null;
  /** Whether every connected system has been read for it. */
  readonly inventoried: boolean;
}

/**
 * Leavings that a claim may be about, likeliest first. One that states a time is about the newest leaving that had begun by
 * then; one that states none, or a time before all of them, about the newest that is under way, else the newest. Others
 * follow only once that one has been read: until then what it holds is not known, and an older leaving must not take what
 * was said of this one. Nothing follows that is over: what is said now is not said of a leaving long closed.
 */
export function leavingsClaimed(statedAt: Instant | null, cases: readonly ClaimableCase[]): readonly ClaimableCase[] {
  const newestFirst = [...cases].sort((one, other) => other.number - one.number);
  const begun = (one: ClaimableCase, at: number) => statedAt !== null && beginOf(one, newestFirst[at + 1]) <= statedAt;
  const first = newestFirst.find(begun) ?? newestFirst.find((one) => isLive(one.state)) ?? newestFirst[0];
  if (first === undefined) return [];
  if (!first.inventoried) return [first];
  return [first, ...newestFirst.filter((one) => one !== first && isLive(one.state))];
}

/**
 * When a leaving begins to be what tools speak of: with the engagement it ends, where that began after the leaving before;
 * else when it was known or took effect, whichever came first.
 */
function beginOf({ engagedAt, openedAt, effectiveAt }: ClaimableCase, before: ClaimableCase | undefined): Instant {
  if (engagedAt !== null && before !== undefined && engagedAt > before.effectiveAt) return engagedAt;
  return openedAt < effectiveAt ? openedAt : effectiveAt;
}

/**
 * Items a claim is about: those of its layer in its system, of the likeliest leaving that has any there. One that names an
 * access is about that alone: "removed from one group" says nothing of the others.
 */
export function itemsClaimed<Item extends ClaimableItem>(
  place: ClaimedPlace,
  leavings: readonly Pick<ClaimableCase, "number">[],
  items: readonly Item[],
): readonly Item[] {
  const name = place.accessName === null ? null : systemKey(place.accessName);
  const isMeant = ({ label }: Item) => name === null || systemKey(label ?? "") === name;
  const there = items.filter((item) => item.systemId === place.systemId && item.layer === place.layer && isMeant(item));
  const first = leavings.find(({ number }) => there.some((item) => item.caseNumber === number));
  return there.filter((item) => item.caseNumber === first?.number);
}
