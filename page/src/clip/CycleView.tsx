import { useEffect, useRef, useState } from "preact/hooks"
import uPlot from "uplot"
import { decimal } from "../format"
import { quantityName, texts } from "../texts"
import { SIDES, type Cycle, type Result, type Side } from "../types"
import { colour } from "../ui/theme"
import { Legend } from "./Curves"
import { nearSide } from "./model"
import { useTheme } from "../ui/useTheme"
import { band } from "./reference"

const PERCENT = Array.from({ length: 101 }, (_, i) => i)
const HEIGHT = 220

/** Mean curves over the gait cycle, with their spread and the reference. */
export function CycleView(props: { result: Result }) {
  const near = nearSide(props.result)
  const angles = Object.entries(props.result.cycles[near].angles).filter(([, cycle]) => cycle !== null)
  const [chosen, setChosen] = useState(() =>
    angles.some(([name]) => name === "pelvic_tilt_deg") ? "pelvic_tilt_deg" : "thigh_deg",
  )
  const shown = props.result.cycles[near].angles[chosen]
  const reference = shown?.zero === "relative_to_standing" ? band(chosen) : undefined
  return (
    <section class="panel" aria-labelledby="cycle">
      <h2 id="cycle">{texts.result.cycle}</h2>
      <div class="row toggles">
        {angles.map(([name]) => (
          <button key={name} aria-pressed={chosen === name} onClick={() => setChosen(name)}>
            {quantityName(name)}
          </button>
        ))}
      </div>
      <CycleChart result={props.result} angle={chosen} />
      <p class="hint">
        <Legend result={props.result} />, mean ± SD of {texts.result.strides(shown?.n ?? 0)}.{" "}
        {reference && texts.result.band}
        {shown?.zero === "absolute" && band(chosen) && texts.result.noBand}
      </p>
    </section>
  )
}

function CycleChart(props: { result: Result; angle: string }) {
  const host = useRef<HTMLDivElement>(null)
  const theme = useTheme()
  useEffect(() => {
    const own = host.current
    if (!own) return undefined
    const made = new uPlot(...chart(props.result, props.angle, own.clientWidth), own)
    const watch = new ResizeObserver(() => made.setSize({ width: own.clientWidth, height: HEIGHT }))
    watch.observe(own)
    return () => {
      watch.disconnect()
      made.destroy()
    }
  }, [props.result, props.angle, theme])
  return <div ref={host} class="chart-host cycle" role="img" aria-label={quantityName(props.angle)} />
}

type Column = (number | null)[]

function spread(cycle: Cycle | null | undefined, sign: 1 | -1): Column {
  return PERCENT.map((i) => {
    const [mean, sd] = [cycle?.mean_deg[i] ?? null, cycle?.sd_deg[i] ?? null]
    return mean === null || sd === null ? null : mean + sign * sd
  })
}

function chart(result: Result, angle: string, width: number): [uPlot.Options, uPlot.AlignedData] {
  const near = nearSide(result)
  const columns: Column[] = []
  const series: uPlot.Series[] = [{}]
  const bands: uPlot.Band[] = []
  const add = (high: Column, low: Column, fill: string) => {
    const at = series.length
    columns.push(high, low)
    const edge = { stroke: "transparent", width: 0, points: { show: false } }
    series.push(edge, edge)
    bands.push({ series: [at, at + 1], fill })
  }
  const cycle = (side: Side) => result.cycles[side].angles[angle]
  const reference = cycle(near)?.zero === "relative_to_standing" ? band(angle) : undefined
  if (reference) add(reference.high, reference.low, colour("band"))
  const trunk = ![
    "thigh_deg",
    "hip_flexion_deg",
    "knee_flexion_deg",
    "shank_deg",
    "foot_deg",
    "hip_to_trunk_deg",
  ].includes(angle)
  for (const side of trunk ? [near] : SIDES) {
    const name = side === near ? "near" : "far"
    add(spread(cycle(side), 1), spread(cycle(side), -1), colour(`${name}-soft`))
    columns.push(cycle(side)?.mean_deg ?? [])
    series.push({
      stroke: colour(name),
      width: side === near ? 2 : 1.4,
      ...(side !== near && { dash: [5, 3] }),
      points: { show: false },
    })
  }
  const axis = { stroke: colour("ink-2"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } }
  const options: uPlot.Options = {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [0, 100] } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((t) => `${t} %`) },
      { ...axis, size: 44, values: (_, ticks) => ticks.map((t) => `${decimal(t, 0)}°`) },
    ],
    series,
    bands,
    hooks: { draw: [(u) => markToeOff(u, result, near)] },
  }
  return [options, [PERCENT, ...columns] as uPlot.AlignedData]
}

function markToeOff(u: uPlot, result: Result, near: Side) {
  const at = result.cycles[near].toe_off_pct
  if (at === null) return
  const x = u.valToPos(at, "x", true)
  u.ctx.save()
  u.ctx.strokeStyle = colour("ink-2")
  u.ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio])
  u.ctx.beginPath()
  u.ctx.moveTo(x, u.bbox.top)
  u.ctx.lineTo(x, u.bbox.top + u.bbox.height)
  u.ctx.stroke()
  u.ctx.restore()
}
