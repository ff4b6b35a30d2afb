/** Between the video's clock, frames of the file, rows of the result and the runner's own time. */

/** The frame that is shown at a time: the last one that began before it. `times` increase. */
export function frameAt(times: ArrayLike<number>, time: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    // Browsers round times to microseconds; a frame that begins a moment later is meant.
    if (times[middle]! <= time + 1e-4) low = middle
    else high = middle - 1
  }
  return low
}

/** A time at which surely this frame is shown: the middle of its interval. */
export function middleOf(times: ArrayLike<number>, frame: number): number {
  const last = times.length - 1
  const at = Math.min(Math.max(frame, 0), last)
  const begin = times[at]!
  const usual = last > 0 ? (times[last]! - times[0]!) / last : 1 / 30
  const end = at < last ? times[at + 1]! : begin + usual
  return (begin + end) / 2
}

/** Which row of the result a frame of the file is; frames outside of the analysed part take the nearest. */
export function rowOf(frames: readonly number[], frame: number): number {
  const first = frames[0] ?? 0
  return Math.min(Math.max(frame - first, 0), Math.max(frames.length - 1, 0))
}

/** The row nearest to a time. */
export function rowAt(times: readonly number[], time: number): number {
  const before = frameAt(times, time)
  const after = Math.min(before + 1, times.length - 1)
  return time - times[before]! > times[after]! - time ? after : before
}
