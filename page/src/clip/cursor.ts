/** The one place where the shown frame is known. Listeners are called at most once for each picture of the screen, and nothing is
 * rendered again for it: video, curves and labels move by themselves. */

export type Cursor = {
  frame: () => number
  /** `from` is who moved it, so that the mover need not follow itself. */
  set: (frame: number, from: unknown) => void
  on: (listener: (frame: number, from: unknown) => void) => () => void
}

export function createCursor(count: number): Cursor {
  let now = 0
  let from: unknown
  let asked = false
  const listeners = new Set<(frame: number, from: unknown) => void>()
  const tell = () => {
    asked = false
    for (const listener of listeners) listener(now, from)
  }
  return {
    frame: () => now,
    set(frame, mover) {
      const next = Math.min(Math.max(Math.round(frame), 0), Math.max(count - 1, 0))
      if (next === now) return
      now = next
      from = mover
      if (!asked) {
        asked = true
        requestAnimationFrame(tell)
      }
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
