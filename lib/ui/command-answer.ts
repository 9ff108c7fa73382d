/** Why a command was refused, as the server says it. */
export interface RefusalReason {
  readonly code: string;
  /** What happened, what is kept, what to do. */
  readonly sentence: string;
  /** Field of the input at fault, when one is. */
  readonly path?: string;
}

/** What a server action answers: its data with the tags it touched, or why it refused. */
export type CommandAnswer<Result = unknown> =
  | { readonly ok: true; readonly data: Result; readonly touches: readonly string[] }
  | { readonly ok: false; readonly reasons: readonly RefusalReason[] };

/** What a call is sent under: a key that makes a repeat harmless, and the version that was read. */
export interface SentUnder {
  readonly idempotencyKey: string;
  readonly expectedVersion: number | null;
}

export type CommandAction<Input, Result = unknown> = (input: Input, under: SentUnder) => Promise<CommandAnswer<Result>>;
