import { LAYERS, type Layer, type Tier } from "../access/layer.ts";
import { LAYER_HEAD } from "../access/layer-word.ts";
import type { Independence } from "../access/observation.ts";
import { DAY, HOUR, instant } from "../instant.ts";
import { BLOCKER_WORD } from "../leaver/blocker.ts";
import { CASE_STATES } from "../leaver/case-state.ts";
import { WATCH, WATCH_EVERY } from "../leaver/closing-read.ts";
import { type DeadlinePolicy, dueAt } from "../leaver/deadlines.ts";
import { type Milestone, milestones } from "../leaver/milestones.ts";
import { type PlannedAccount, planGoal } from "../leaver/plan.ts";
import { CASE_EVENTS, type CaseEvent, transition } from "../leaver/transitions.ts";
import type { Lane, LayerRuleView, MoveView, TierRuleView, WayStepView, WorkflowView } from "../views/runbook.ts";
import { EVENT_WORD, STATE_WORD } from "./case-words.ts";

/** The policies in force, as far as the way of a leaver hangs on them. */
export interface PolicyInForce {
  readonly deadlines: DeadlinePolicy;
  readonly minIndependence: (tier: Tier) => Independence;
}

interface WayStep {
  readonly lane: Lane;
  readonly title: string;
  readonly text: string;
  readonly raises: readonly CaseEvent[];
}

const LAYER_ORDER = LAYERS.map((layer) => LAYER_HEAD[layer].toLowerCase()).join(", ");

/** The way of one leaver. Every event that can move a case is raised by exactly one of these; a test holds them to it. */
export const WAY: readonly WayStep[] = [
  {
    lane: "hr",
    title: "The end is told",
    text: "HR, an identity provider or a person sends the event. Source and event id make it one event, in any order, however often it is sent. A later word moves the date.",
    raises: ["date_changed"],
  },
  {
    lane: "iam",
    title: "A case opens",
    text: "The person is found by key, mail or user name. One case for each engagement and epoch. A source that sends far more than usual is held until a second person releases it.",
    raises: [],
  },
  {
    lane: "saas",
    title: "Inventory, before anything is touched",
    text: "Every connected system is read to its end: accounts, then access layer by layer. What cannot be read stays in the count.",
    raises: [],
  },
  {
    lane: "iam",
    title: "Plan, and an owner for each step",
    text: "Actual access, less what another live engagement carries, each item with its goal. Each step has a named owner: rule, system owner, deputy. Nobody reads No owner, in red.",
    raises: [],
  },
  {
    lane: "iam",
    title: "The effective end",
    text: "Steps wait for this moment in the zone of the event. In an emergency somebody dispatches at once.",
    raises: ["effective_time_reached", "dispatched_now"],
  },
  {
    lane: "saas",
    title: "Act, layer by layer",
    text: `In this order: ${LAYER_ORDER}. The answer, whatever its status, is a claim. It reads Reported removed.`,
    raises: [],
  },
  {
    lane: "saas",
    title: "Look again",
    text: "After the freshness of the target has passed: by id, or by a listing read to its end. Only a look that began after every claim counts.",
    raises: [],
  },
  {
    lane: "iam",
    title: "Verdict",
    text: "Derived from claims, looks and time, and from nothing else. Still present is acted on again, or goes to its owner; what cannot be seen reads Cannot check.",
    raises: [],
  },
  {
    lane: "saas",
    title: "The closing read",
    text: "When every item passes, each system is read once more: what appeared since the inventory, or came back under another id, is found here.",
    raises: [],
  },
  {
    lane: "iam",
    title: "It closes by itself",
    text: "When none of the checks below stands. Nobody can close a case by hand.",
    raises: ["gate_passed_verified", "gate_passed_attested", "gate_passed_excepted"],
  },
  {
    lane: "iam",
    title: "The watch",
    text: `For ${WATCH / DAY} days each system is read every ${WATCH_EVERY / HOUR} hours. Access that is back, also under a new id, reopens the case; so does an exception that ends.`,
    raises: ["access_returned", "exception_ended", "watch_ended"],
  },
  {
    lane: "iam",
    title: "Nobody answers",
    text: "Deputy and accountable executive were asked and stayed silent for 30 days: the case ends with open findings, which are the executive's. It never counts as closed.",
    raises: ["nobody_answered", "finding_taken_up"],
  },
  {
    lane: "hr",
    title: "The person stays",
    text: "Taken back or rehired: steps leave the queue, a call under way finds its epoch passed, and what was taken away gets a step to put it back.",
    raises: ["rescinded", "rehired"],
  },
];

/** The way of a leaver out of the rules themselves: transitions, checks, goals, deadlines, independence. */
export function workflow(policy: PolicyInForce): WorkflowView {
  return {
    steps: WAY.map(
      ({ raises, ...step }): WayStepView => ({ ...step, moves: raises.map((event) => EVENT_WORD[event]) }),
    ),
    layers: LAYERS.map(layerRule),
    tiers: ([0, 1, 2, 3] as const).map((tier) => tierRule(tier, policy)),
    checks: Object.values(BLOCKER_WORD),
    moves: moves(),
  };
}

const ONE_PERSON: PlannedAccount = { kind: "human", users: 1, relation: "personal" };
const SEVERAL: PlannedAccount = { kind: "shared", users: 2, relation: "knows_secret" };

const MILESTONE_WORD: Readonly<Record<Milestone, string>> = {
  contained: "Contained",
  access_ended: "Access ended",
  closed: "Closed",
};

function layerRule(layer: Layer): LayerRuleView {
  const item = { layer, key: "still_present", remoteAccess: false, firstSeenGoneAt: null } as const;
  const first = milestones([item], true).find(({ total }) => total > 0)?.milestone ?? "closed";
  return {
    layer: LAYER_HEAD[layer],
    personal: goalWord(layer, ONE_PERSON),
    shared: goalWord(layer, SEVERAL),
    milestone: MILESTONE_WORD[first],
  };
}

function goalWord(layer: Layer, account: PlannedAccount): string {
  const planned = planGoal(layer, account, "leaving");
  if (planned.kind === "goal") return planned.automatic ? planned.goal : `${planned.goal}, released by a person`;
  return planned.kind === "kept" ? "stays" : "held for a person";
}

const LOOK_WORD: Readonly<Record<Independence, string>> = {
  self: "any look",
  same_credential: "a look by a connector, also with the credential that acted; never by the person who acted",
  separate_credential: "a look with a credential of its own",
  other_person: "a look by another person",
  other_channel: "a look through another channel",
};

function tierRule(tier: Tier, { deadlines, minIndependence }: PolicyInForce): TierRuleView {
  const hours = (layer: Layer) => `${dueAt(instant(0), tier, layer, deadlines) / HOUR} h`;
  return { tier, due: hours("account"), custodyDue: hours("custody"), look: LOOK_WORD[minIndependence(tier)] };
}

/** The table of transitions as it stands: every state asked for every event. */
function moves(): readonly MoveView[] {
  return CASE_STATES.flatMap((from) =>
    CASE_EVENTS.flatMap((event): MoveView[] => {
      const next = transition(from, event);
      return next.ok ? [{ from: STATE_WORD[from], by: EVENT_WORD[event], to: STATE_WORD[next.value] }] : [];
    }),
  );
}
