import type { CommandAction } from "#lib/ui/command-answer.ts";

/** A system as the first run registers it: seen from lists, observe-only. */
export interface NewSystem {
  readonly slug: string;
  readonly name: string;
  readonly tier: number;
}

/** Somebody who is asked to own a system and was not known before. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
}

/** The server actions behind the first run; the page passes them in. */
export interface SetupCommands {
  readonly registerListed: CommandAction<NewSystem, { readonly slug: string }>;
  readonly assignOwner: CommandAction<
    { readonly systemId: string; readonly ownerId: string },
    { readonly steps: number }
  >;
  /** Answers who has the mail already, or adds them. */
  readonly addPerson: CommandAction<NewPerson, { readonly identityId: string }>;
  readonly releaseSource: CommandAction<{ readonly source: string }, { readonly more: boolean }>;
}
