/** Somebody to choose, as far as one has to know who is meant. */
export interface FoundPersonView {
  readonly id: string;
  readonly personKey: string;
  readonly name: string;
  readonly email: string | null;
  /** No engagement of theirs goes on. */
  readonly left: boolean;
}
