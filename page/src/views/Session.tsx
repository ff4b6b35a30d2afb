import { useState } from "preact/hooks"
import { api, type Refusal } from "../api"
import { texts } from "../texts"
import type { Session } from "../types"
import { Confirm } from "../ui/Confirm"
import { asRefusal, Problem } from "../ui/load"
import { ClipRow } from "./ClipRow"
import { DropZone } from "./DropZone"

export function SessionCard(props: {
  session: Session
  changed: () => Promise<void>
  chosen: number[]
  choose: (clip: number, on: boolean) => void
}) {
  const { session, changed } = props
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<Refusal>()
  const standing = session.clips.filter((clip) => clip.kind === "standing")
  return (
    <article class="panel session" aria-label={session.date}>
      <div class="row between">
        <h2>{session.date}</h2>
        <button class="quiet danger" onClick={() => setAsking(true)}>
          {texts.session.remove}
        </button>
      </div>
      {session.note && <p>{session.note}</p>}
      {error && <Problem error={error} />}
      {session.clips.length === 0 && <p class="hint">{texts.session.noClips}</p>}
      <ul class="plain">
        {session.clips.map((clip) => (
          <ClipRow
            key={clip.id}
            clip={clip}
            standing={standing}
            changed={changed}
            chosen={props.chosen.includes(clip.id)}
            choose={(on) => props.choose(clip.id, on)}
          />
        ))}
      </ul>
      <DropZone session={session.id} taken={changed} guide={session.clips.length === 0} />
      {asking && (
        <Confirm
          ask={texts.session.removeAsk(session.date, session.clips.length)}
          verb={texts.session.remove}
          no={() => setAsking(false)}
          yes={async () => {
            setAsking(false)
            try {
              await api.deleteSession(session.id)
            } catch (problem) {
              setError(asRefusal(problem))
            }
            await changed()
          }}
        />
      )}
    </article>
  )
}
