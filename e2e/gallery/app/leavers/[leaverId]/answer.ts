"use server";
import type { CommandAnswer } from "#lib/ui/command-answer.ts";

export async function answer(): Promise<CommandAnswer> {
  return { ok: true, data: null, touches: [] };
}
