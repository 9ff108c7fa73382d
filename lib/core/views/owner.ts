/** A person who answers for a system or a step. */
export interface OwnerView {
  readonly id: string;
  readonly name: string;
}

/** A proposal, never an assignment: somebody has to accept it. */
export interface SuggestedOwnerView {
  readonly owner: OwnerView;
  /** Why, in words: "deputy of the system", "owns the other SAP systems". */
  readonly reason: string;
}
