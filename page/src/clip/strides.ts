/** Strides and events by time. */

import type { EventKind, Result, Side, Stride } from "../types"

/** The stride of a leg that is under way at a time. */
export function strideAt(strides: readonly Stride[], side: Side, time: number): Stride | undefined {
  return strides.find((s) => s.side === side && s.initial_contact_s <= time && time < s.next_contact_s)
}

export function eventTimes(result: Result, side: Side, event: EventKind): number[] {
  return event === "initial_contact" ? result.events[side].initial_contact_s : result.events[side].toe_off_s
}

/** How far from an event somebody may stand and still mean it. */
const REACH_S = 0.5

/** The event of a kind nearest to a time. */
export function nearestEvent(result: Result, side: Side, event: EventKind, time: number): number | undefined {
  const near = eventTimes(result, side, event).filter((at) => Math.abs(at - time) <= REACH_S)
  return near.sort((a, b) => Math.abs(a - time) - Math.abs(b - time))[0]
}

/** Kept strides of a leg, or of both. */
export function keptStrides(strides: readonly Stride[], side: Side | null): Stride[] {
  return strides.filter((s) => s.kept && (side === null || s.side === side))
}
