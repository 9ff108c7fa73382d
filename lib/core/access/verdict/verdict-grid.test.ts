import { describe, expect, test } from "vitest";
import { instant } from "../../instant.ts";
import type { Claim } from "../claim.ts";
import { GOALS, type Goal } from "../goal.ts";
import type { Observation } from "../observation.ts";
import { verdict } from "../verdict.ts";
import type { VerdictInput } from "../verdict-input.ts";
import type { VerdictKey } from "../verdict-key.ts";
import { claim, INPUT, look } from "./verdict-fixture.ts";

/** Short names of verdicts in the grid. */
const SHORT: Readonly<Record<VerdictKey, string>> = {
  came_back: "back",
  still_present: "STILL",
  missed_at_inventory: "missed",
  latent: "latent",
  not_started: "not started",
  cannot_check: "cannot",
  in_progress: "progress",
  reported_removed: "reported",
  self_checked: "self",
  expires_by: "expires",
  verified_removed: "removed",
  verified_disabled: "disabled",
  verified_rotated: "rotated",
  verified_transferred: "transferred",
  attested: "attested",
  excepted_until: "excepted",
  retained_until: "retained",
  never_found: "never",
  not_applicable: "n/a",
};

/** Claims at 2,000; with freshness they are in force from 2,100 on. */
const CLAIMS = {
  none: [],
  attempted: [claim(2_000, "attempted")],
  removed: [claim(2_000, "removed")],
  "already gone": [claim(2_000, "already_absent")],
  failed: [claim(2_000, "failed")],
  refused: [claim(2_000, "refused")],
  "still there": [claim(2_000, "still_present")],
  retried: [claim(2_000, "removed"), claim(2_600, "attempted")],
} as const satisfies Record<string, readonly Claim[]>;

const inventory = look(450, "active");

/** Looks; every column but `no look` and `gone only` begins with the inventory's, which saw it usable. */
const LOOKS = {
  "no look": [],
  "gone only": [look(2_500, "absent")],
  inventory: [inventory],
  early: [inventory, look(2_050, "absent")],
  usable: [inventory, look(2_500, "active")],
  off: [inventory, look(2_500, "disabled")],
  gone: [inventory, look(2_500, "absent")],
  "by self": [inventory, look(2_500, "absent", { independence: "self" })],
  partial: [inventory, look(2_500, "absent", { completeness: "partial" })],
  failed: [inventory, look(2_500, "unknown", { completeness: "failed" })],
  returned: [inventory, look(2_500, "absent"), look(2_800, "active")],
} as const satisfies Record<string, readonly Observation[]>;

/** When the verdict is asked for: due is 5,000, a look holds for 10,000. */
const TIMES = {
  "before due": { now: instant(4_000), closedAt: null },
  "past due": { now: instant(6_000), closedAt: null },
  stale: { now: instant(20_000), closedAt: null },
  "closed long ago": { now: instant(20_000), closedAt: instant(4_000) },
} as const;

/** The input of one cell of the grid. */
function gridInput(
  goal: Goal,
  claims: keyof typeof CLAIMS,
  looks: keyof typeof LOOKS,
  time: keyof typeof TIMES,
): VerdictInput {
  return { ...INPUT, ...TIMES[time], goal, claims: CLAIMS[claims], observations: LOOKS[looks] };
}

/** What each cell must read: heading names goal / time, then one row a claim, one column a look. */
const EXPECTED = `
disabled / before due; suspended / before due; retained / before due
| claim         | no look    | gone only  | inventory  | early      | usable     | off        | gone       | by self    | partial    | failed     | returned   |
| none          | not started| removed    | not started| removed    | not started| disabled   | removed    | self       | not started| not started| back       |
| attempted     | progress   | removed    | progress   | progress   | progress   | disabled   | removed    | self       | cannot     | cannot     | back       |
| removed       | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| already gone  | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| failed        | progress   | removed    | progress   | progress   | progress   | disabled   | removed    | self       | cannot     | cannot     | back       |
| refused       | progress   | removed    | progress   | progress   | progress   | disabled   | removed    | self       | cannot     | cannot     | back       |
| still there   | not started| removed    | not started| not started| not started| disabled   | removed    | self       | cannot     | cannot     | back       |
| retried       | progress   | progress   | progress   | progress   | STILL      | progress   | progress   | progress   | progress   | progress   | back       |

disabled / past due; disabled / closed long ago; suspended / past due; suspended / closed long ago; retained / past due; retained / closed long ago
| claim         | no look    | gone only  | inventory  | early      | usable     | off        | gone       | by self    | partial    | failed     | returned   |
| none          | not started| removed    | STILL      | removed    | STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| attempted     | progress   | removed    | progress   | progress   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| removed       | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| already gone  | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| failed        | progress   | removed    | STILL      | progress   | STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| refused       | progress   | removed    | STILL      | progress   | STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| still there   | not started| removed    | STILL      | not started| STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| retried       | progress   | progress   | progress   | progress   | STILL      | progress   | progress   | progress   | progress   | progress   | back       |

disabled / stale; absent / stale; invalidated / stale; reassigned / stale; suspended / stale; retained / stale
| claim         | no look    | gone only  | inventory  | early      | usable     | off        | gone       | by self    | partial    | failed     | returned   |
| none          | not started| cannot     | STILL      | cannot     | STILL      | cannot     | cannot     | cannot     | STILL      | STILL      | back       |
| attempted     | progress   | cannot     | progress   | progress   | STILL      | cannot     | cannot     | cannot     | cannot     | cannot     | back       |
| removed       | reported   | cannot     | reported   | reported   | STILL      | cannot     | cannot     | cannot     | cannot     | cannot     | back       |
| already gone  | reported   | cannot     | reported   | reported   | STILL      | cannot     | cannot     | cannot     | cannot     | cannot     | back       |
| failed        | progress   | cannot     | STILL      | progress   | STILL      | cannot     | cannot     | cannot     | STILL      | STILL      | back       |
| refused       | progress   | cannot     | STILL      | progress   | STILL      | cannot     | cannot     | cannot     | STILL      | STILL      | back       |
| still there   | not started| cannot     | STILL      | not started| STILL      | cannot     | cannot     | cannot     | STILL      | STILL      | back       |
| retried       | progress   | progress   | progress   | progress   | STILL      | progress   | progress   | progress   | progress   | progress   | back       |

absent / before due; reassigned / before due
| claim         | no look    | gone only  | inventory  | early      | usable     | off        | gone       | by self    | partial    | failed     | returned   |
| none          | not started| removed    | not started| removed    | not started| latent     | removed    | self       | not started| not started| back       |
| attempted     | progress   | removed    | progress   | progress   | progress   | latent     | removed    | self       | cannot     | cannot     | back       |
| removed       | reported   | removed    | reported   | reported   | STILL      | latent     | removed    | self       | cannot     | cannot     | back       |
| already gone  | reported   | removed    | reported   | reported   | STILL      | latent     | removed    | self       | cannot     | cannot     | back       |
| failed        | progress   | removed    | progress   | progress   | progress   | latent     | removed    | self       | cannot     | cannot     | back       |
| refused       | progress   | removed    | progress   | progress   | progress   | latent     | removed    | self       | cannot     | cannot     | back       |
| still there   | not started| removed    | not started| not started| not started| latent     | removed    | self       | cannot     | cannot     | back       |
| retried       | progress   | progress   | progress   | progress   | STILL      | progress   | progress   | progress   | progress   | progress   | back       |

absent / past due; absent / closed long ago; reassigned / past due; reassigned / closed long ago
| claim         | no look    | gone only  | inventory  | early      | usable     | off        | gone       | by self    | partial    | failed     | returned   |
| none          | not started| removed    | STILL      | removed    | STILL      | latent     | removed    | self       | STILL      | STILL      | back       |
| attempted     | progress   | removed    | progress   | progress   | STILL      | latent     | removed    | self       | cannot     | cannot     | back       |
| removed       | reported   | removed    | reported   | reported   | STILL      | latent     | removed    | self       | cannot     | cannot     | back       |
| already gone  | reported   | removed    | reported   | reported   | STILL      | latent     | removed    | self       | cannot     | cannot     | back       |
| failed        | progress   | removed    | STILL      | progress   | STILL      | latent     | removed    | self       | STILL      | STILL      | back       |
| refused       | progress   | removed    | STILL      | progress   | STILL      | latent     | removed    | self       | STILL      | STILL      | back       |
| still there   | not started| removed    | STILL      | not started| STILL      | latent     | removed    | self       | STILL      | STILL      | back       |
| retried       | progress   | progress   | progress   | progress   | STILL      | progress   | progress   | progress   | progress   | progress   | back       |

invalidated / before due
| claim         | no look    | gone only  | inventory  | early      | usable     | off        | gone       | by self    | partial    | failed     | returned   |
| none          | not started| removed    | not started| removed    | not started| disabled   | removed    | self       | not started| not started| back       |
| attempted     | progress   | removed    | progress   | progress   | progress   | disabled   | removed    | self       | cannot     | cannot     | back       |
| removed       | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| already gone  | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| failed        | progress   | removed    | progress   | progress   | progress   | disabled   | removed    | self       | cannot     | cannot     | back       |
| refused       | progress   | removed    | progress   | progress   | progress   | disabled   | removed    | self       | cannot     | cannot     | back       |
| still there   | not started| removed    | not started| not started| not started| disabled   | removed    | self       | cannot     | cannot     | back       |
| retried       | progress   | progress   | progress   | progress   | STILL      | progress   | progress   | progress   | progress   | progress   | back       |

invalidated / past due; invalidated / closed long ago
| claim         | no look    | gone only  | inventory  | early      | usable     | off        | gone       | by self    | partial    | failed     | returned   |
| none          | not started| removed    | STILL      | removed    | STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| attempted     | progress   | removed    | progress   | progress   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| removed       | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| already gone  | reported   | removed    | reported   | reported   | STILL      | disabled   | removed    | self       | cannot     | cannot     | back       |
| failed        | progress   | removed    | STILL      | progress   | STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| refused       | progress   | removed    | STILL      | progress   | STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| still there   | not started| removed    | STILL      | not started| STILL      | disabled   | removed    | self       | STILL      | STILL      | back       |
| retried       | progress   | progress   | progress   | progress   | STILL      | progress   | progress   | progress   | progress   | progress   | back       |
`;

interface Cell {
  readonly goal: Goal;
  readonly time: keyof typeof TIMES;
  readonly claims: keyof typeof CLAIMS;
  readonly looks: keyof typeof LOOKS;
  readonly word: string;
}

function cellsOf(grid: string): readonly Cell[] {
  const [headings = "", columns = "", ...rows] = grid.split("\n");
  const looks = wordsOf(columns).slice(1);
  return headings.split("; ").flatMap((heading) => {
    const [goal, time] = heading.split(" / ");
    return rows.flatMap((row) => {
      const [claims, ...words] = wordsOf(row);
      // The text of the grid names keys of the tables above; the completeness test below sees a misspelt one.
      return words.map((word, column) => ({ goal, time, claims, looks: looks[column], word }) as Cell);
    });
  });
}

function wordsOf(row: string): readonly string[] {
  return row
    .split("|")
    .slice(1, -1)
    .map((word) => word.trim());
}

const CELLS = EXPECTED.trim().split("\n\n").flatMap(cellsOf);

describe("verdict of goal × claim × look × time", () => {
  test("the grid names every combination once", () => {
    const all = GOALS.flatMap((goal) =>
      Object.keys(TIMES).flatMap((time) =>
        Object.keys(CLAIMS).flatMap((claims) => Object.keys(LOOKS).map((looks) => [goal, time, claims, looks].join())),
      ),
    );
    expect(CELLS.map(({ goal, time, claims, looks }) => [goal, time, claims, looks].join()).sort()).toEqual(all.sort());
  });

  test.each(CELLS)("$goal, claim: $claims, look: $looks, $time → $word", ({ goal, claims, looks, time, word }) => {
    expect(SHORT[verdict(gridInput(goal, claims, looks, time)).key]).toBe(word);
  });
});
