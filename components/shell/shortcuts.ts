/** The keys that exist, as the help sheet lists them. */
export const SHORTCUTS: readonly { readonly keys: readonly string[]; readonly what: string }[] = [
  { keys: ["?"], what: "This sheet" },
  { keys: ["G", "L"], what: "Go to leavers" },
  { keys: ["G", "S"], what: "Go to steps" },
  { keys: ["G", "Y"], what: "Go to systems" },
  { keys: ["J", "K"], what: "Next and previous row in the list" },
  { keys: ["X"], what: "Select the step in focus" },
  { keys: ["⌘ A"], what: "Select all steps that match (Ctrl A)" },
  { keys: ["A"], what: "Assign the selected steps" },
  { keys: ["Enter"], what: "Open the leaver, or the cell" },
  { keys: ["C"], what: "Open a leaver (on the list)" },
  { keys: ["←", "↑", "→", "↓"], what: "Move between cells of the ledger" },
  { keys: ["Home", "End"], what: "First and last cell of a system" },
  { keys: ["V"], what: "Verify now: the leaver, or the item in the panel" },
  { keys: ["F6"], what: "Between ledger and panel" },
  { keys: ["Esc"], what: "Close the panel, or clear the selection" },
];
