import { LAYERS, type Layer, type Tier } from "../access/layer.ts";
import { VERDICTS, type VerdictKey } from "../access/verdict-key.ts";
import { DAY, type DurationMicros, HOUR } from "../instant.ts";

/** Views of the list of steps, in the order shown. Each is a name for a filter. */
export const STEP_TABS = ["no_owner", "mine", "overdue", "reported", "cannot_check", "came_back", "all_open"] as const;
export type StepTab = (typeof STEP_TABS)[number];

export const STEP_TAB_WORD: Readonly<Record<StepTab, string>> = {
  no_owner: "No owner",
  mine: "Mine",
  overdue: "Overdue",
  reported: "Reported, not verified",
  cannot_check: "Cannot check",
  came_back: "Came back",
  all_open: "All open",
};

/** What the steps of a list have in common beside the view's own filter. Values of one key: any of them; keys: all. */
export interface StepFilter {
  readonly owner: readonly ("none" | "me")[];
  /** Slugs. */
  readonly system: readonly string[];
  readonly layer: readonly Layer[];
  readonly tier: readonly Tier[];
  readonly status: readonly VerdictKey[];
  /** Due before now plus this. */
  readonly dueWithin: DurationMicros | null;
}

/** One condition as it is written and shown: `owner:none`. */
export interface FilterToken {
  readonly key: "owner" | "system" | "layer" | "tier" | "status" | "due";
  readonly value: string;
}

/** A filter as typed: what was understood, and what was not. Nothing that was not understood is guessed at. */
export interface ParsedFilter {
  readonly filter: StepFilter;
  readonly tokens: readonly FilterToken[];
  readonly unknown: readonly string[];
}

const EMPTY: StepFilter = { owner: [], system: [], layer: [], tier: [], status: [], dueWithin: null };
/** What each view stands for. */
export const STEP_TAB_FILTER: Readonly<Record<StepTab, StepFilter>> = {
  no_owner: { ...EMPTY, owner: ["none"] },
  mine: { ...EMPTY, owner: ["me"] },
  overdue: { ...EMPTY, dueWithin: 0 },
  reported: { ...EMPTY, status: ["reported_removed"] },
  cannot_check: { ...EMPTY, status: ["cannot_check"] },
  came_back: { ...EMPTY, status: ["came_back"] },
  all_open: EMPTY,
};

const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/;
const DUE = /^<(\d{1,3})(h|d)$/;
const TIER: Readonly<Record<string, Tier>> = { "0": 0, "1": 1, "2": 2, "3": 3 };
const TOKENS_MAX = 20;

/** Reads `owner:none system:crm tier:0 status:still_present due:<24h`; keys and words may be in any case. */
export function parseStepFilter(text: string): ParsedFilter {
  const tokens: FilterToken[] = [];
  const unknown: string[] = [];
  let filter = EMPTY;
  for (const word of text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, TOKENS_MAX)) {
    const at = word.indexOf(":");
    const next = at < 0 ? null : withToken(filter, word.slice(0, at), word.slice(at + 1));
    if (next === null) unknown.push(word);
    else {
      filter = next.filter;
      if (!tokens.some(({ key, value }) => key === next.token.key && value === next.token.value))
        tokens.push(next.token);
    }
  }
  return { filter, tokens, unknown };
}

/** The tokens as text again: what stands in the address. */
export function filterText(tokens: readonly FilterToken[]): string {
  return tokens.map(({ key, value }) => `${key}:${value}`).join(" ");
}

function withToken(filter: StepFilter, key: string, value: string) {
  const read = READERS[key];
  const next = read?.(filter, value) ?? null;
  // A reader is found by a key that is one of these.
  return next === null ? null : { filter: next, token: { key: key as FilterToken["key"], value } };
}

const READERS: Readonly<Record<string, (filter: StepFilter, value: string) => StepFilter | null>> = {
  owner: (filter, value) =>
    value === "none" || value === "me" ? { ...filter, owner: [...filter.owner, value] } : null,
  system: (filter, value) => (SLUG.test(value) ? { ...filter, system: [...filter.system, value] } : null),
  layer: (filter, value) => {
    const layer = LAYERS.find((one) => one === value);
    return layer === undefined ? null : { ...filter, layer: [...filter.layer, layer] };
  },
  tier: (filter, value) => {
    const tier = TIER[value];
    return tier === undefined ? null : { ...filter, tier: [...filter.tier, tier] };
  },
  status: (filter, value) => {
    const key = VERDICTS.find((one) => one === value);
    return key === undefined ? null : { ...filter, status: [...filter.status, key] };
  },
  due: (filter, value) => {
    const [, count, unit] = DUE.exec(value) ?? [];
    if (count === undefined) return null;
    return { ...filter, dueWithin: Number(count) * (unit === "d" ? DAY : HOUR) };
  },
};
