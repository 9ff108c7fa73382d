import { z } from "zod";
import { leaverTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";
import type { ExceptionDecided } from "./approve-exception.ts";
import { decide } from "./decide.ts";

const input = z.strictObject({ requestId: z.uuid() });

/** Refuses an exception: the item stays as it is, and another may be asked for. */
export const refuseException = defineCommand<z.output<typeof input>, ExceptionDecided>({
  name: "exception.refuse",
  input,
  permission: "exception:approve",
  touches: (_input, { caseId }) => ["exceptions", leaverTag(caseId)],
  run: async (tx, ctx, { requestId }) => {
    const decided = await decide(tx, ctx, requestId, "refused");
    if (!decided.ok) return decided;
    const { request, item, entry } = decided.value;
    return done({ caseId: item.caseId, until: request.until }, [entry]);
  },
});
