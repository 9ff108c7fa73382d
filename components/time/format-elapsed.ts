/** How long something has gone on, to the second: `8 s`, `2 min 5 s`, `1 h 3 min`. Never negative. */
export function formatElapsed(sinceIso: string, nowIso: string): string {
  const seconds = Math.max(0, Math.floor((Date.parse(nowIso) - Date.parse(sinceIso)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
