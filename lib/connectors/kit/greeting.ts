import type { Answer } from "../http/client.ts";
import { reasonOf } from "./outcome.ts";

/**
 * Why a system's first answer cannot be used, in a sentence for whoever connects it; null when it can.
 * @param says whether a 200 is this vendor's own. @param vendor its name. @param credential what it refused, in words.
 */
export function greetingProblem(
  answer: Answer,
  vendor: string,
  credential: string,
  says: (json: unknown) => boolean,
): string | null {
  const { status, failure, json } = answer;
  if (failure === "unauthorised")
    return `${vendor} refuses ${credential}: ${reasonOf(answer)}. Check it, and what it may do.`;
  if (failure === "blocked_address")
    return "This address is private or not allowed as a target. The operator can allow its range.";
  if (failure === "redirect") return `The address redirects (${status}). Enter the address it leads to.`;
  if (failure === "not_json") return `Something answers that is not ${vendor}: a page, not JSON. Check the address.`;
  if (failure === "connection")
    return "Nothing answers at this address, or its certificate is not trusted. Check the address.";
  if (failure !== null) return `${vendor} could not be read: ${failure}.`;
  if (status === 200 && says(json)) return null;
  return status === 404
    ? `There is no ${vendor} at this address (404). Check the address.`
    : `Something answers that is not ${vendor} (${status}). Check the address.`;
}
