/** What is drawn into the curves besides the curves. */

import type uPlot from "uplot"
import { SIDES, type Result } from "../types"
import { colour } from "../ui/theme"
import { nearSide, type Highlight } from "./model"
import { eventTimes } from "./strides"

export function shadeStrides(u: uPlot, highlight: Highlight) {
  if (!highlight) return
  u.ctx.save()
  for (const stride of highlight.strides) {
    const [from, to] = clip(u, stride.initial_contact_s, stride.next_contact_s)
    if (to <= from) continue
    u.ctx.fillStyle = colour(stride === highlight.strides[highlight.at] ? "mark-now" : "mark")
    u.ctx.fillRect(from, u.bbox.top, Math.max(to - from - 2, 1), u.bbox.height)
  }
  u.ctx.restore()
}

/** Contacts as long ticks at the lower edge, toe-offs as short ones. */
export function markEvents(u: uPlot, result: Result) {
  const bottom = u.bbox.top + u.bbox.height
  u.ctx.save()
  for (const side of SIDES) {
    u.ctx.strokeStyle = side === nearSide(result) ? colour("near") : colour("far")
    u.ctx.lineWidth = devicePixelRatio
    u.ctx.beginPath()
    for (const [event, length] of [
      ["initial_contact", 10],
      ["toe_off", 5],
    ] as const) {
      for (const time of eventTimes(result, side, event)) {
        const x = u.valToPos(time, "x", true)
        if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) continue
        u.ctx.moveTo(x, bottom)
        u.ctx.lineTo(x, bottom - length * devicePixelRatio)
      }
    }
    u.ctx.stroke()
  }
  u.ctx.restore()
}

/** The part of a stretch of time that can be seen, canvas pixels. */
export function clip(u: uPlot, from: number, to: number): [number, number] {
  const [left, right] = [u.bbox.left, u.bbox.left + u.bbox.width]
  return [Math.max(u.valToPos(from, "x", true), left), Math.min(u.valToPos(to, "x", true), right)]
}
