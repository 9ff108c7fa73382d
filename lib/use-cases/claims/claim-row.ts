import { z } from "zod";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { layerOfTitle } from "#lib/core/intake/match-claim.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { inputRefusals, stableJson } from "../_kit/input.ts";
import type { ClaimWaits } from "../_kit/match-claims.ts";
import { isStorable, sourceName, text } from "../_kit/text.ts";
import { readStatedAt } from "./stated-at.ts";

/** What a tool may say of a task. `completed` is the tools' word for `removed`; `pending` says nothing was done yet. */
export const TASK_STATES = [
  "completed",
  "removed",
  "already_absent",
  "failed",
  "refused",
  "still_present",
  "pending",
] as const;

/** One claim as another tool or ticket makes it. */
export const claimRowSchema = z.strictObject({
  source: sourceName.meta({ description: "The tool that says so, e.g. Okta Workflows." }),
  kind: z.enum(["tool", "ticket", "import"]).default("tool"),
  externalId: text(200).meta({ description: "The tool's own id of the task or ticket; sent again, it is recognised." }),
  personKey: text(200).optional().meta({ description: "Key of the person in HR. Needed where there is no email." }),
  email: text(320).optional().meta({ description: "Mail of the person; decides where there is no personKey." }),
  system: text(200).meta({ description: "Slug, name or alias of the system the task was about." }),
  layer: z
    .enum(LAYERS)
    .optional()
    .meta({ description: "Read from the title where it is left out; the account otherwise." }),
  access: text(300)
    .optional()
    .meta({ description: "The one group, role or the like that it is about; left out: all of the layer." }),
  title: text(500).optional().meta({ description: "What the task is called." }),
  state: z.enum(TASK_STATES),
  statedAt: text(60).optional().meta({ description: "When the tool says it was done. Shown; no metric moves by it." }),
  zone: z.string().trim().max(60).optional().meta({ description: "IANA zone of a statedAt that has no offset." }),
});

type ClaimInput = z.output<typeof claimRowSchema>;

/** A row that reads well. */
export interface ClaimRow {
  readonly input: ClaimInput;
  readonly email: string | null;
  readonly layer: Layer;
  readonly state: string;
  readonly statedAt: Instant | null;
  /** SHA-256 input: equal for rows that say the same of the same person and system. */
  readonly content: string;
}

/** Reads one row strictly. Refusals name the field; whom and what it is about is asked later. */
export function readClaimRow(raw: unknown): Decision<ClaimRow> {
  const parsed = claimRowSchema.safeParse(raw);
  if (!parsed.success) return { ok: false, reasons: inputRefusals(parsed.error) };
  const input = parsed.data;
  if (input.personKey === undefined && input.email === undefined) return refused(nobody());
  const stated = input.statedAt === undefined ? ok(null) : readStatedAt(input.statedAt, input.zone);
  if (!stated.ok) return stated;
  const email = input.email?.toLowerCase() ?? null;
  const layer = input.layer ?? layerOfTitle(input.title ?? null);
  const state = input.state === "completed" ? "removed" : input.state;
  // Left out where none is named: what was taken before this could be said stays the same statement.
  const one = input.access === undefined ? {} : { access: input.access };
  const content = stableJson({ personKey: input.personKey ?? null, email, system: input.system, layer, ...one });
  return ok({ input, email, layer, state, statedAt: stated.value, content });
}

function nobody(): DomainError {
  const sentence = "The row names nobody. Nothing of it was kept. Give personKey or email.";
  return domainError("input_invalid", { path: "personKey", sentence });
}

/** What became of one row. A refused row left nothing behind but this answer and its entry in the ledger. */
export interface ClaimRowResult {
  /** Place of the row in what was sent, from 0. */
  readonly index: number;
  readonly status: "matched" | "waiting" | "duplicate" | "refused";
  /** Items it is a claim on. */
  readonly items: number;
  /** The leaver's short number, e.g. LV-2041; null while it waits. */
  readonly leaver: string | null;
  /** Why it is about no item yet; null otherwise. It is matched by itself when that changes. */
  readonly waits: ClaimWaits | null;
  readonly error: DomainError | null;
}

/** The answer for a row that is refused. */
export function refusedClaim(index: number, error: DomainError): ClaimRowResult {
  const path = error.path === undefined ? `claims[${index}]` : `claims[${index}].${error.path}`;
  const named = domainError(error.code, { path, sentence: error.sentence });
  return { index, status: "refused", items: 0, leaver: null, waits: null, error: named };
}

/** The source a row names, where it can be kept; for the entry of a refused one. */
export function sourceOf(raw: unknown): string {
  const source = typeof raw === "object" && raw !== null && "source" in raw ? raw.source : null;
  return typeof source === "string" && isStorable(source) && sourceName.safeParse(source).success ? source : "unread";
}
