/** The stretch of time that the curves show: all of the clip, or some seconds that follow the cursor. */

import type { Cursor } from "./cursor"

export type TimeWindow = {
  ends: () => readonly [number, number]
  span: () => number | null
  setSpan: (span: number | null) => void
  on: (listener: () => void) => () => void
}

/** The window of `span` seconds that holds `time`: the old one where it does, else one that begins a tenth before. */
export function windowAt(
  ends: readonly [number, number],
  span: number | null,
  all: readonly [number, number],
  time: number,
): readonly [number, number] {
  if (span === null || span >= all[1] - all[0]) return all
  const length = ends[1] - ends[0]
  if (Math.abs(length - span) < 1e-6 && ends[0] <= time && time <= ends[1]) return ends
  // A new span puts the time in the middle; a time that ran out turns the page.
  const share = Math.abs(length - span) < 1e-6 && time > ends[1] ? 0.1 : 0.5
  const from = Math.min(Math.max(time - share * span, all[0]), all[1] - span)
  return [from, from + span]
}

export function createWindow(
  all: readonly [number, number],
  cursor: Cursor,
  timeOf: (frame: number) => number,
): TimeWindow {
  let span: number | null = null
  let ends = all
  const listeners = new Set<() => void>()
  const follow = () => {
    const next = windowAt(ends, span, all, timeOf(cursor.frame()))
    if (next[0] === ends[0] && next[1] === ends[1]) return
    ends = next
    for (const listener of listeners) listener()
  }
  cursor.on(follow)
  return {
    ends: () => ends,
    span: () => span,
    setSpan(next) {
      span = next
      follow()
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
