import { useEffect, useRef, useState } from "preact/hooks"
import { texts } from "../texts"
import type { EventKind, Side } from "../types"
import { rowAt, rowOf } from "./frames"
import { TOOLS, nearSide, timeOf, type Correct, type Hand, type Shown, type Tool } from "./model"
import { LANDMARKS, poseAt } from "./skeleton"
import { nearestEvent, neighbourEvent, strideAt } from "./strides"

const STICKERS = ["asis", "psis", "trochanter", "t12", "l1", "c7", "sacrum", "wand_base", "wand_tip"]
const t = texts.correct

type Props = {
  shown: Shown
  hand: Hand
  change: (hand: Partial<Hand>) => void
  correct: Correct
  undo: () => void
  redo: () => void
  busy: boolean
}

export function Corrections(props: Props) {
  const { shown, hand } = props
  const holding = shown.corrections.filter((entry) => !entry.undone)
  const undone = shown.corrections.length - holding.length
  useUndoKeys(props.undo, props.redo)
  return (
    <section class="panel" aria-labelledby="correct">
      <div class="row between">
        <h2 id="correct">{texts.result.correct}</h2>
        <div class="row">
          <button disabled={holding.length === 0 || props.busy} onClick={props.undo}>
            {t.undo}
          </button>
          <button disabled={undone === 0 || props.busy} onClick={props.redo}>
            {t.redo}
          </button>
        </div>
      </div>
      <p class="hint">{t.hint}</p>
      <div class="row toggles" role="group" aria-label={t.tool}>
        {TOOLS.map((tool: Tool) => (
          <button key={tool} aria-pressed={hand.tool === tool} onClick={() => props.change({ tool, points: [] })}>
            {t.tools[tool]}
          </button>
        ))}
      </div>
      <div class="tool" aria-live="polite">
        {hand.tool === "landmark" && <LandmarkTool {...props} />}
        {hand.tool === "sticker" && <StickerTool {...props} />}
        {hand.tool === "event" && <EventTool {...props} />}
        {hand.tool === "legs" && <LegsTool {...props} />}
        {hand.tool === "stride" && <StrideTool {...props} />}
        {(hand.tool === "scale" || hand.tool === "belt") && <LineTool {...props} />}
      </div>
      <h3>{t.log}</h3>
      {shown.corrections.length === 0 && <p class="hint">{t.none}</p>}
      <ol class="log" data-testid="log">
        {shown.corrections.map((entry) => (
          <li key={entry.number} class={entry.undone ? "undone" : ""}>
            {entry.undone ? <del>{entry.text}</del> : entry.text}
          </li>
        ))}
      </ol>
    </section>
  )
}

function useUndoKeys(undo: () => void, redo: () => void) {
  const latest = useRef({ undo, redo })
  latest.current = { undo, redo }
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const field = (event.target as HTMLElement).closest("input, textarea")
      if (field || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return
      event.preventDefault()
      if (event.shiftKey) latest.current.redo()
      else latest.current.undo()
    }
    addEventListener("keydown", pressed)
    return () => removeEventListener("keydown", pressed)
  }, [])
}

function Choice(props: { label: string; value: string; of: readonly string[]; set: (value: string) => void }) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={(event) => props.set(event.currentTarget.value)}>
        {props.of.map((one) => (
          <option key={one} value={one}>
            {one.replaceAll("_", " ")}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The landmark can be moved without a pointing device: a shift is put together with buttons, and then sent. */
function LandmarkTool(props: Props) {
  const { shown, hand, correct } = props
  const [shift, setShift] = useState<[number, number]>([0, 0])
  const at = () => poseAt(shown.result, rowOf(shown.result.series.frame, shown.cursor.frame())).get(hand.landmark)
  const nudge = (x: number, y: number) => setShift([shift[0] + x, shift[1] + y])
  const put = async () => {
    const place = at()
    if (!place) return
    await correct({
      kind: "landmark",
      landmark: hand.landmark,
      frame: shown.cursor.frame(),
      x_px: Math.max(place[0] + shift[0], 0),
      y_px: Math.max(place[1] + shift[1], 0),
    })
    setShift([0, 0])
  }
  return (
    <div class="row">
      <span class="hint full">{t.landmarkHint}</span>
      <Choice label={t.landmark} value={hand.landmark} of={LANDMARKS} set={(landmark) => props.change({ landmark })} />
      <button aria-label={t.nudge.left} onClick={() => nudge(-1, 0)}>
        ←
      </button>
      <button aria-label={t.nudge.right} onClick={() => nudge(1, 0)}>
        →
      </button>
      <button aria-label={t.nudge.up} onClick={() => nudge(0, -1)}>
        ↑
      </button>
      <button aria-label={t.nudge.down} onClick={() => nudge(0, 1)}>
        ↓
      </button>
      <output>
        {shift[0]}, {shift[1]} px
      </output>
      <button disabled={props.busy || (shift[0] === 0 && shift[1] === 0)} onClick={() => void put()}>
        {t.put}
      </button>
    </div>
  )
}

function StickerTool(props: Props) {
  return (
    <div class="row">
      <span class="hint full">{t.stickerHint}</span>
      <Choice label={t.sticker} value={props.hand.sticker} of={STICKERS} set={(sticker) => props.change({ sticker })} />
    </div>
  )
}

function EventTool(props: Props) {
  const { shown, correct } = props
  const [side, setSide] = useState<Side>(nearSide(shown.result))
  const [event, setEvent] = useState<EventKind>("initial_contact")
  const [problem, setProblem] = useState(false)
  const now = () => timeOf(shown, shown.cursor.frame())
  const nearest = (then: (at: number) => void) => {
    const at = nearestEvent(shown.result, side, event, now())
    setProblem(at === undefined)
    if (at !== undefined) then(at)
  }
  const go = (step: -1 | 1) => {
    const at = neighbourEvent(shown.result, now(), step)
    const { frame, time_s } = shown.result.series
    if (at !== undefined) shown.cursor.set((frame[0] ?? 0) + rowAt(time_s, at), "event")
  }
  return (
    <div class="row">
      <span class="hint full">{t.eventHint}</span>
      <button aria-label={t.previousEvent} title={t.previousEvent} onClick={() => go(-1)}>
        |◀
      </button>
      <button aria-label={t.nextEvent} title={t.nextEvent} onClick={() => go(1)}>
        ▶|
      </button>
      <Choice label={t.leg} value={side} of={["left", "right"]} set={(one) => setSide(one as Side)} />
      <Choice
        label={t.event}
        value={event}
        of={["initial_contact", "toe_off"]}
        set={(one) => setEvent(one as EventKind)}
      />
      <button disabled={props.busy} onClick={() => void correct({ kind: "add_event", side, event, time_s: now() })}>
        {t.addEvent}
      </button>
      <button
        disabled={props.busy}
        onClick={() => nearest((at) => void correct({ kind: "move_event", side, event, from_s: at, to_s: now() }))}
      >
        {t.moveEvent}
      </button>
      <button
        disabled={props.busy}
        onClick={() => nearest((at) => void correct({ kind: "remove_event", side, event, time_s: at }))}
      >
        {t.removeEvent}
      </button>
      {problem && <span class="hint full">{t.noEvent}</span>}
    </div>
  )
}

function LegsTool(props: Props) {
  const { cursor } = props.shown
  const [range, setRange] = useState<[number, number]>([cursor.frame(), cursor.frame()])
  const field = (index: 0 | 1, label: string) => (
    <label>
      {label}
      <span class="row">
        <input
          type="number"
          min={0}
          value={range[index]}
          onInput={(event) => {
            const next: [number, number] = [...range]
            next[index] = Number(event.currentTarget.value)
            setRange(next)
          }}
        />
        <button
          onClick={() => {
            const next: [number, number] = [...range]
            next[index] = cursor.frame()
            setRange(next)
          }}
        >
          {t.here}
        </button>
      </span>
    </label>
  )
  return (
    <div class="row">
      {field(0, t.from)}
      {field(1, t.to)}
      <button
        disabled={props.busy}
        onClick={() => void props.correct({ kind: "exchange_legs", from_frame: range[0], to_frame: range[1] })}
      >
        {t.exchange}
      </button>
    </div>
  )
}

function StrideTool(props: Props) {
  const { shown } = props
  const [side, setSide] = useState<Side>(nearSide(shown.result))
  const [problem, setProblem] = useState(false)
  const leaveOut = () => {
    const stride = strideAt(shown.result.strides, side, timeOf(shown, shown.cursor.frame()))
    setProblem(stride === undefined)
    if (stride) void props.correct({ kind: "exclude_stride", side, initial_contact_s: stride.initial_contact_s })
  }
  return (
    <div class="row">
      <Choice label={t.leg} value={side} of={["left", "right"]} set={(one) => setSide(one as Side)} />
      <button disabled={props.busy} onClick={leaveOut}>
        {t.leaveOut}
      </button>
      {problem && <span class="hint full">{t.noStride}</span>}
    </div>
  )
}

function LineTool(props: Props) {
  const { hand } = props
  const [length, setLength] = useState(1)
  const [from, to] = hand.points
  const isScale = hand.tool === "scale"
  const apply = async () => {
    if (!from || !to) return
    const line = { from_px: from, to_px: to }
    await props.correct(isScale ? { kind: "scale", ...line, length_m: length } : { kind: "belt_line", ...line })
    props.change({ points: [] })
  }
  return (
    <div class="row">
      <span class="hint full">{isScale ? t.scaleHint : t.beltHint}</span>
      {isScale && (
        <label>
          {t.length}
          <input
            type="number"
            step="any"
            min={0}
            value={length}
            onInput={(e) => setLength(Number(e.currentTarget.value))}
          />
        </label>
      )}
      <button disabled={!from || !to || props.busy} onClick={() => void apply()}>
        {t.apply}
      </button>
      <button onClick={() => props.change({ points: [] })}>{t.clear}</button>
    </div>
  )
}
