/** The keys that exist, as the help sheet lists them. */
export const SHORTCUTS: readonly { readonly keys: readonly string[]; readonly what: string }[] = [
  { keys: ["?"], what: "This sheet" },
  { keys: ["J", "K"], what: "Next and previous leaver in the list" },
  { keys: ["Enter"], what: "Open the leaver, or the cell" },
  { keys: ["C"], what: "Open a leaver (on the list)" },
  { keys: ["←", "↑", "→", "↓"], what: "Move between cells of the ledger" },
  { keys: ["Home", "End"], what: "First and last cell of a system" },
  { keys: ["V"], what: "Verify now: the leaver, or the item in the panel" },
  { keys: ["F6"], what: "Between ledger and panel" },
  { keys: ["Esc"], what: "Close the panel; focus returns to its cell" },
];
