import type { Answer } from "../http/client.ts";
import { lineProblem } from "./line-problem.ts";
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
  const problem = lineProblem(failure, status);
  if (problem !== null) return problem;
  if (failure === "not_json") return `Something answers that is not ${vendor}: a page, not JSON. Check the address.`;
  if (failure !== null) return `${vendor} could not be read: ${failure}.`;
  if (status === 200 && says(json)) return null;
  return status === 404
    ? `There is no ${vendor} at this address (404). Check the address.`
    : `Something answers that is not ${vendor} (${status}). Check the address.`;
}
