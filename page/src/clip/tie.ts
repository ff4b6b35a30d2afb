/** Ties a chart over time to the cursor, both ways, and to the window of time. */

import type uPlot from "uplot"
import { rowAt } from "./frames"
import { timeOf, type Shown } from "./model"

/** The frame under a pointer; outside of the chart the nearest that can be seen. */
export function frameUnder(u: uPlot, shown: Shown, event: PointerEvent): number {
  const box = u.over.getBoundingClientRect()
  const x = Math.min(Math.max(event.clientX - box.left, 0), box.width)
  return (shown.result.series.frame[0] ?? 0) + rowAt(shown.result.series.time_s, u.posToVal(x, "x"))
}

/** A line at the shown frame that moves without drawing the chart again, and a hand that moves the frame. `mine` takes a
 * press that means something else. */
export function tie(u: uPlot, shown: Shown, height: number, mine?: (event: PointerEvent) => boolean): () => void {
  const line = document.createElement("div")
  line.className = "cursor-line"
  u.over.append(line)
  const move = () => {
    const left = u.valToPos(timeOf(shown, shown.cursor.frame()), "x")
    line.style.transform = `translateX(${left}px)`
  }
  const seek = (event: PointerEvent) => shown.cursor.set(frameUnder(u, shown, event), u)
  let held = false
  u.over.addEventListener("pointerdown", (event) => {
    if (mine?.(event)) return
    held = true
    document.querySelector("video")?.pause()
    u.over.setPointerCapture(event.pointerId)
    seek(event)
  })
  u.over.addEventListener("pointermove", (event) => {
    if (held) seek(event)
  })
  for (const end of ["pointerup", "pointercancel"] as const) u.over.addEventListener(end, () => (held = false))
  u.hooks.setSize = [...(u.hooks.setSize ?? []), move]
  const offCursor = shown.cursor.on(move)
  const offWindow = shown.window.on(() => {
    const [min, max] = shown.window.ends()
    u.setScale("x", { min, max })
    move()
  })
  const host = u.root.parentElement!
  const watch = new ResizeObserver(() => u.setSize({ width: host.clientWidth, height }))
  watch.observe(host)
  move()
  return () => {
    offCursor()
    offWindow()
    watch.disconnect()
  }
}
