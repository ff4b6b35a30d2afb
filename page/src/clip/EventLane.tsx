import { useEffect, useRef } from "preact/hooks"
import uPlot from "uplot"
import { texts } from "../texts"
import type { EventKind, Side } from "../types"
import { colour } from "../ui/theme"
import { useTheme } from "../ui/useTheme"
import { AXIS_PX } from "./Chart"
import { clip } from "./marks"
import { nearSide, timeOf, type Correct, type Highlight, type Shown } from "./model"
import { eventTimes, stances } from "./strides"
import { frameUnder, tie } from "./tie"

const HEIGHT = 62
/** How near a finger must come to an event, screen pixels. */
const REACH = 16
const EVENTS: readonly EventKind[] = ["initial_contact", "toe_off"]

type Held = { side: Side; event: EventKind; from: number; to: number }
type Props = { shown: Shown; highlight: Highlight; active: boolean; correct: Correct }

/** Stance of each leg over time; with the tool for events, their ends can be dragged. */
export function EventLane(props: Props) {
  const { shown } = props
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const held = useRef<Held>(undefined)
  const latest = useRef(props)
  latest.current = props
  const theme = useTheme()
  useEffect(() => {
    const own = host.current
    if (!own) return undefined
    const draw = (u: uPlot) => paint(u, latest.current, held.current)
    const made = new uPlot(options(shown, own.clientWidth, draw), [shown.result.series.time_s], own)
    plot.current = made
    const free = tie(made, shown, HEIGHT, (event) => take(made, event))
    made.over.addEventListener("pointermove", (event) => drag(made, event))
    made.over.addEventListener("pointerup", () => void drop(made))
    made.over.addEventListener("pointercancel", () => {
      held.current = undefined
      made.redraw(false)
    })
    return () => {
      free()
      made.destroy()
    }
  }, [shown.result, shown.cursor, theme])
  useEffect(() => plot.current?.redraw(false), [props.highlight, props.active])

  const take = (u: uPlot, event: PointerEvent): boolean => {
    if (!latest.current.active) return false
    held.current = nearestTo(u, latest.current.shown, event)
    if (!held.current) return false
    u.over.setPointerCapture(event.pointerId)
    return true
  }
  const drag = (u: uPlot, event: PointerEvent) => {
    if (!held.current) return
    const { shown: now } = latest.current
    const frame = frameUnder(u, now, event)
    held.current = { ...held.current, to: timeOf(now, frame) }
    now.cursor.set(frame, u)
    u.redraw(false)
  }
  const drop = async (u: uPlot) => {
    const own = held.current
    if (!own) return
    const { side, event, from, to } = own
    if (from !== to) await latest.current.correct({ kind: "move_event", side, event, from_s: from, to_s: to })
    held.current = undefined
    u.redraw(false)
  }
  return (
    <figure class={props.active ? "chart lane active" : "chart lane"}>
      <figcaption>
        <strong>{texts.result.stance}</strong>{" "}
        <span class="hint">{props.active ? texts.correct.laneHint : texts.result.stanceHint}</span>
      </figcaption>
      <div ref={host} class="chart-host" />
    </figure>
  )
}

/** The upper row is the near leg. */
const rowOfSide = (side: Side, near: Side): number => (side === near ? 0 : 1)

function nearestTo(u: uPlot, shown: Shown, event: PointerEvent): Held | undefined {
  const box = u.over.getBoundingClientRect()
  const near = nearSide(shown.result)
  const upper = event.clientY - box.top < box.height / 2
  const side: Side = upper ? near : near === "left" ? "right" : "left"
  let best: Held | undefined
  let least = REACH
  for (const kind of EVENTS) {
    for (const time of eventTimes(shown.result, side, kind)) {
      const distance = Math.abs(u.valToPos(time, "x") - (event.clientX - box.left))
      if (distance < least) [best, least] = [{ side, event: kind, from: time, to: time }, distance]
    }
  }
  return best
}

function options(shown: Shown, width: number, draw: (u: uPlot) => void): uPlot.Options {
  const near = nearSide(shown.result)
  const names = [near, near === "left" ? "right" : "left"] as const
  const axis = { stroke: colour("ink-2"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } }
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [4, 10, 4, 0],
    scales: { x: { time: false, range: () => [...shown.window.ends()] }, y: { range: [0, 2] } },
    axes: [
      { ...axis, show: false },
      { ...axis, size: AXIS_PX, grid: { show: false }, splits: () => [0.5, 1.5], values: () => [names[1], names[0]] },
    ],
    series: [{}],
    hooks: { draw: [draw] },
  }
}

function paint(u: uPlot, { shown, highlight, active }: Props, held: Held | undefined) {
  const near = nearSide(shown.result)
  const { ctx } = u
  const half = u.bbox.height / 2
  ctx.save()
  for (const side of ["left", "right"] as const) {
    const top = u.bbox.top + rowOfSide(side, near) * half
    const name = side === near ? "near" : "far"
    for (const stride of highlight?.strides ?? []) {
      if (stride.side !== side) continue
      const [from, to] = clip(u, stride.initial_contact_s, stride.next_contact_s)
      ctx.fillStyle = colour(stride === highlight?.strides[highlight.at] ? "mark-now" : "mark")
      if (to > from) ctx.fillRect(from, top, to - from - 2, half)
    }
    for (const [from_s, to_s] of stances(shown.result, side)) {
      const [from, to] = clip(u, from_s, to_s)
      ctx.fillStyle = colour(`${name}-bar`)
      if (to > from) ctx.fillRect(from, top + half * 0.22, to - from, half * 0.56)
    }
    ctx.fillStyle = colour(name)
    for (const kind of EVENTS) {
      for (const time of eventTimes(shown.result, side, kind)) {
        const moved = held?.side === side && held.event === kind && held.from === time
        tick(u, moved ? held.to : time, top, half, kind, active)
      }
    }
  }
  ctx.restore()
}

/** A contact is a full stroke, a toe-off a short one; those that can be dragged have a head. */
function tick(u: uPlot, time: number, top: number, height: number, kind: EventKind, active: boolean) {
  const x = u.valToPos(time, "x", true)
  if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return
  const ratio = devicePixelRatio
  const [from, length] = kind === "initial_contact" ? [0.08, 0.84] : [0.22, 0.56]
  u.ctx.fillRect(x - ratio, top + from * height, 2 * ratio, length * height)
  if (!active) return
  u.ctx.beginPath()
  u.ctx.arc(x, top + height / 2, 4 * ratio, 0, 2 * Math.PI)
  u.ctx.fill()
}
