import { useEffect, useRef, useState } from "preact/hooks"
import { api, type Refusal } from "../api"
import { bytes } from "../format"
import { texts } from "../texts"
import type { Kind } from "../types"
import { asRefusal, Problem } from "../ui/load"
import { FilmGuide } from "./FilmGuide"
import { Refusal as Refused } from "../api"

const VIDEO = /\.(mp4|m4v|mov|mkv|webm|avi)$/i

type Sending = { name: string; share: number; stop: () => void }

export function DropZone(props: { session: number; taken: () => Promise<void>; guide: boolean }) {
  const [kind, setKind] = useState<Kind>("running")
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<Sending>()
  const [error, setError] = useState<Refusal>()
  const [limit, setLimit] = useState<number>()
  const input = useRef<HTMLInputElement>(null)
  const t = texts.drop
  useEffect(
    () =>
      void api.state().then(
        (state) => setLimit(state.limits.upload_bytes),
        () => undefined,
      ),
    [],
  )
  const send = async (files: Iterable<File>) => {
    setError(undefined)
    for (const file of files) {
      const problem = check(file, limit)
      if (problem) {
        setError(new Refused(0, "page", problem))
        continue
      }
      const { done, stop } = api.upload(props.session, file, kind, (share) =>
        setSending({ name: file.name, share, stop }),
      )
      setSending({ name: file.name, share: 0, stop })
      try {
        await done
      } catch (refused) {
        setError(asRefusal(refused))
      }
      setSending(undefined)
      await props.taken()
    }
  }
  return (
    <div
      class={over ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void send(event.dataTransfer?.files ?? [])
      }}
    >
      <div class="row">
        <strong>{t.title}</strong>
        <fieldset class="row">
          <legend class="sr">{t.kind}</legend>
          {(["running", "standing"] as const).map((one) => (
            <label key={one} class="pick">
              <input type="radio" name={`kind-${props.session}`} checked={kind === one} onChange={() => setKind(one)} />{" "}
              {t[one]}
            </label>
          ))}
        </fieldset>
        <button onClick={() => input.current?.click()}>{t.choose}</button>
        <input
          ref={input}
          class="sr"
          type="file"
          accept="video/*,.mkv"
          aria-label={`${t.title}: ${t.choose}`}
          tabIndex={-1}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ""
            void send(files)
          }}
        />
      </div>
      {sending && (
        <div class="job" role="status" aria-live="polite">
          <span>{t.uploading(sending.name, Math.round(100 * sending.share))}</span>
          <progress value={sending.share} max={1} aria-label={sending.name} />
          <button onClick={sending.stop}>{t.stop}</button>
        </div>
      )}
      {error && <Problem error={error} />}
      <FilmGuide open={props.guide} />
    </div>
  )
}

/** What can be seen before anything is sent. */
function check(file: File, limit: number | undefined): string | undefined {
  if (!file.type.startsWith("video/") && !VIDEO.test(file.name)) return texts.drop.wrongType(file.name)
  if (limit !== undefined && file.size > limit) return texts.drop.tooLarge(file.name, bytes(limit))
  return undefined
}
