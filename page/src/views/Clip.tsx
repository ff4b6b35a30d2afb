import { useMemo, useState } from "preact/hooks"
import { api, type Refusal } from "../api"
import { isOver, useJobs } from "../jobs"
import { texts } from "../texts"
import type { Correction, Finding, Job } from "../types"
import { JobProgress } from "../ui/JobProgress"
import { asRefusal, Loading, Problem, useLoad } from "../ui/load"
import { Corrections } from "../clip/Corrections"
import { createCursor } from "../clip/cursor"
import { Curves } from "../clip/Curves"
import { CycleView } from "../clip/CycleView"
import { Findings, MainFindings } from "../clip/Findings"
import type { Hand, Highlight, Shown } from "../clip/model"
import { nearSide } from "../clip/model"
import { Numbers } from "../clip/Numbers"
import { Player } from "../clip/Player"
import { Quality } from "../clip/Quality"
import { ReportLinks } from "../clip/ReportLinks"
import { rowAt } from "../clip/frames"
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
      <a href="/">{texts.clients.title}</a> ›{" "}
      {client.value && <a href={`/client/${client.value.id}`}>{client.value.name}</a>}
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
  const shown = useMemo<Shown | undefined>(() => all.value && { ...all.value, cursor }, [all.value, cursor])
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
  const show = (finding: Finding) => {
    const strides = keptStrides(result.strides, finding.side)
    setHighlight({ strides, label: finding.name.physio })
    const first = strides[0]
    if (first)
      cursor.set((result.series.frame[0] ?? 0) + rowAt(result.series.time_s, first.initial_contact_s), "finding")
    document.querySelector(".stage")?.scrollIntoView({ block: "nearest" })
  }
  return (
    <div class="workbench">
      <div class="seen">
        <Player
          shown={shown}
          hand={held}
          change={change}
          correct={(correction: Correction) => attempt(() => api.correct(id, correction))}
          skeleton={skeleton}
          setSkeleton={setSkeleton}
        />
        {highlight && (
          <button class="quiet" onClick={() => setHighlight(undefined)}>
            {highlight.label}: {texts.result.strides(highlight.strides.length)} ✕
          </button>
        )}
        {error && <Problem error={error} />}
        <Curves shown={shown} highlight={highlight} />
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
          correct={(correction) => attempt(() => api.correct(id, correction))}
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
