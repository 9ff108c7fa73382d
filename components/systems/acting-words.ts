import type { DryRunView } from "#lib/core/views/dry-run.ts";

const leavers = (count: number) => (count === 1 ? "the 1 leaver that is open" : `the ${count} leavers that are open`);

/** What switching acting on or off will do, in sentences with numbers, before it is confirmed. */
export function actingSentences(run: DryRunView): readonly string[] {
  const { systemName, acting, does, leavers: touched, leaversKnown, calls, withoutCall, unread, waitingActs } = run;
  if (acting)
    return [
      `From now on Closeout will only look at ${systemName}. It will not ${orDoes(does)} there any more, for nobody.`,
      waitingActs === 0
        ? "No act waits. Calls that are in flight already are recorded."
        : `${waitingActs} acts that wait will not be carried out; every step then waits for its owner.`,
    ];
  const sentences = [
    does === ""
      ? `The connector of ${systemName} can act on no layer: Closeout will go on looking, and owners act by hand.`
      : `From now on Closeout will ${does} in ${systemName} for ${leavers(leaversKnown)} and every later one.`,
    `Of what is known now it will call out for ${calls} of ${calls + withoutCall} items, of ${touched} of ${leaversKnown} leavers. Each is looked at first; nothing is touched before a leaver's effective end.`,
  ];
  if (unread.length > 0)
    sentences.push(
      `Of ${unread.length} ${unread.length === 1 ? "leaver" : "leavers"} this system has never been read to its end: what acting will find there is not known.`,
    );
  return sentences;
}

function orDoes(does: string): string {
  return does === "" ? "act" : does.replace(" and ", " or ");
}
