import type { ToolName } from "../../../lib/core/intake/skipped-by.ts";
import type { Tx } from "../../tx.ts";

/** Every name of a system that any automation has used, as it wrote it. */
export async function listToolNames(tx: Tx): Promise<ToolName[]> {
  return await tx.sql<ToolName[]>`select tool, system_name as name from profile_tool_system`;
}
