import { useEffect, useRef, useState } from "preact/hooks"
import uPlot from "uplot"
import { api } from "../api"
import { interval, unitOf, value } from "../format"
import { texts } from "../texts"
import type { Change, Comparison } from "../types"
import { colour } from "../ui/theme"
import { Loading, useLoad } from "../ui/load"
import { useTheme } from "../ui/useTheme"
import { inPageWords } from "../wording"

export function CompareView(props: { clips: number[] }) {
  const loaded = useLoad(() => api.compare(props.clips), [props.clips.join()])
  const t = texts.compare
  if (loaded.error) {
    return (
      <section class="empty" role="alert">
        <h1>{t.refused}</h1>
        <p>{inPageWords(loaded.error.message)}</p>
        <button onClick={() => history.back()}>{texts.error.back}</button>
      </section>
    )
  }
  if (!loaded.value) return <Loading />
  const comparison = loaded.value
  const real = comparison.changes.filter((change) => change.verdict === "real")
  return (
    <section class="narrow">
      <div class="row between">
        <h1>{t.title}</h1>
        <a class="button" href={`/api/compare/page?clips=${props.clips.join(",")}`} target="_blank" rel="noopener">
          {t.print}
        </a>
      </div>
      <ol class="plain">
        {comparison.clips.map((clip, index) => (
          <li key={index}>
            {index + 1}. {clip}
          </li>
        ))}
      </ol>
      <section class="panel">
        <h2>{t.real}</h2>
        {real.length === 0 && <p>{t.noReal}</p>}
        <ul>
          {real.map((change) => (
            <li key={keyOf(change)}>
              <strong>{nameOf(change)}</strong>: {inUnit(change, change.before)} → {inUnit(change, change.after)}
            </li>
          ))}
        </ul>
        <p class="hint">{t.how}</p>
      </section>
      <Trend comparison={comparison} />
      {comparison.clips.slice(1).map((clip, index) => (
        <Table key={clip} comparison={comparison} clip={index + 1} />
      ))}
    </section>
  )
}

const keyOf = (change: Change) => `${change.clip} ${change.rule} ${change.side}`
const nameOf = (change: Change) => change.name.physio + (change.side ? `, ${change.side}` : "")
const inUnit = (change: Change, number: number) => value(number, unitOf(change.quantity))

function Table(props: { comparison: Comparison; clip: number }) {
  const { comparison, clip } = props
  const t = texts.compare
  const title = `${comparison.clips[0]} → ${comparison.clips[clip]}`
  return (
    <section class="panel">
      <h2>{title}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              {[t.quantity, t.before, t.after, t.change, ""].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {comparison.changes
              .filter((change) => change.clip === clip)
              .map((change) => (
                <tr key={keyOf(change)} class={change.verdict === "real" ? "real" : ""}>
                  <th scope="row">{nameOf(change)}</th>
                  <td>{inUnit(change, change.before)}</td>
                  <td>{inUnit(change, change.after)}</td>
                  <td>
                    {inUnit(change, change.change)}
                    {change.low !== null &&
                      change.high !== null &&
                      ` (${interval(change.low, change.high, unitOf(change.quantity))})`}
                  </td>
                  <td>{t.verdict[change.verdict]}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** One quantity over all clips. */
function Trend(props: { comparison: Comparison }) {
  const { changes, clips } = props.comparison
  const of = changes.filter((change) => change.clip === 1)
  const [chosen, setChosen] = useState(0)
  const host = useRef<HTMLDivElement>(null)
  const first = of[chosen]
  const theme = useTheme()
  useEffect(() => {
    const own = host.current
    if (!own || !first) return undefined
    const rest = changes.filter((change) => change.rule === first.rule && change.side === first.side)
    const values = clips.map((_, index) =>
      index === 0 ? first.before : (rest.find((change) => change.clip === index)?.after ?? null),
    )
    const axis = { stroke: colour("ink-2"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false } }
    const made = new uPlot(
      {
        width: own.clientWidth,
        height: 180,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, range: [0.5, clips.length + 0.5] } },
        axes: [
          { ...axis, splits: () => clips.map((_, index) => index + 1) },
          { ...axis, size: 60, values: (_, ticks) => ticks.map((tick) => inUnit(first, tick)) },
        ],
        series: [{}, { stroke: colour("near"), width: 2, points: { show: true, size: 9, fill: colour("near") } }],
      },
      [clips.map((_, index) => index + 1), values],
      own,
    )
    return () => made.destroy()
  }, [first, clips.length, theme])
  if (!first) return null
  return (
    <section class="panel">
      <div class="row between">
        <h2>{texts.compare.trend}</h2>
        <label>
          {texts.compare.quantity}
          <select value={chosen} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
            {of.map((change, index) => (
              <option key={keyOf(change)} value={index}>
                {nameOf(change)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div ref={host} class="chart-host" role="img" aria-label={nameOf(first)} />
    </section>
  )
}
