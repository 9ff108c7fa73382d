import type { CommandAction } from "#lib/ui/command-answer.ts";

/** The server actions behind the wizard; the page passes them in. */
export interface ConnectCommands {
  readonly keepDraft: CommandAction<
    {
      readonly draftId: string | null;
      readonly systemId: string | null;
      readonly connector: string;
      readonly config: Readonly<Record<string, unknown>>;
      readonly secrets: Readonly<Record<string, string>>;
    },
    { readonly draftId: string }
  >;
  readonly tryDraft: CommandAction<{ readonly draftId: string; readonly person: string | null }>;
  readonly stopTry: CommandAction<{ readonly draftId: string }>;
  readonly discard: CommandAction<{ readonly draftId: string }>;
  readonly save: CommandAction<
    {
      readonly draftId: string;
      readonly name: string;
      readonly slug: string;
      readonly tier: 0 | 1 | 2 | 3;
      readonly ownerId: string | null;
    },
    { readonly slug: string }
  >;
  readonly change: CommandAction<
    { readonly draftId: string },
    { readonly slug: string; readonly stoppedActing: boolean }
  >;
}
