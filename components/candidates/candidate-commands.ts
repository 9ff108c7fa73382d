import type { CommandAction } from "#lib/ui/command-answer.ts";

/** What became of a candidate that was added. */
export interface CandidateAddedAnswer {
  readonly name: string;
  /** null: it is another name of a system that was listed. */
  readonly slug: string | null;
  readonly closedCases: readonly string[];
}

/** The server actions behind the candidates; the page passes them in. */
export interface CandidateCommands {
  readonly add: CommandAction<{ readonly candidateId: string; readonly systemId?: string }, CandidateAddedAnswer>;
  readonly dismiss: CommandAction<{ readonly candidateId: string; readonly reason: string }>;
  readonly takeBack: CommandAction<{ readonly candidateId: string }>;
}
