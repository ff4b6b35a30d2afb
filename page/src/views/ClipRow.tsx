import { useState } from "preact/hooks"
import { api, type Refusal } from "../api"
import { bytes, clock } from "../format"
import { isOver } from "../jobs"
import { texts } from "../texts"
import type { Clip } from "../types"
import { Confirm } from "../ui/Confirm"
import { JobProgress } from "../ui/JobProgress"
import { asRefusal, Problem } from "../ui/load"
import { inPageWords } from "../wording"
import { OptionsForm } from "./OptionsForm"

export function ClipRow(props: {
  clip: Clip
  standing: Clip[]
  changed: () => Promise<void>
  chosen: boolean
  choose: (on: boolean) => void
}) {
  const { clip, changed } = props
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<Refusal>()
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
      setError(undefined)
    } catch (problem) {
      setError(asRefusal(problem))
    }
    await changed()
  }
  const busy = clip.job !== null && !isOver(clip.job)
  const running = clip.kind === "running"
  return (
    <li class="clip">
      <div class="clip-head">
        <div class="clip-name">
          {clip.has_result && running && (
            <label class="pick" title={texts.clip.comparePick}>
              <input
                type="checkbox"
                aria-label={`${texts.clip.compare}: ${clip.name}`}
                checked={props.chosen}
                onChange={(event) => props.choose(event.currentTarget.checked)}
              />
            </label>
          )}
          <div>
            <strong>{clip.name}</strong>
            <div class="hint">
              {running ? texts.drop.running : texts.drop.standing} · {clip.facts.width_px}×{clip.facts.height_px},{" "}
              {clip.facts.nominal_fps.toFixed(0)} fps
              {clip.facts.duration_s !== null && `, ${clock(clip.facts.duration_s)}`}, {bytes(clip.bytes)}
            </div>
          </div>
        </div>
        <div class="row end">
          {clip.has_result && (
            <a class="button primary" href={`/clip/${clip.id}`}>
              {texts.clip.open}
            </a>
          )}
          {running && !busy && (
            <button class={clip.has_result ? "" : "primary"} onClick={() => attempt(() => api.analyse(clip.id))}>
              {clip.has_result ? texts.clip.again : texts.clip.analyse}
            </button>
          )}
          {running && (
            <button aria-expanded={open} onClick={() => setOpen(!open)}>
              {texts.clip.options}
            </button>
          )}
          <button
            class="quiet danger"
            aria-label={`${texts.clip.remove}: ${clip.name}`}
            onClick={() => setAsking(true)}
          >
            ✕
          </button>
        </div>
      </div>
      {clip.facts.warnings.map((warning) => (
        <p key={warning} class="hint">
          {warning}
        </p>
      ))}
      {!running && <p class="hint">{texts.clip.standingHint}</p>}
      {clip.verdict && <p class="verdict-line">{inPageWords(clip.verdict)}</p>}
      {clip.job && clip.job.state !== "done" && (
        <JobProgress job={clip.job} cancel={() => attempt(() => api.cancel(clip.job!.id))} />
      )}
      {error && <Problem error={error} />}
      {open && (
        <OptionsForm
          clip={clip}
          standing={props.standing}
          done={async () => {
            setOpen(false)
            await changed()
          }}
        />
      )}
      {asking && (
        <Confirm
          ask={texts.clip.removeAsk(clip.name)}
          verb={texts.clip.remove}
          no={() => setAsking(false)}
          yes={() => {
            setAsking(false)
            void attempt(() => api.deleteClip(clip.id))
          }}
        />
      )}
    </li>
  )
}
