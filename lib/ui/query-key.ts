/** Query key of a tag: `leaver:0197…` → `["leaver", "0197…"]`. Keys below it are dropped with it. */
export function keyOfTag(tag: string): readonly string[] {
  const colon = tag.indexOf(":");
  return colon < 0 ? [tag] : [tag.slice(0, colon), tag.slice(colon + 1)];
}
