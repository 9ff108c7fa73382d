import type { CommandAction } from "#lib/ui/command-answer.ts";

/** The server actions behind the list of exceptions; the page passes them in. */
export interface ExceptionCommands {
  readonly approve: CommandAction<{ readonly requestId: string }>;
  readonly refuse: CommandAction<{ readonly requestId: string }>;
}
