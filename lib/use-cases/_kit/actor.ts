import type { Scope } from "#db/tx.ts";
import type { IdentityId } from "#lib/core/ids.ts";
import { type Accountable, operatorText, userText } from "#lib/core/ownership/accountable.ts";
import { type Principal, rowScope } from "#lib/core/permissions.ts";
import type { Actor } from "#lib/runtime/context.ts";

/** The role under which `actor` is permitted or not. An operator has the machine and so everything. */
export function principalOf(actor: Actor): Principal {
  switch (actor.kind) {
    case "user":
    case "apiKey":
      return actor.role;
    case "confirmLink":
      return "owner";
    case "job":
      return "worker";
    case "operator":
      return "administrator";
  }
}

/**
 * Who answers for what `actor` does. Two tokens and a session of one person are one human.
 * A user without an identity record answers as that user, never as a person.
 */
export function accountableOf(actor: Actor): Accountable {
  switch (actor.kind) {
    case "user":
    case "apiKey":
      return { kind: "human", identity: actor.identityId ?? asIdentity(userText(actor.userId)) };
    case "confirmLink":
      return { kind: "human", identity: actor.identityId };
    case "job":
      return { kind: "automatic", credential: actor.credential };
    case "operator":
      return { kind: "human", identity: asIdentity(operatorText(actor.name)) };
  }
}

/** Text of who answers, as claims and evidence carry it: an id, never a name or mail of a person. */
export function accountableText(actor: Actor): string {
  const who = accountableOf(actor);
  return who.kind === "human" ? who.identity : who.credential;
}

/** Whose idempotency keys these are: a token's keys are its own, so that two machines never collide. */
export function receiptHolder(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.userId}`;
    case "apiKey":
      return `token:${actor.tokenId}`;
    case "confirmLink":
      return `confirm:${actor.linkId}`;
    case "job":
      return `job:${actor.credential}`;
    case "operator":
      return `operator:${actor.name}`;
  }
}

/** Rows `actor` may see and change; the database applies it again. An owner without an identity sees none. */
export function scopeOf(actor: Actor): Scope {
  if (rowScope(principalOf(actor)) === "everything") return { rows: "all", identityId: null };
  return { rows: "owned", identityId: "identityId" in actor ? actor.identityId : null };
}

// Accountable humans are compared as opaque text; a user's or operator's own text stands in for an identity.
function asIdentity(text: string): IdentityId {
  return text as IdentityId;
}
