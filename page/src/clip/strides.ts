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

/** The next event of any kind and leg before or after a time. */
export function neighbourEvent(result: Result, time: number, step: -1 | 1): number | undefined {
  const sides = ["left", "right"] as const
  const all = sides.flatMap((side) => [
    ...eventTimes(result, side, "initial_contact"),
    ...eventTimes(result, side, "toe_off"),
  ])
  // An event lies between frames; the frame it is shown at must not count as before or after it.
  const beyond = all.filter((at) => step * (at - time) > 0.01)
  return beyond.length === 0 ? undefined : step > 0 ? Math.min(...beyond) : Math.max(...beyond)
}

/** From each contact to the toe-off that ends it, where both were found. */
export function stances(result: Result, side: Side): [number, number][] {
  const contacts = eventTimes(result, side, "initial_contact")
  const offs = eventTimes(result, side, "toe_off")
  return contacts.flatMap((from, index) => {
    const to = offs.find((off) => off > from)
    const next = contacts[index + 1]
    return to === undefined || (next !== undefined && to > next) ? [] : [[from, to] as [number, number]]
  })
}
