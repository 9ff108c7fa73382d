import { z } from "zod";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { text } from "../_kit/text.ts";

const key = text(200);

/** What a person states of one layer. */
export const statedLayer = z.strictObject({
  exists: z.enum(["yes", "no", "unknown"]),
  existsUntil: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "End of a stated `no`; a year when left out." }),
  observe: z
    .enum(["snapshot", "none"])
    .optional()
    .meta({ description: "snapshot: looked at by lists that people export. Not where a connector looks." }),
});

const layerShape = Object.fromEntries(LAYERS.map((layer) => [layer, statedLayer.optional()])) as Readonly<
  // Built from LAYERS themselves; Object.fromEntries widens the keys to string.
  Record<Layer, z.ZodOptional<typeof statedLayer>>
>;

/** A system as somebody registers it. */
export const systemInput = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/)
    .meta({ description: "Short name in addresses: small letters, digits and hyphens." }),
  name: text(120),
  tier: z
    .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
    .default(1)
    .meta({ description: "0 carries the most harm, 3 the least." }),
  connector: z
    .string()
    .max(60)
    .optional()
    .meta({ description: "Id of the connector, e.g. scim; none: not connected." }),
  config: z.record(z.string(), z.unknown()).default({}).meta({ description: "Checked by the connector." }),
  secrets: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/), z.string().min(1).max(16_384))
    .default({})
    .meta({ description: "Sealed at once; only the worker can read them." }),
  layers: z.strictObject(layerShape).default({}),
  ownerKey: key.optional().meta({ description: "Person key of who answers for the system." }),
  deputyKey: key.optional(),
  acting: z.boolean().default(false).meta({ description: "Observe-only until somebody switches acting on." }),
  inFlightMax: z
    .int()
    .min(1)
    .max(256)
    .default(8)
    .meta({ description: "Calls in flight at once, all workers together." }),
});

export type SystemInput = z.output<typeof systemInput>;
