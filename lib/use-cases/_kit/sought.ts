import type { LeasedStep } from "#db/queries/steps/leased-details.ts";

/**
 * What was looked for, without the values: "externalId = {person key}". Facts outlive the person; the values stand in
 * the raw exchanges, which can be deleted.
 * @param nativeIds of accounts that the words may name
 */
export function soughtWords(sought: string, step: LeasedStep, nativeIds: readonly (string | null)[]): string {
  const named: [string, string][] = [
    ...nativeIds.flatMap((id): [string, string][] => (id === null ? [] : [[id, "{account}"]])),
    ...(step.emails ?? []).map((mail): [string, string] => [mail, "{mail}"]),
    ...(step.userNames ?? []).map((name): [string, string] => [name, "{user name}"]),
    ...(step.personKey === null ? [] : [[step.personKey, "{person key}"] as [string, string]]),
  ];
  // Longest first: a user name is often the beginning of the mail.
  const longestFirst = named.filter(([value]) => value !== "").sort(([a], [b]) => b.length - a.length);
  return longestFirst.reduce((words, [value, word]) => replaceAll(words, value, word), sought);
}

/** Whatever the case: connectors fold what they search by. */
function replaceAll(words: string, value: string, word: string): string {
  // Most words name only one of the values: looking is cheaper than compiling an expression for each. Upper case, since
  // that is how an expression that ignores case compares: both kinds of small sigma are one letter to it.
  if (!words.toUpperCase().includes(value.toUpperCase())) return words;
  const literally = value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return words.replace(new RegExp(literally, "gi"), () => word);
}
