import { hash } from "node:crypto";
import type { Layer } from "../../../core/access/layer.ts";
import type { Presence } from "../../../core/access/observation.ts";
import type { AccessRecord, Target } from "../../contract.ts";
import type { LdapChange } from "./change.ts";
import type { LdapEntry } from "./entry.ts";

/** A kind of access that an account's own entry holds as a value of an attribute, such as a public key. */
export interface HeldKind {
  /** First part of the native key, before the colon. */
  readonly prefix: string;
  readonly layer: Layer;
  readonly attribute: string;
  /** What the attribute is called in a change, where that differs. */
  readonly changeAs?: string;
  label(value: Buffer): string;
}

export interface HeldValue {
  readonly kind: HeldKind;
  /** Kind and digest: the value itself stays where it is. */
  readonly key: string;
  readonly value: Buffer;
}

/** Every value of these kinds that the entry shows. */
export function heldValues(entry: LdapEntry, kinds: readonly HeldKind[]): readonly HeldValue[] {
  return kinds.flatMap((kind) =>
    entry
      .bytes(kind.attribute)
      .map((value) => ({ kind, key: `${kind.prefix}:${hash("sha256", value, "hex")}`, value })),
  );
}

export function heldRecord(accountNativeId: string, { kind, key, value }: HeldValue): AccessRecord {
  const label = kind.label(value).slice(0, 160);
  // That it was shown once is what lets a later look believe that it is shown no more.
  const before = { listed: true, members: 1 };
  return { accountNativeId, layer: kind.layer, nativeKey: key, label, facts: {}, before };
}

/**
 * Whether one value is there. Its absence is believed where another value of the attribute is shown, or where this very
 * one was shown when it was inventoried; null otherwise, as a right that is missing shows nothing, too.
 */
export function heldPresence(entry: LdapEntry, kinds: readonly HeldKind[], target: Target): Presence | null {
  const kind = kinds.find(({ prefix, layer }) => layer === target.layer && target.nativeKey.startsWith(`${prefix}:`));
  if (kind === undefined) return null;
  const shown = heldValues(entry, [kind]);
  if (shown.some(({ key }) => key === target.nativeKey)) return "active";
  return shown.length > 0 || target.before?.listed === true ? "absent" : null;
}

/** The change that takes one value away and leaves the others. */
export function withoutValue({ kind, value }: HeldValue): LdapChange {
  return { operation: "delete", attribute: kind.changeAs ?? kind.attribute, values: [value] };
}
