/** Values with their place as key: for lists that never change their order while they are shown. */
export function keyed<Value>(values: readonly Value[]): readonly { readonly key: string; readonly value: Value }[] {
  return values.map((value, place) => ({ key: String(place), value }));
}
