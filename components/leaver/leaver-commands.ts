import type { CommandAction } from "#lib/ui/command-answer.ts";
import type { ExceptionInput } from "../drawer/exception-form.tsx";
import type { HoldInput } from "../drawer/hold-form.tsx";
import type { SightingInput } from "../drawer/read-sighting.ts";

/** The server actions behind the screen of one leaver; the page passes them in. */
export interface LeaverCommands {
  readonly dispatch: CommandAction<{ readonly leaverId: string }>;
  readonly verify: CommandAction<{ readonly leaverId: string }>;
  readonly dispatchStep: CommandAction<{ readonly stepId: string }>;
  readonly verifyItem: CommandAction<{ readonly itemId: string }>;
  readonly reportRemoved: CommandAction<{ readonly stepId: string }>;
  readonly askException: CommandAction<ExceptionInput>;
  readonly hold: CommandAction<HoldInput>;
  readonly attest: CommandAction<SightingInput>;
  readonly recordLook: CommandAction<SightingInput>;
  readonly assignStep: CommandAction<{ readonly stepId: string; readonly ownerId: string }>;
  readonly assignSystem: CommandAction<{ readonly systemId: string; readonly ownerId: string }>;
}
