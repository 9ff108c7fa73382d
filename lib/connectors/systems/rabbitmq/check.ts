import type { CheckReport } from "../../contract.ts";
import { lineProblem } from "../../kit/line-problem.ts";
import { type Broker, Reader } from "./reader.ts";
import { nodes as nodesShape, overview as overviewShape, users as usersShape } from "./schema.ts";

/** Only reads, with both users. */
export async function check(broker: Broker, signal: AbortSignal): Promise<CheckReport> {
  const findings: string[] = [];
  const exchanges: CheckReport["exchanges"][number][] = [];
  for (const side of new Set([broker.observing, broker.acting])) {
    const reader = new Reader(side, signal);
    const isKnown = await reader.isKnown();
    const users = isKnown ? await reader.read("/users", usersShape) : null;
    const overview = users === null ? null : await reader.read("/overview", overviewShape);
    const nodes = overview === null ? null : await reader.read("/nodes", nodesShape);
    exchanges.push(...reader.exchanges);
    if (nodes === null) {
      const { failure, retryAfter } = reader;
      const reachable = exchanges.at(-1)?.status !== null;
      const report = { reachable, authorised: false, findings: [sentence(failure, isKnown)], dialect: {} };
      return { ...report, exchanges, retryAfter };
    }
    if (overview?.disable_stats === true) findings.push("The broker's statistics are off: connections cannot be seen.");
    if (nodes.some(({ running }) => !running))
      findings.push("A node of the cluster does not run; its connections are not seen.");
    const other = nodes.flatMap(({ auth_mechanisms: all = [] }) =>
      all.filter(({ name, enabled }) => enabled && name === "EXTERNAL"),
    );
    if (other.length > 0) {
      findings.push("Users can sign in by certificate. A user without a password then still counts as not disabled.");
    }
  }
  return {
    reachable: true,
    authorised: true,
    findings: [...new Set(findings)],
    dialect: {},
    exchanges,
    retryAfter: null,
  };
}

function sentence(failure: string | null, isKnown: boolean): string {
  if (isKnown) return "The user may not read users and nodes. Give it the tag administrator.";
  if (failure === "unauthorised")
    return "The broker refuses the user or the password. Check both, and the tag administrator.";
  const problem = lineProblem(failure);
  if (problem !== null) return problem;
  return "What answers at this address is not RabbitMQ's management plugin.";
}
