// Dates and numbers as pages write them.
const instant = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});
const number = new Intl.NumberFormat("en");

/** "22 Nov 2026, 06:00 UTC" */
export function spokenInstant(at: Date): string {
  return `${instant.format(at)} UTC`;
}

export function spokenNumber(value: number): string {
  return number.format(value);
}
