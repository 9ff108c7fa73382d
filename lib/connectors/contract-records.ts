import type { Layer } from "../core/access/layer.ts";
import type { SightingChannel } from "../core/candidates/sighting.ts";
import type { Instant } from "../core/instant.ts";

/** What of a target's own records is read besides access: what it says was carried out, or which other systems are used. */
export type LogKind = "claims" | "use";

export interface LogRequest {
  /** `next` of the read before; null: from the beginning, no further back than `since`. */
  readonly cursor: string | null;
  readonly since: Instant;
}

/** What the target's own record says was carried out on somebody. A claim like any other: it is no observation. */
export interface LoggedClaim {
  /** The target's own identifier of the event or task; the same in every read. */
  readonly externalId: string;
  /** By mail, or by the number that HR gives, whichever the target shows. */
  readonly email: string | null;
  readonly personKey: string | null;
  /** What the target calls the system it was carried out in; null: in itself. */
  readonly system: string | null;
  readonly layer: Layer;
  /** The one access it is about, as the target calls it; null: all of the layer. */
  readonly access: string | null;
  readonly title: string;
  readonly state: "completed" | "failed";
  /** ISO 8601 with offset. */
  readonly statedAt: string | null;
}

/** That somebody uses another application, as far as the target shows it. */
export interface SeenUse {
  readonly channel: SightingChannel;
  readonly name: string;
  readonly domain: string | null;
  /** Mail or user name; null: the target does not say who. */
  readonly person: string | null;
  /** ISO 8601 with offset; null: the target does not say when. */
  readonly seenAt: string | null;
  readonly scope: string | null;
  /** The same in every read. */
  readonly rowId: string;
}
