import type { LogEntry } from "#scripts/demo/scim-system-config.ts";
import { personOf } from "../harness/stage.ts";
import { logOf, type Target, truthOf } from "../harness/targets.ts";

/** One run of one side: whom it took, and when; milliseconds since 1970. */
export interface Run {
  readonly person: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Compares by the target's own log what both sides of each round asked it. Both people have an account and two groups,
 * so the product must have made at least each request of the bare chain, each look after its act; and both people
 * must be gone by the target's own truth.
 * @throws Error that names the first difference
 */
export async function requireSameRequests(
  target: Target,
  rounds: readonly { readonly bare: Run; readonly product: Run }[],
): Promise<void> {
  const [log, truth] = await Promise.all([logOf(target), truthOf(target)]);
  const users = new Map(truth.users.map((user) => [user.userName, user]));
  const requests = ({ person, from, to }: Run): readonly string[] => {
    const name = personOf(person).userNames[0] ?? "";
    const user = users.get(name);
    if (user === undefined || user.active || user.groups.length > 0)
      throw new Error(`${target.name}: ${name} is not gone by the target's own truth`);
    return namesOf(
      log.filter(({ at }) => at > from && at <= to),
      [name, `p-${person}`, user.id],
    );
  };
  for (const { bare, product } of rounds) requireContained(target.name, requests(bare), requests(product));
}

/** Requests under names that are the same for any person: "GET /Users?{person}", "PATCH /Groups/{group 1}". */
function namesOf(log: readonly LogEntry[], keys: readonly string[]): readonly string[] {
  const groups = new Map<string, number>();
  return log
    .filter(({ status }) => status >= 200 && status < 300)
    .map(({ method, path }) => {
      const [resource = "", query] = decodeURIComponent(path).split("?", 2);
      const group = /^\/Groups\/(.+)$/.exec(resource)?.[1];
      if (group !== undefined) {
        groups.set(group, groups.get(group) ?? groups.size + 1);
        return `${method} /Groups/{group ${groups.get(group)}}`;
      }
      const named = keys.some((key) => (query ?? resource).includes(key));
      const place = query === undefined ? resource.replace(/[^/]+$/, "{person}") : `${resource}?{person}`;
      return named ? `${method} ${place}` : `${method} ${path}`;
    });
}

function requireContained(target: string, bare: readonly string[], product: readonly string[]): void {
  const left = [...product];
  for (const request of bare) {
    const at = left.indexOf(request);
    if (at < 0) throw new Error(`${target}: the product never asked ${request}; it asked ${product.join(", ")}`);
    left.splice(at, 1);
  }
  for (const act of product.filter((request) => request.startsWith("PATCH "))) {
    const look = act.replace("PATCH ", "GET ");
    if (product.lastIndexOf(look) < product.lastIndexOf(act))
      throw new Error(`${target}: the product did not look again after ${act}`);
  }
}
