import { notFound, redirect } from "next/navigation";
import { currentSession } from "#lib/auth/session.ts";
import type { Role } from "#lib/core/permissions.ts";
import { contextOf } from "#lib/runtime/compose.ts";
import { webProcess } from "#lib/runtime/web.ts";
import { type Query, runQuery } from "#lib/use-cases/_kit/query.ts";
import { isDemo } from "./demo.ts";
import { faultOf } from "./fault.ts";

/** Who reads a page: for the name and the menu. What they may do is asked again by every command. */
export interface Reader {
  readonly name: string;
  readonly role: Role;
  /** The database is a demo: every screen says so. */
  readonly demo: boolean;
}

/** The signed-in reader of a page; sends everybody else to sign in. */
export async function reader(): Promise<Reader> {
  const session = await currentSession();
  if (session === null || session.actor.kind !== "user") redirect("/sign-in");
  return { name: session.name, role: session.actor.role, demo: isDemo() };
}

/**
 * A view for a server component: signed in, permitted, strict input, read-only. Sends who is not signed in to sign in;
 * what is not there or may not be seen is "not found" to both.
 */
export async function page<Input, View>(query: Query<Input, View>, input: unknown): Promise<View> {
  const session = await currentSession();
  if (session === null) redirect("/sign-in");
  const { runtime } = webProcess();
  const ctx = contextOf(runtime, session.actor);
  const answer = await runQuery(ctx, query, input).catch((cause: unknown) => {
    // A message of its own: what is thrown here must not carry the cause to the browser.
    throw new Error(faultOf(cause, ctx.requestId, runtime.logger).sentence);
  });
  if (!answer.ok) notFound();
  return answer.value;
}
