import type { Presence } from "../../../core/access/observation.ts";
import type { Nodes, User } from "./schema.ts";

/** Ways to sign in that compare a password. */
const BY_PASSWORD: ReadonlySet<string> = new Set(["PLAIN", "AMQPLAIN", "RABBIT-CR-DEMO"]);

/**
 * RabbitMQ has no switch that disables a user. Without a password hash nobody signs in by password; whether that closes
 * the account depends on whether a node accepts anything else, such as a certificate (EXTERNAL).
 */
export function presenceOf(user: User, nodes: Nodes): Presence {
  if (user.password_hash !== "") return "active";
  const known = nodes.every(({ auth_mechanisms: all }) => all !== undefined && all.length > 0);
  const others = nodes.flatMap(({ auth_mechanisms: all = [] }) =>
    all.filter(({ name, enabled }) => enabled && !BY_PASSWORD.has(name)),
  );
  return known && others.length === 0 ? "disabled" : "unknown";
}
