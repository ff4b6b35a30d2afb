import { useEffect, useRef, useState } from "preact/hooks"
import uPlot from "uplot"
import { quantityName, texts } from "../texts"
import { SIDES, type Result } from "../types"
import { colour } from "../ui/theme"
import { angleChoices, nearSide, timeOf, type AngleChoice, type Highlight, type Shown } from "./model"
import { rowAt, rowOf } from "./frames"
import { eventTimes } from "./strides"

const HEIGHT = 150
/** Charts that are open at first. */
const OPEN = 3

/** Angles over time, tied to the video. */
export function Curves(props: { shown: Shown; highlight: Highlight }) {
  const choices = angleChoices(props.shown.result)
  const [open, setOpen] = useState(() => choices.slice(0, OPEN).map((choice) => choice.name))
  return (
    <section class="panel curves" aria-label={texts.result.curves}>
      <div class="row toggles">
        {choices.map(({ name }) => (
          <button
            key={name}
            aria-pressed={open.includes(name)}
            onClick={() => setOpen(open.includes(name) ? open.filter((one) => one !== name) : [...open, name])}
          >
            {quantityName(name)}
          </button>
        ))}
      </div>
      {choices
        .filter(({ name }) => open.includes(name))
        .map((choice) => (
          <Chart key={choice.name} choice={choice} {...props} />
        ))}
      <p class="hint">
        {texts.result.curvesHint} <Legend result={props.shown.result} />
      </p>
    </section>
  )
}

export function Legend(props: { result: Result }) {
  const near = nearSide(props.result)
  return (
    <span class="legend">
      <i class="near" /> {near} ({texts.result.near}) <i class="far" /> {near === "left" ? "right" : "left"} (
      {texts.result.far})
    </span>
  )
}

function Chart(props: { shown: Shown; highlight: Highlight; choice: AngleChoice }) {
  const { shown, choice } = props
  const host = useRef<HTMLDivElement>(null)
  const highlight = useRef(props.highlight)
  highlight.current = props.highlight
  const plot = useRef<uPlot>(undefined)
  const now = useRef<HTMLOutputElement>(null)
  const zero = shown.result.series.angles[choice.columns[0]!.column]?.zero ?? "absolute"

  useEffect(() => {
    const own = host.current
    if (!own) return undefined
    const made = new uPlot(
      options(shown, choice, own.clientWidth, () => highlight.current),
      data(shown, choice),
      own,
    )
    plot.current = made
    const offCursor = tie(made, shown)
    const watch = new ResizeObserver(() => made.setSize({ width: own.clientWidth, height: HEIGHT }))
    watch.observe(own)
    return () => {
      offCursor()
      watch.disconnect()
      made.destroy()
    }
  }, [shown.result, shown.cursor, choice.name])
  useEffect(() => plot.current?.redraw(false), [props.highlight])
  useEffect(() => {
    const write = (frame: number) => {
      if (now.current) now.current.value = valuesAt(shown, choice, frame)
    }
    write(shown.cursor.frame())
    return shown.cursor.on(write)
  }, [shown, choice.name])
  return (
    <figure class="chart">
      <figcaption>
        {quantityName(choice.name)}: <output ref={now} data-testid={choice.name} />{" "}
        <span class="hint">{texts.result[zero]}</span>
      </figcaption>
      <div ref={host} class="chart-host" />
    </figure>
  )
}

/** The angles in the shown frame. */
function valuesAt(shown: Shown, choice: AngleChoice, frame: number): string {
  const { frame: frames, angles } = shown.result.series
  const row = rowOf(frames, frame)
  const one = ({ column, side }: AngleChoice["columns"][number]) => {
    const value = angles[column]?.values[row]
    const text = value === null || value === undefined ? "–" : `${value.toFixed(1)}°`
    return side === null ? text : `${side} ${text}`
  }
  return choice.columns.map(one).join(", ")
}

function data(shown: Shown, choice: AngleChoice): uPlot.AlignedData {
  const { time_s, angles } = shown.result.series
  return [time_s, ...choice.columns.map(({ column }) => angles[column]?.values ?? [])]
}

function options(shown: Shown, choice: AngleChoice, width: number, highlight: () => Highlight): uPlot.Options {
  const near = nearSide(shown.result)
  const axis = { stroke: colour("ink-2"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } }
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((t) => `${t} s`) },
      { ...axis, size: 44 },
    ],
    series: [
      {},
      ...choice.columns.map(({ side }) => ({
        stroke: side === null || side === near ? colour("near") : colour("far"),
        width: side === null || side === near ? 1.8 : 1.2,
        points: { show: false },
      })),
    ],
    hooks: {
      drawClear: [(u) => shadeStrides(u, highlight())],
      draw: [(u) => markEvents(u, shown.result)],
    },
  }
}

function shadeStrides(u: uPlot, highlight: Highlight) {
  if (!highlight) return
  u.ctx.save()
  u.ctx.fillStyle = colour("mark")
  for (const stride of highlight.strides) {
    const from = u.valToPos(stride.initial_contact_s, "x", true)
    const to = u.valToPos(stride.next_contact_s, "x", true)
    u.ctx.fillRect(from, u.bbox.top, Math.max(to - from - 2, 1), u.bbox.height)
  }
  u.ctx.restore()
}

/** Contacts as full ticks at the lower edge, toe-offs as short ones. */
function markEvents(u: uPlot, result: Result) {
  const bottom = u.bbox.top + u.bbox.height
  u.ctx.save()
  for (const side of SIDES) {
    u.ctx.strokeStyle = side === nearSide(result) ? colour("near") : colour("far")
    u.ctx.lineWidth = devicePixelRatio
    u.ctx.beginPath()
    for (const [event, length] of [
      ["initial_contact", 12],
      ["toe_off", 6],
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

/** A line at the shown frame that moves without drawing the chart again, and a hand that moves the frame. */
function tie(u: uPlot, shown: Shown): () => void {
  const line = document.createElement("div")
  line.className = "cursor-line"
  u.over.append(line)
  const move = () => {
    const left = u.valToPos(timeOf(shown, shown.cursor.frame()), "x")
    line.style.transform = `translateX(${left}px)`
  }
  const first = shown.result.series.frame[0] ?? 0
  const seek = (event: PointerEvent) => {
    const time = u.posToVal(event.clientX - u.over.getBoundingClientRect().left, "x")
    shown.cursor.set(first + rowAt(shown.result.series.time_s, time), u)
  }
  u.over.addEventListener("pointerdown", (event) => {
    document.querySelector("video")?.pause()
    u.over.setPointerCapture(event.pointerId)
    seek(event)
  })
  u.over.addEventListener("pointermove", (event) => {
    if (event.buttons !== 0) seek(event)
  })
  u.hooks.setSize = [...(u.hooks.setSize ?? []), move]
  move()
  return shown.cursor.on(move)
}
