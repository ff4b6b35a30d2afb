/** Numbers in words. */

/** 1:05 or 0:07. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`
}

/** How long somebody still has to wait. */
export function wait(seconds: number): string {
  if (seconds < 10) return "a few seconds"
  if (seconds < 90) return `${Math.ceil(seconds / 5) * 5} seconds`
  return `${Math.round(seconds / 60)} minutes`
}

export function bytes(count: number): string {
  if (count < 1e6) return `${Math.max(1, Math.round(count / 1e3))} kB`
  if (count < 1e9) return `${(count / 1e6).toFixed(1)} MB`
  return `${(count / 1e9).toFixed(1)} GB`
}

const DECIMALS: Record<string, number> = {
  deg: 1,
  s: 3,
  m: 3,
  share: 0,
  "1": 2,
  "steps/min": 1,
  "% of cycle": 0,
  "leg lengths": 2,
}
const SIGNS: Record<string, string> = { deg: "°", share: " %", "1": "" }

const signOf = (unit: string): string => SIGNS[unit] ?? ` ${unit}`

/** With a fixed number of decimals, a true minus sign and no negative zero. */
export function decimal(number: number, decimals: number): string {
  const digits = Math.abs(number).toFixed(decimals)
  return number < 0 && Number(digits) !== 0 ? `−${digits}` : digits
}

const inUnit = (number: number, unit: string): string =>
  decimal(unit === "share" ? 100 * number : number, DECIMALS[unit] ?? 2)

/** A value with its unit: 12.3°, 0.278 s. */
export const value = (number: number, unit: string): string => inUnit(number, unit) + signOf(unit)

/** The same, or a question mark: results of before it was measured lack it. */
export const known = (number: number | null | undefined, unit: string): string =>
  number === null || number === undefined ? "?" : value(number, unit)

/** Two ends with one unit: −1.5 to 1.6 steps/min. */
export const interval = (low: number, high: number, unit: string): string =>
  `${inUnit(low, unit)} to ${inUnit(high, unit)}${signOf(unit)}`

/** A percentile, which says no more than its mean and SD can. */
export function percentile(number: number): string {
  if (number < 1) return "below 1"
  return number > 99 ? "above 99" : number.toFixed(0)
}

/** The unit at the end of a column's name. */
export function unitOf(column: string): string {
  if (column.endsWith("_deg")) return "deg"
  if (column.endsWith("_s")) return "s"
  if (column.endsWith("_m")) return "m"
  if (column.endsWith("_share")) return "share"
  if (column.endsWith("_spm")) return "steps/min"
  if (column.endsWith("_pct")) return "% of cycle"
  if (column.endsWith("_leg_lengths")) return "leg lengths"
  return "1"
}

/** Today, as the server writes days. */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, "0")
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
