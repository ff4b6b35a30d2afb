import { useState } from "preact/hooks"
import { api, type Refusal } from "../api"
import { today } from "../format"
import { isOver, useJobs } from "../jobs"
import { go } from "../router"
import { texts } from "../texts"
import type { Client, Clip, Job } from "../types"
import { Confirm } from "../ui/Confirm"
import { asRefusal, Loading, Problem, useLoad } from "../ui/load"
import { SessionCard } from "./Session"

/** A client with a job of one of the clips as it stands now. */
function withJob(client: Client, job: Job): Client {
  const clip = (one: Clip): Clip => (one.id === job.clip_id ? { ...one, job } : one)
  const sessions = client.sessions?.map((session) => ({ ...session, clips: session.clips.map(clip) }))
  return { ...client, ...(sessions && { sessions }) }
}

export function ClientView(props: { id: number }) {
  const loaded = useLoad(() => api.client(props.id), [props.id])
  const [jobs, setJobs] = useState<Record<number, Job>>({})
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<Refusal>()
  const [chosen, setChosen] = useState<number[]>([])
  useJobs((job) => {
    setJobs((before) => ({ ...before, [job.id]: job }))
    if (isOver(job)) void loaded.again()
  })
  if (loaded.error) return <Problem error={loaded.error} again={loaded.again} />
  if (!loaded.value) return <Loading />
  // News are newer than what was loaded, unless the load shows the job's end.
  const client = Object.values(jobs).reduce((before, job) => {
    const known = before.sessions?.flatMap((s) => s.clips).find((clip) => clip.id === job.clip_id)?.job
    const older = known && (known.id > job.id || (known.id === job.id && isOver(known)))
    return older ? before : withJob(before, job)
  }, loaded.value)
  const choose = (clip: number, on: boolean) =>
    setChosen((before) => (on ? [...before, clip] : before.filter((one) => one !== clip)))
  const inOrder = (client.sessions ?? [])
    .flatMap((session) => session.clips.map((clip) => ({ id: clip.id, date: session.date })))
    .sort((a, b) => a.date.localeCompare(b.date) || a.id - b.id)
    .map((clip) => clip.id)
  return (
    <section class="narrow">
      <nav aria-label="Place">
        <a href="/">{texts.clients.title}</a>
      </nav>
      <div class="row between">
        <Name client={client} changed={loaded.again} />
        <div class="row">
          <button
            disabled={chosen.length < 2}
            title={chosen.length < 2 ? texts.compare.none : undefined}
            onClick={() => go(`/compare/${inOrder.filter((clip) => chosen.includes(clip)).join(",")}`)}
          >
            {texts.clip.compare} {chosen.length > 0 && `(${chosen.length})`}
          </button>
          <a class="button" href={`/api/clients/${client.id}/download`} download>
            {texts.clients.download}
          </a>
          <button class="quiet danger" onClick={() => setAsking(true)}>
            {texts.clients.remove}
          </button>
        </div>
      </div>
      {error && <Problem error={error} />}
      <NewSession client={client.id} added={loaded.again} />
      {client.sessions?.length === 0 && <p class="empty">{texts.session.none}</p>}
      {client.sessions?.map((session) => (
        <SessionCard key={session.id} session={session} changed={loaded.again} chosen={chosen} choose={choose} />
      ))}
      {asking && (
        <Confirm
          ask={texts.clients.removeAsk(client.name, client.session_count)}
          verb={texts.clients.remove}
          no={() => setAsking(false)}
          yes={async () => {
            setAsking(false)
            try {
              await api.deleteClient(client.id)
              go("/")
            } catch (problem) {
              setError(asRefusal(problem))
            }
          }}
        />
      )}
    </section>
  )
}

function Name(props: { client: Client; changed: () => void }) {
  const [editing, setEditing] = useState<string>()
  if (editing === undefined) {
    return (
      <h1>
        {props.client.name}{" "}
        <button class="quiet" onClick={() => setEditing(props.client.name)}>
          {texts.clients.rename}
        </button>
      </h1>
    )
  }
  return (
    <form
      class="row"
      onSubmit={async (event) => {
        event.preventDefault()
        await api.renameClient(props.client.id, editing).catch(() => undefined)
        setEditing(undefined)
        props.changed()
      }}
    >
      <input
        aria-label={texts.clients.name}
        required
        maxLength={120}
        value={editing}
        onInput={(event) => setEditing(event.currentTarget.value)}
      />
      <button type="submit">{texts.clip.save}</button>
      <button type="button" onClick={() => setEditing(undefined)}>
        {texts.clip.cancel}
      </button>
    </form>
  )
}

function NewSession(props: { client: number; added: () => void }) {
  const [date, setDate] = useState(today())
  const [note, setNote] = useState("")
  const [error, setError] = useState<Refusal>()
  const add = async (event: Event) => {
    event.preventDefault()
    try {
      await api.addSession(props.client, date, note)
      setNote("")
      setError(undefined)
      props.added()
    } catch (problem) {
      setError(asRefusal(problem))
    }
  }
  return (
    <form class="panel row" onSubmit={add}>
      <label>
        {texts.session.date}
        <input type="date" required value={date} onInput={(event) => setDate(event.currentTarget.value)} />
      </label>
      <label class="grow">
        {texts.session.note}
        <input value={note} maxLength={10000} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <button type="submit">{texts.session.add}</button>
      {error && <Problem error={error} />}
    </form>
  )
}
