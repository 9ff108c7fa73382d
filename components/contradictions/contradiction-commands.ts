import type { CommandAction } from "#lib/ui/command-answer.ts";
import type { AssignCall, Assigned, TakeBack } from "../steps/step-commands.ts";

/** What the report is narrowed to; the claims that match are meant, not those on the page. */
export interface ClaimsChosen {
  readonly tool?: string;
  readonly system?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The server actions behind the report; the page passes them in. */
export interface ContradictionCommands {
  readonly assignContradicted: CommandAction<{ readonly claims: ClaimsChosen } & AssignCall, Assigned>;
  readonly takeBack: TakeBack;
}
