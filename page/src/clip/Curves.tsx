import { useState } from "preact/hooks"
import { quantityName, texts } from "../texts"
import type { Result } from "../types"
import { Chart } from "./Chart"
import { EventLane } from "./EventLane"
import { angleChoices, legName, nearSide, type Correct, type Hand, type Highlight, type Shown } from "./model"

/** Charts that are open at first. */
const OPEN = 3
/** Seconds that can be shown; null is all of the clip. */
const SPANS = [null, 10, 5, 2, 1] as const

/** Angles over time, tied to the video. */
export function Curves(props: { shown: Shown; highlight: Highlight; hand: Hand; correct: Correct }) {
  const { shown, highlight } = props
  const choices = angleChoices(shown.result)
  const [open, setOpen] = useState(() => choices.slice(0, OPEN).map((choice) => choice.name))
  const [span, setSpan] = useState(shown.window.span())
  const t = texts.result
  const zoom = (next: number | null) => {
    shown.window.setSpan(next)
    setSpan(next)
  }
  return (
    <section class="panel curves" aria-label={t.curves}>
      <div class="row between tight">
        <Legend result={shown.result} />
        <label class="inline">
          {t.span}
          <select
            value={String(span)}
            onChange={(event) => zoom(event.currentTarget.value === "null" ? null : Number(event.currentTarget.value))}
          >
            {SPANS.map((one) => (
              <option key={String(one)} value={String(one)}>
                {one === null ? t.wholeClip : t.seconds(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <EventLane shown={shown} highlight={highlight} active={props.hand.tool === "event"} correct={props.correct} />
      {choices
        .filter(({ name }) => open.includes(name))
        .map((choice) => (
          <Chart key={choice.name} choice={choice} shown={shown} highlight={highlight} />
        ))}
      <div class="row toggles" role="group" aria-label={t.angles}>
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
      <p class="hint">{t.curvesHint}</p>
    </section>
  )
}

export function Legend(props: { result: Result }) {
  const near = nearSide(props.result)
  return (
    <span class="legend hint">
      <i class="near" /> {legName(props.result, near)} <i class="far" />{" "}
      {legName(props.result, near === "left" ? "right" : "left")}
    </span>
  )
}
