import { useMemo, useState } from "preact/hooks"
import { api, type Refusal } from "../api"
import { isOver, useJobs } from "../jobs"
import { texts } from "../texts"
import type { Correction, Finding, Job, Stride } from "../types"
import { JobProgress } from "../ui/JobProgress"
import { asRefusal, Loading, Problem, useLoad } from "../ui/load"
import { Corrections } from "../clip/Corrections"
import { createCursor } from "../clip/cursor"
import { Curves } from "../clip/Curves"
import { CycleView } from "../clip/CycleView"
import { Findings, MainFindings } from "../clip/Findings"
import type { Hand, Highlight, Shown } from "../clip/model"
import { nearSide, timeOf } from "../clip/model"
import { Numbers } from "../clip/Numbers"
import { Player } from "../clip/Player"
import { Quality } from "../clip/Quality"
import { ReportLinks } from "../clip/ReportLinks"
import { rowAt } from "../clip/frames"
import { createWindow } from "../clip/window"
import { keptStrides } from "../clip/strides"

export function ClipView(props: { id: number }) {
  const clip = useLoad(() => api.clip(props.id), [props.id])
  const [job, setJob] = useState<Job>()
  useJobs((news) => {
    if (news.clip_id !== props.id) return
    setJob(news)
    if (isOver(news)) void clip.again()
  })
  if (clip.error) return <Problem error={clip.error} again={clip.again} />
  if (!clip.value) return <Loading />
  const now = job && clip.value.job && job.id >= clip.value.job.id && !isOver(clip.value.job) ? job : clip.value.job
  return (
    <section class="clip-view">
      <div class="row place">
        <ClientLink session={clip.value.session_id} />
        <h1>{clip.value.name}</h1>
      </div>
      {now && now.state !== "done" && <JobProgress job={now} cancel={() => void api.cancel(now.id)} />}
      {clip.value.has_result ? (
        <WithResult key={clip.value.id} id={clip.value.id} revision={clip.value.revision} changed={clip.again} />
      ) : (
        <p class="empty">{texts.result.none}</p>
      )}
    </section>
  )
}

function ClientLink(props: { session: number }) {
  const clients = useLoad(api.clients, [])
  const client = useLoad(async () => {
    for (const one of clients.value ?? []) {
      const whole = await api.client(one.id)
      if (whole.sessions?.some((session) => session.id === props.session)) return whole
    }
    return undefined
  }, [clients.value, props.session])
  return (
    <nav aria-label="Place">
      <a href="/">{texts.clients.title}</a>
      {client.value && (
        <>
          {" › "}
          <a href={`/client/${client.value.id}`}>{client.value.name}</a>
        </>
      )}
    </nav>
  )
}

function WithResult(props: { id: number; revision: number; changed: () => Promise<void> }) {
  const { id } = props
  const all = useLoad(async () => {
    const [clip, result, frames, corrections] = await Promise.all([
      api.clip(id),
      api.result(id),
      api.frames(id),
      api.corrections(id),
    ])
    return { clip, result, played: Float64Array.from(frames.played_s), corrections }
  }, [id, props.revision])
  const count = all.value?.played.length ?? 0
  const cursor = useMemo(() => createCursor(count), [count])
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refusal>()
  const [hand, setHand] = useState<Hand>({ tool: "look", landmark: "", sticker: "asis", points: [] })
  const [skeleton, setSkeleton] = useState(true)
  const [highlight, setHighlight] = useState<Highlight>()
  const window = useMemo(() => {
    if (!all.value) return undefined
    const { value } = all
    const { time_s } = value.result.series
    return createWindow([time_s[0] ?? 0, time_s.at(-1) ?? 1], cursor, (frame) => timeOf(value, frame))
    // Corrections change angles, not times: the part that is looked at stays.
  }, [cursor, all.value !== undefined])
  const shown = useMemo<Shown | undefined>(
    () => all.value && window && { ...all.value, cursor, window },
    [all.value, cursor, window],
  )
  if (all.error) return <Problem error={all.error} again={all.again} />
  if (!shown) return <Loading />
  const { result } = shown
  const held: Hand = { ...hand, landmark: hand.landmark || `${nearSide(result)}_hip` }
  const change = (next: Partial<Hand>) => setHand((before) => ({ ...before, ...next }))
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await work()
      setError(undefined)
      await all.again()
    } catch (problem) {
      setError(asRefusal(problem))
    }
    setBusy(false)
  }
  const point = (strides: readonly Stride[], label: string, at: number) => {
    const stride = strides[at]
    if (!stride) return
    setHighlight({ strides, label, at })
    cursor.set((result.series.frame[0] ?? 0) + rowAt(result.series.time_s, stride.initial_contact_s), "finding")
  }
  const show = (finding: Finding) => {
    point(keptStrides(result.strides, finding.side), finding.name.physio, 0)
    document.querySelector(".stage")?.scrollIntoView({ block: "nearest" })
  }
  const correct = (correction: Correction) => attempt(() => api.correct(id, correction))
  return (
    <div class="workbench">
      <div class="seen">
        <Player
          shown={shown}
          hand={held}
          change={change}
          correct={correct}
          skeleton={skeleton}
          setSkeleton={setSkeleton}
        />
        {highlight && <Pointed highlight={highlight} go={point} close={() => setHighlight(undefined)} />}
        {error && <Problem error={error} />}
        <Curves shown={shown} highlight={highlight} hand={held} correct={correct} />
      </div>
      <div class="said">
        <Quality result={result} />
        <MainFindings result={result} />
        <Findings result={result} show={show} />
        <CycleView result={result} />
        <Corrections
          shown={shown}
          hand={held}
          change={change}
          correct={correct}
          undo={() => void attempt(() => api.undo(id))}
          redo={() => void attempt(() => api.redo(id))}
          busy={busy}
        />
        <Numbers result={result} />
        <ReportLinks clip={id} />
      </div>
    </div>
  )
}

/** The strides that a finding comes from, to go through one by one. */
function Pointed(props: {
  highlight: NonNullable<Highlight>
  go: (strides: readonly Stride[], label: string, at: number) => void
  close: () => void
}) {
  const { strides, label, at } = props.highlight
  const t = texts.result
  return (
    <div class="row pointed" role="group" aria-label={label}>
      <button aria-label={t.previousStride} disabled={at === 0} onClick={() => props.go(strides, label, at - 1)}>
        ◀︎
      </button>
      <output>
        {label}: {t.strideOf(at + 1, strides.length)}
      </output>
      <button
        aria-label={t.nextStride}
        disabled={at + 1 >= strides.length}
        onClick={() => props.go(strides, label, at + 1)}
      >
        ▶︎
      </button>
      <button class="quiet" aria-label={t.closeStrides} onClick={props.close}>
        ✕
      </button>
    </div>
  )
}
