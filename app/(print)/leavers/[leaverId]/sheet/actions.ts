"use server";
import { action } from "#lib/transport/action.ts";
import { isDemo } from "#lib/transport/demo.ts";
import { exportSheet as exportSheetCommand } from "#lib/use-cases/leaver/export-sheet.ts";

export const exportSheet = action(exportSheetCommand, ({ leaverId }: { leaverId: string }) => ({
  leaverId,
  demo: isDemo(),
}));
