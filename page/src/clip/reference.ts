/** Mean and SD over the cycle of 46 healthy runners at 2.5 m/s, against standing: the file that the report draws from, too. */

import csv from "../../../src/report/plots/reference_2p5mps.csv?raw"

const rows = csv
  .trim()
  .split("\n")
  .filter((line) => !line.startsWith("#"))
  .map((line) => line.split(","))
const header = rows[0] ?? []

/** 1.645 SD on each side hold 90 % of a normal distribution. */
const WIDTH = 1.645

/** Lower and upper edge of the band of an angle, 101 points each; `undefined` where there is none. */
export function band(angle: string): { low: number[]; high: number[] } | undefined {
  const name = angle.replace(/_deg$/, "")
  const [mean, sd] = [header.indexOf(`${name}_mean`), header.indexOf(`${name}_sd`)]
  if (mean < 0 || sd < 0) return undefined
  const points = rows.slice(1).map((row) => [Number(row[mean]), Number(row[sd])] as const)
  return { low: points.map(([m, s]) => m - WIDTH * s), high: points.map(([m, s]) => m + WIDTH * s) }
}
