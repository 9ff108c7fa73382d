import { z } from "zod";
import { instant } from "#lib/core/instant.ts";
import type { ExchangeView } from "#lib/core/views/item.ts";
import { isoUtc } from "../../_kit/times.ts";

const kept = z.array(
  z.object({
    purpose: z.enum(["act", "observe"]),
    at: z.number(),
    method: z.string(),
    url: z.string(),
    requestBody: z.string().nullable(),
    status: z.number().nullable(),
    body: z.string().nullable(),
    bodyBytes: z.number(),
    bodyDigest: z.string().nullable(),
    failure: z.string().nullable(),
  }),
);

const FAILURE_WORD: Readonly<Record<string, string>> = {
  timeout: "No answer in time.",
  connection: "The connection failed.",
  too_large: "The answer was larger than is read.",
  not_json: "The answer was not JSON.",
  unexpected_shape: "The answer was not what this call is answered with.",
  redirect: "The target redirected; redirects are not followed.",
  certificate: "The target's certificate is not trusted.",
  blocked_address: "The address is not allowed.",
  unauthorised: "The target refused the credential.",
  rate_limited: "The target asked for a pause.",
  server_error: "The target reported a failure of its own.",
};

/** Why there was no usable answer, in words. */
export function failureWord(code: string | null): string | null {
  return code === null ? null : (FAILURE_WORD[code] ?? code);
}

/** Kept exchanges of one purpose as the drawer shows them. */
export function exchangeViews(text: string | undefined, purpose: "act" | "observe"): readonly ExchangeView[] {
  if (text === undefined) return [];
  const parsed = kept.safeParse(JSON.parse(text));
  if (!parsed.success) return [];
  return parsed.data
    .filter((exchange) => exchange.purpose === purpose)
    .map(({ at, failure, ...exchange }) => ({
      ...exchange,
      atIso: isoUtc(instant(at)),
      failure: failureWord(failure),
    }));
}
