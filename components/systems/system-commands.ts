import type { CommandAction } from "#lib/ui/command-answer.ts";

/** The server actions behind the screen of one system; the page passes them in. */
export interface SystemCommands {
  readonly assignOwner: CommandAction<
    { readonly systemId: string; readonly ownerId: string },
    { readonly steps: number }
  >;
  readonly assignDeputy: CommandAction<{ readonly systemId: string; readonly deputyId: string | null }>;
  readonly assignCredentialOwner: CommandAction<{ readonly systemId: string; readonly ownerId: string | null }>;
  readonly switchActing: CommandAction<
    { readonly systemId: string; readonly acting: boolean },
    { readonly looks: number }
  >;
}
