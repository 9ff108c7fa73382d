import type { CommandAction } from "#lib/ui/command-answer.ts";

/** The server actions behind the accounts of a system; the page passes them in. */
export interface AccountCommands {
  readonly listAll: CommandAction<{ readonly systemId: string; readonly mode: "full" }>;
  readonly stopListing: CommandAction<{ readonly systemId: string }>;
  readonly believeNext: CommandAction<{ readonly systemId: string }>;
  readonly assign: CommandAction<
    { readonly systemId: string; readonly nativeId: string; readonly person: string },
    { readonly name: string; readonly left: boolean }
  >;
}
