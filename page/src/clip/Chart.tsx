import { useEffect, useRef } from "preact/hooks"
import uPlot from "uplot"
import { decimal } from "../format"
import { angleUp, quantityName, texts } from "../texts"
import { colour } from "../ui/theme"
import { useTheme } from "../ui/useTheme"
import { rowOf } from "./frames"
import { markEvents, shadeStrides } from "./marks"
import { legName, nearSide, type AngleChoice, type Highlight, type Shown } from "./model"
import { tie } from "./tie"

const HEIGHT = 120
/** Room for the numbers of the vertical axis, the same in all charts, so that times stand below each other. */
export const AXIS_PX = 44
/** From a standard uncertainty to a 95 % interval. */
const Z95 = 1.96

/** One angle over time. */
export function Chart(props: { shown: Shown; highlight: Highlight; choice: AngleChoice }) {
  const { shown, choice } = props
  const host = useRef<HTMLDivElement>(null)
  const highlight = useRef(props.highlight)
  highlight.current = props.highlight
  const plot = useRef<uPlot>(undefined)
  const now = useRef<HTMLOutputElement>(null)
  const theme = useTheme()
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
    const free = tie(made, shown, HEIGHT)
    return () => {
      free()
      made.destroy()
    }
  }, [shown.result, shown.cursor, choice.name, theme])
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
        <strong>{quantityName(choice.name)}</strong> <output ref={now} data-testid={choice.name} />{" "}
        <span class="hint">
          {angleUp[choice.name] && `${angleUp[choice.name]}; `}
          {texts.result[zero]}
        </span>
      </figcaption>
      <div ref={host} class="chart-host" />
    </figure>
  )
}

/** The angles in the shown frame, each with its 95 % interval; results of before have that of the tilt alone. */
function valuesAt(shown: Shown, choice: AngleChoice, frame: number): string {
  const { frame: frames, angles } = shown.result.series
  const row = rowOf(frames, frame)
  const one = ({ column, side }: AngleChoice["columns"][number]) => {
    const value = angles[column]?.values[row]
    const leg = side === null ? "" : `${legName(shown.result, side)} `
    if (value === null || value === undefined) return `${leg}${texts.result.notMeasured}`
    const before = column === "pelvic_tilt_deg" ? shown.result.pelvis.pelvic_tilt_uncertainty_deg : undefined
    const spread = (angles[column]?.uncertainty_deg ?? before)?.[row]
    return `${leg}${decimal(value, 1)}°${spread ? ` ± ${(Z95 * spread).toFixed(1)}°` : ""}`
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
    padding: [6, 10, 0, 0],
    scales: { x: { time: false, range: () => [...shown.window.ends()] } },
    axes: [
      { ...axis, size: 26, values: (_, ticks) => ticks.map((t) => `${t} s`) },
      { ...axis, size: AXIS_PX, space: 24, values: (_, ticks) => ticks.map((t) => `${decimal(t, 0)}°`) },
    ],
    series: [
      {},
      ...choice.columns.map(({ side }) => ({
        stroke: side === null || side === near ? colour("near") : colour("far"),
        width: side === null || side === near ? 1.8 : 1.2,
        ...(side !== null && side !== near && { dash: [5, 3] }),
        points: { show: false },
      })),
    ],
    hooks: {
      drawClear: [(u) => shadeStrides(u, highlight())],
      draw: [(u) => markEvents(u, shown.result)],
    },
  }
}
