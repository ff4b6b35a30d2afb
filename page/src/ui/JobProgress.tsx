import { wait } from "../format"
import { isOver } from "../jobs"
import { texts } from "../texts"
import type { Job } from "../types"
import { inPageWords } from "../wording"

export function JobProgress(props: { job: Job; cancel: () => void }) {
  const { job } = props
  const share = job.total ? Math.min(job.done / job.total, 1) : undefined
  return (
    <div class="job" role="status" aria-live="polite">
      <span>
        {texts.job[job.state]}
        {job.state === "running" && job.stage && `: ${texts.stage[job.stage]}`}
        {share !== undefined && job.state === "running" && ` ${Math.round(100 * share)} %`}
        {job.seconds_left !== null && job.state === "running" && `, ${texts.left(wait(job.seconds_left))}`}
      </span>
      {job.state === "running" && <progress value={share} max={1} aria-label={texts.job.running} />}
      {!isOver(job) && <button onClick={props.cancel}>{texts.clip.cancel}</button>}
      {job.error && <p class="problem">{inPageWords(job.error.message)}</p>}
    </div>
  )
}
