import type { Goal } from "../../../core/access/goal.ts";
import type { Layer } from "../../../core/access/layer.ts";
import type { RevokeOutcome, RevokeResult, Target } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { acted, unsupported } from "../../kit/replies.ts";
import { type Broker, Reader, step } from "./reader.ts";
import { type User, users as usersShape } from "./schema.ts";

const GOALS_OF: Partial<Readonly<Record<Layer, readonly Goal[]>>> = {
  account: ["disabled", "absent"],
  session: ["invalidated"],
  credential: ["invalidated"],
  entitlement: ["absent"],
};

/** Ends one access. A user's other fields are written back as they were read: PUT replaces them all. */
export async function revoke(broker: Broker, target: Target, goal: Goal, signal: AbortSignal): Promise<RevokeResult> {
  const goals = GOALS_OF[target.layer];
  if (goals === undefined) return unsupported(`RabbitMQ has no lever on the layer ${target.layer}`);
  if (!goals.includes(goal)) return unsupported(`this can only be ${goals.join(" or ")}, not ${goal}`);
  const deletes = target.layer === "account" && goal === "absent";
  if (deletes && !broker.config.allowDelete) return unsupported("policy does not allow deleting users here");
  const { user, observeUser } = broker.config;
  const name = target.accountNativeId;
  if (name === user || name === observeUser) return unsupported("this is the user with which Closeout signs in");
  const reader = new Reader(broker.acting, signal);
  const outcome = await act(reader, target, deletes);
  return { ...acted(outcome, reader.exchanges), retryAfter: reader.retryAfter };
}

async function act(reader: Reader, target: Target, deletes: boolean): Promise<RevokeOutcome> {
  const name = target.accountNativeId;
  const [kind = "", ...rest] = target.nativeKey.split(":");
  const place = rest.join(":");
  if (deletes) return outcomeOf(await reader.send("DELETE", `/users/${step(name)}`));
  if (target.layer === "session") {
    const connection = target.nativeKey.slice(0, target.nativeKey.lastIndexOf("@"));
    return outcomeOf(await reader.send("DELETE", `/connections/${step(connection)}`));
  }
  if (target.layer === "entitlement" && kind === "vhost") {
    return outcomeOf(await reader.send("DELETE", `/permissions/${step(place)}/${step(name)}`));
  }
  if (target.layer === "entitlement" && kind === "topic") {
    return outcomeOf(await reader.send("DELETE", `/topic-permissions/${step(place)}/${step(name)}`));
  }
  const change = (user: User) =>
    target.layer === "entitlement"
      ? { ...kept(user), tags: user.tags.filter((tag) => tag !== place).join(",") }
      : { ...kept(user), password_hash: "" };
  return rewrite(reader, name, change);
}

function kept({ password_hash, hashing_algorithm, tags }: User) {
  const algorithm = typeof hashing_algorithm === "string" ? { hashing_algorithm } : {};
  return { password_hash, ...algorithm, tags: tags.join(",") };
}

async function rewrite(reader: Reader, name: string, change: (user: User) => unknown): Promise<RevokeOutcome> {
  const users = await reader.read("/users", usersShape);
  if (users === null) return { kind: "unknown", cause: reader.failure ?? "unexpected_shape" };
  const user = users.find((one) => one.name === name);
  if (user === undefined) return { kind: "already_absent" };
  return outcomeOf(await reader.send("PUT", `/users/${step(name)}`, change(user)));
}

/** The broker answers 201 or 204 with nothing in it, and 404 where it knows of nothing of the name. */
function outcomeOf({ status, failure, json }: Answer): RevokeOutcome {
  if (failure !== null || status === null) return { kind: "unknown", cause: failure ?? "connection" };
  if (status === 201 || status === 204) return { kind: "accepted" };
  const isOwn = typeof json === "object" && json !== null && "error" in json;
  if (status === 404) return isOwn ? { kind: "already_absent" } : { kind: "unknown", cause: "unexpected_shape" };
  if (status < 300) return { kind: "unknown", cause: "unexpected_shape" };
  return { kind: "refused", reason: `the broker answered ${status}` };
}
