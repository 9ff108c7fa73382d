const two = (value: number) => String(value).padStart(2, "0");

/** The reader's own clock as a date-time field takes it, to the second. */
export function localNow(at = new Date()): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
