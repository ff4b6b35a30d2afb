import { useState } from "preact/hooks"
import { api, type Refusal } from "../api"
import { texts } from "../texts"
import type { Clip, Options, Pelvis } from "../types"
import { asRefusal, Problem } from "../ui/load"

const PELVIS: Pelvis[] = ["auto", "markers", "model", "markers,model", "none"]
const KM_H_PER_M_S = 3.6

/** How a clip was filmed and is to be measured. */
export function OptionsForm(props: { clip: Clip; standing: Clip[]; done: () => void }) {
  const [options, setOptions] = useState<Options>(props.clip.options)
  const [kmh, setKmh] = useState(true)
  const [error, setError] = useState<Refusal>()
  const t = texts.clip
  const set = (change: Partial<Options>) => setOptions({ ...options, ...change })
  const save = async (event: Event) => {
    event.preventDefault()
    try {
      await api.setOptions(props.clip.id, options)
      props.done()
    } catch (problem) {
      setError(asRefusal(problem))
    }
  }
  const speed = options.speed_m_per_s === null ? null : options.speed_m_per_s * (kmh ? KM_H_PER_M_S : 1)
  return (
    <form class="options" onSubmit={save}>
      <Field
        label={t.height}
        hint={t.heightHint}
        value={options.height_m}
        step={0.01}
        set={(height_m) => set({ height_m })}
      />
      <div class="field">
        <Field
          label={`${t.speed} (${kmh ? "km/h" : "m/s"})`}
          hint={t.speedHint}
          value={speed === null ? null : Number(speed.toFixed(3))}
          step={0.1}
          set={(value) => set({ speed_m_per_s: value === null ? null : value / (kmh ? KM_H_PER_M_S : 1) })}
        />
        <button type="button" class="quiet" onClick={() => setKmh(!kmh)}>
          {t.speedIn(kmh ? "m/s" : "km/h")}
        </button>
      </div>
      <Field
        label={t.incline}
        value={options.incline_percent}
        step={0.5}
        set={(incline_percent) => set({ incline_percent })}
      />
      <Field
        label={t.cameraDistance}
        hint={t.cameraDistanceHint}
        value={options.camera_distance_m}
        step={0.05}
        set={(camera_distance_m) => set({ camera_distance_m })}
      />
      <Field
        label={t.slow}
        hint={t.slowHint}
        value={options.slow_motion}
        step={0.5}
        set={(slow_motion) => set({ slow_motion: slow_motion ?? 1 })}
      />
      <Field label={t.start} value={options.start_s} step={0.1} set={(start_s) => set({ start_s: start_s ?? 0 })} />
      <Field label={t.end} value={options.end_s} step={0.1} set={(end_s) => set({ end_s })} />
      <Field
        label={t.subject}
        hint={t.subjectHint}
        value={options.subject}
        step={1}
        set={(subject) => set({ subject })}
      />
      <label>
        {t.pelvis}
        <select value={options.pelvis} onChange={(event) => set({ pelvis: event.currentTarget.value as Pelvis })}>
          {PELVIS.map((source) => (
            <option key={source} value={source}>
              {texts.pelvis[source]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t.neutral}
        <select
          value={options.neutral_clip ?? ""}
          onChange={(event) => set({ neutral_clip: Number(event.currentTarget.value) || null })}
        >
          <option value="">{t.neutralNone}</option>
          {props.standing.map((clip) => (
            <option key={clip.id} value={clip.id}>
              {clip.name}
            </option>
          ))}
        </select>
      </label>
      <div class="row end full">
        <button type="button" onClick={props.done}>
          {t.cancel}
        </button>
        <button type="submit" class="primary">
          {t.save}
        </button>
      </div>
      {error && <Problem error={error} />}
    </form>
  )
}

function Field(props: {
  label: string
  hint?: string
  value: number | null
  step: number
  set: (value: number | null) => void
}) {
  return (
    <label>
      {props.label}
      <input
        type="number"
        step="any"
        inputMode="decimal"
        value={props.value ?? ""}
        onInput={(event) => {
          const text = event.currentTarget.value
          props.set(text === "" ? null : Number(text))
        }}
      />
      {props.hint && <span class="hint">{props.hint}</span>}
    </label>
  )
}
