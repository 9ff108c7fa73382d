"use server";
import type { CommandAnswer } from "#lib/ui/command-answer.ts";

export async function switchActing(): Promise<CommandAnswer<{ readonly looks: number }>> {
  return { ok: true, data: { looks: 0 }, touches: [] };
}
