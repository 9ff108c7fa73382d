/** English variants that carry the usual letters of different regions: IST stands in en-IN, PST in en-US, BST in en-GB. */
const LOCALES = ["en-GB", "en-US", "en-IN", "en-AU", "en-CA", "en-NZ", "en-ZA", "en-KE", "en-NG"] as const;

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" });
  cache.set(key, made);
  return made;
}

/**
 * Letters of a zone at an instant, `IST` for Asia/Kolkata; null where the language data has none.
 * Ambiguous by nature (IST is used by three countries), so it only ever stands beside the offset.
 */
export function zoneAbbreviation(epochMilliseconds: number, zone: string): string | null {
  for (const locale of LOCALES) {
    const parts = formatter(locale, zone).formatToParts(epochMilliseconds);
    const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
    if (/^[A-Z]{3,5}$/.test(name)) return name;
  }
  return null;
}
