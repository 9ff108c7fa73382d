import { z } from "zod";
import { switchReading as save } from "#db/queries/readings/switch-reading.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";

/** What is switched, without the system. */
export const readingBody = z.strictObject({
  reading: z
    .enum(["claims", "use"])
    .meta({ description: "claims: what its log says was carried out. use: which other systems it shows in use." }),
  enabled: z.boolean(),
});

const input = readingBody.extend({ systemId: z.uuid() });

export interface ReadingSwitched {
  readonly enabled: boolean;
}

/** Has the worker read a connected system's own records by itself, or stops it. Nothing is read until somebody says so. */
export const switchReading = defineCommand<z.output<typeof input>, ReadingSwitched>({
  name: "reading.switch",
  input,
  permission: "system:write",
  touches: ({ systemId }) => ["systems", "leavers", systemTag(systemId)],
  run: async (tx, ctx, { systemId, reading, enabled }) => {
    const system = await lockSystem(tx, systemId);
    if (system === undefined) return refused(domainError("not_found"));
    const manifest = system.connector === null ? undefined : ctx.connectors.find(system.connector)?.manifest;
    if (enabled && (system.retired || manifest?.reads?.[reading] === undefined))
      return refused(domainError("system_not_connected", { sentence: NO_RECORDS }));
    await save(tx, systemId, reading, enabled);
    const data = { system: idOf<"system">(systemId), reading, enabled };
    return done({ enabled }, [{ kind: "reading.switched", caseId: null, data }]);
  },
});

const NO_RECORDS =
  "Nothing of this kind can be read of this system by its connector. Nothing was changed. Import it as a file instead.";
