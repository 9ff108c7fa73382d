import type { Layer } from "../access/layer.ts";

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
}

/** What a claim says it is about, in ids. */
export interface ClaimedPlace {
  readonly systemId: string;
  readonly layer: Layer;
}

/** Items a claim is about: those of its layer in its system, of the person's newest case that has any there. */
export function itemsClaimed<Item extends ClaimableItem>(place: ClaimedPlace, items: readonly Item[]): readonly Item[] {
  const there = items.filter((item) => item.systemId === place.systemId && item.layer === place.layer);
  const newest = there.reduce((last, item) => Math.max(last, item.caseNumber), 0);
  return there.filter((item) => item.caseNumber === newest);
}
