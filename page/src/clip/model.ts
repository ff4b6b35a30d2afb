/** What a result says, in the form that the views need. */

import { texts } from "../texts"
import type { Cursor } from "./cursor"
import type { TimeWindow } from "./window"
import type { Clip, Correction, CorrectionEntry, Point, Result, Side, Stride } from "../types"

export type Tool = "look" | "landmark" | "sticker" | "event" | "legs" | "stride" | "scale" | "belt"
export const TOOLS: readonly Tool[] = ["look", "landmark", "sticker", "event", "legs", "stride", "scale", "belt"]

/** Everything of one clip that is on the screen. */
export type Shown = {
  clip: Clip
  result: Result
  /** When each frame of the file is shown, on the video's clock. */
  played: Float64Array
  corrections: CorrectionEntry[]
  cursor: Cursor
  window: TimeWindow
}

/** What the correcting hand holds. */
export type Hand = {
  tool: Tool
  landmark: string
  sticker: string
  /** Places that were pointed at, in picture pixels: a sticker, or the ends of a line. */
  points: Point[]
}

export type Correct = (correction: Correction) => Promise<void>

export const nearSide = (result: Result): Side => result.summary.side_to_camera

/** The runner's time of a frame of the file. */
export function timeOf(shown: Pick<Shown, "result" | "played">, frame: number): number {
  const { frame: frames, time_s } = shown.result.series
  const row = frame - (frames[0] ?? 0)
  const known = time_s[row]
  if (known !== undefined) return known
  // Outside of the analysed part: by the video's clock.
  const first = shown.played[frames[0] ?? 0] ?? 0
  return ((shown.played[frame] ?? first) - first) / shown.result.capture.slow_motion_factor
}

/** Columns of angles over time that were measured: the name without side, and the columns of each side. */
export type AngleChoice = { name: string; columns: { column: string; side: Side | null }[] }

export function angleChoices(result: Result): AngleChoice[] {
  const measured = Object.entries(result.series.angles).filter(([, series]) => series?.values.some((v) => v !== null))
  const choices = new Map<string, AngleChoice>()
  for (const [column] of measured) {
    const side = /_(left|right)_deg$/.exec(column)?.[1] as Side | undefined
    const name = column.replace(/_(left|right)_deg$/, "_deg")
    const choice = choices.get(name) ?? { name, columns: [] }
    choice.columns.push({ column, side: side ?? null })
    choices.set(name, choice)
  }
  const order = [
    "pelvic_tilt_deg",
    "thigh_deg",
    "hip_flexion_deg",
    "lumbar_extension_deg",
    "knee_flexion_deg",
    "trunk_lean_deg",
  ]
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...choices.values()].sort((a, b) => rank(a.name) - rank(b.name))
}

/** What the time curves point out: strides, and which of them the video stands at. */
export type Highlight = { strides: readonly Stride[]; label: string; at: number } | undefined

/** A leg by name and by place: right (near leg). */
export const legName = (result: Result, side: Side): string =>
  `${texts.correct[side]} (${side === nearSide(result) ? texts.result.near : texts.result.far})`
